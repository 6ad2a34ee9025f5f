"""What Granian serves: the press, and Django behind it."""

import os

from django.core.wsgi import get_wsgi_application

from byline.press.front import put_before

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "byline.settings")
application = put_before(get_wsgi_application())
