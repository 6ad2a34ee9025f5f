"""What Granian serves: `byline.wsgi` behind an event loop."""

from concurrent.futures import ThreadPoolExecutor
from wsgiref.types import WSGIEnvironment

from django.conf import settings

from byline.accounts.desk_sessions import DeskSessions
from byline.front.application import Front, FrontRules
from byline.front.bodies import BodyLimit
from byline.lib.os_signals import unblock_stop_signals
from byline.linkbacks.protocol import is_ping_path, refusal_at
from byline.press.wsgi import PageCache
from byline.readership.beacon import BEACON_PATH, MAX_BODY_BYTES
from byline.wsgi import application as wsgi_application
from byline.wsgi import page_cache

DESK_PREFIX = "/admin/"
SHORT_FORM_PREFIXES = ("/accounts/", "/-/hub")
SHORT_FORM_BYTES = 64_000
SHORT_FORM = BodyLimit(SHORT_FORM_BYTES, seconds=30)
# The longest response that a site can permit has 50,000 characters, of at most 12 encoded bytes.
READER_FORM = BodyLimit(1_000_000, seconds=60)
# At the desk, before somebody has signed in (again). Django itself refuses forms of more than
# 2.5 MB, with a page. The limit is a little higher, so that Django gets to see such a form.
DESK_FORM = BodyLimit(3_000_000, seconds=60)
UPLOAD = BodyLimit(100_000_000, seconds=1_800)  # at the desk, by people who have signed in
READ = BodyLimit(MAX_BODY_BYTES, seconds=10)


def limit(environ: WSGIEnvironment, is_of_desk: bool, /) -> BodyLimit:
    """How much may be sent to this address."""
    path = environ["PATH_INFO"]
    if path == BEACON_PATH:
        return READ
    if path.startswith(DESK_PREFIX):
        return UPLOAD if is_of_desk else DESK_FORM
    if is_ping_path(path):
        return BodyLimit(SHORT_FORM_BYTES, SHORT_FORM.seconds, refusal_at(path))
    return SHORT_FORM if path.startswith(SHORT_FORM_PREFIXES) else READER_FORM


def start() -> None:
    """Called in each worker once the event loop has set its own signal handlers."""
    unblock_stop_signals()
    if isinstance(page_cache, PageCache):
        page_cache.write_counts_with(ThreadPoolExecutor(1, thread_name_prefix="counts").submit)


_sessions = DeskSessions()
application = Front(
    wsgi_application,
    FrontRules(
        behind_proxy=settings.OPTIONS.behind_proxy,
        limit=limit,
        may_be_of_desk=_sessions.has_cookie,
        is_of_desk=_sessions.opens_desk,
        on_start=start,
    ),
)
