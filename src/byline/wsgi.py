"""What Granian serves: reads are told first, then the press, and Django behind it."""

import os

from django.core.wsgi import get_wsgi_application

from byline.lib.default_headers import DefaultHeaders
from byline.press.wsgi import with_page_cache
from byline.readership.beacon import Beacon

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "byline.settings")
application = DefaultHeaders(Beacon(with_page_cache(get_wsgi_application())))
