"""Whether this process answers (live) and whether the installation can do its work (ready)."""

from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from byline.lib.disk_full import can_write
from byline.lib.journal import read_journal
from byline.lib.migrations_state import pending_migrations

LIVE = "/-/health/live"
HEALTH = "/-/health"


class HealthMiddleware:
    """Answers health checks for any host name: monitors rarely use the name of a site."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path.rstrip("/")
        return health(request) if path in (HEALTH, LIVE) else self.get_response(request)


def health(request: HttpRequest) -> HttpResponse:
    """The state as JSON, with status 503 if not ready. `/-/health/live` has only `live`."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    state = {"live": True}
    if request.path.rstrip("/") != LIVE:
        state |= readiness()
    response = JsonResponse(state, status=200 if all(state.values()) else 503)
    response["Cache-Control"] = "no-store"
    response["Content-Length"] = str(len(response.content))
    return response


def readiness() -> dict[str, bool]:
    """Each part that the installation needs and whether it works; `ready` if all do."""
    parts = _tables() | {"keeper": read_journal(settings.DATA).is_fresh(), "disk": _disk()}
    return {"ready": all(parts.values()), **parts}


def _tables() -> dict[str, bool]:
    try:
        return {"database": True, "migrations": not pending_migrations(connection)}
    except DatabaseError:
        return {"database": False, "migrations": False}


def _disk() -> bool:
    try:
        return can_write(settings.DATA)
    except OSError:  # a folder that cannot be written at all
        return False
