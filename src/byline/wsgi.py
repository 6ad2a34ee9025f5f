"""What Granian serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "byline.settings")
django = get_wsgi_application()

from byline.readership.beacon import Beacon  # noqa: E402  (after Django has started)

application = Beacon(django)
