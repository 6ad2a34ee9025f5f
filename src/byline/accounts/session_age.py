"""Sessions end: some days after the sign-in, and some days after the last request."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

SIGNED_IN, SEEN = "signed_in_at", "seen_at"  # seconds since 1970
SEEN_STEP = timedelta(hours=1)  # how exactly the last request is known, so that few are written


@receiver(user_logged_in)
def begin(sender: object, request: HttpRequest, **_: object) -> None:
    request.session[SIGNED_IN] = request.session[SEEN] = timezone.now().timestamp()


def has_expired(session: SessionBase, now: datetime) -> bool:
    """Whether the session of a signed-in person has ended by now; otherwise notes the request."""
    moment = now.timestamp()
    signed_in, seen = session.get(SIGNED_IN, moment), session.get(SEEN, moment)
    longest = timedelta(days=settings.OPTIONS.session_days).total_seconds()
    idle = timedelta(days=settings.OPTIONS.session_idle_days).total_seconds()
    if moment - signed_in > longest or moment - seen > idle:
        return True
    session.setdefault(SIGNED_IN, moment)
    if SEEN not in session or moment - seen > SEEN_STEP.total_seconds():
        session[SEEN] = moment
    return False
