"""Expiry of sessions: some days after the sign-in, or after the last request."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

SIGNED_IN_AT, LAST_REQUEST_AT = "signed_in_at", "seen_at"  # seconds since 1970
LAST_REQUEST_PRECISION = timedelta(hours=1)  # its time is written this rarely, to save writes


@receiver(user_logged_in)
def note_sign_in(sender: object, request: HttpRequest, **_: object) -> None:
    request.session[SIGNED_IN_AT] = request.session[LAST_REQUEST_AT] = timezone.now().timestamp()


def has_expired(session: SessionBase, now: datetime) -> bool:
    """Whether a signed-in person's session has expired; if not, note the time of the request."""
    moment = now.timestamp()
    signed_in, seen = session.get(SIGNED_IN_AT, moment), session.get(LAST_REQUEST_AT, moment)
    longest = timedelta(days=settings.OPTIONS.session_days).total_seconds()
    idle = timedelta(days=settings.OPTIONS.session_idle_days).total_seconds()
    if moment - signed_in > longest or moment - seen > idle:
        return True
    session.setdefault(SIGNED_IN_AT, moment)
    if LAST_REQUEST_AT not in session or moment - seen > LAST_REQUEST_PRECISION.total_seconds():
        session[LAST_REQUEST_AT] = moment
    return False
