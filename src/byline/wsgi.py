"""What Granian serves: reads are told first, then the press, and Django behind it."""

import os
from wsgiref.types import WSGIApplication

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "byline.settings")
application: WSGIApplication = get_wsgi_application()

if settings.OPTIONS.press:
    from byline.press.front import Front
    from byline.press.store import the_store

    application = Front(application, the_store(), behind_proxy=settings.OPTIONS.behind_proxy)

from byline.readership.beacon import Beacon  # noqa: E402  (after Django has started)

application = Beacon(application)
