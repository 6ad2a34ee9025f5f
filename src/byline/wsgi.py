"""What Granian serves: reads are told first, then the press, and Django behind it."""

import os

from django.core.wsgi import get_wsgi_application

from byline.press.front import put_before
from byline.readership.beacon import Beacon

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "byline.settings")
application = Beacon(put_before(get_wsgi_application()))
