"""All rooms as a WSGI application: reports of reads first, then the page cache, then Django."""

import os
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from django.core.wsgi import get_wsgi_application

from byline.lib.default_headers import DefaultHeaders
from byline.lib.event_loop import leave_event_loop
from byline.press.wsgi import with_page_cache
from byline.readership.beacon import Beacon

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "byline.settings")
_django = get_wsgi_application()


def _in_thread(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    leave_event_loop(environ)
    return _django(environ, start_response)


page_cache = with_page_cache(_in_thread)
application = DefaultHeaders(Beacon(page_cache))
