"""A slow request is in the log, with the share of the database; a quick one is not."""

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from structlog.testing import capture_logs

from byline.lib import slow_requests
from byline.lib.event_loop import ON_EVENT_LOOP
from byline.lib.slow_requests import SlowRequestMiddleware

pytestmark = pytest.mark.django_db
SERVED = {ON_EVENT_LOOP: False}  # by the server, in a thread


class Clock:
    """Seconds that pass when the view says so."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def logged(
    limit_ms: int, takes: float, monkeypatch: pytest.MonkeyPatch, **environ: object
) -> list[dict[str, object]]:
    """What is logged of a request that takes so many seconds and asks the database twice."""
    clock = Clock()

    def view(request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.execute("SELECT 2")
        clock.seconds += takes
        return HttpResponse("Late again.", status=203)

    monkeypatch.setattr(slow_requests, "perf_counter", clock)
    options = django_settings.OPTIONS.model_copy(update={"slow_request_ms": limit_ms})
    monkeypatch.setattr(django_settings, "OPTIONS", options)
    with capture_logs() as lines:
        SlowRequestMiddleware(view)(RequestFactory().get("/ferry/?q=secret", **environ))
    return list(lines)


def test_a_request_that_took_longer_than_the_limit_is_logged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert logged(2_000, 2.5, monkeypatch, **SERVED) == [
        {
            "event": "slow request",
            "log_level": "warning",
            "method": "GET",
            "path": "/ferry/",
            "status": 203,
            "ms": 2500,
            "queries": 2,
            "database_ms": 0,
        }
    ]


@pytest.mark.parametrize(("limit_ms", "takes"), [(2_000, 1.9), (0, 3600.0)])
def test_others_are_not(limit_ms: int, takes: float, monkeypatch: pytest.MonkeyPatch) -> None:
    assert logged(limit_ms, takes, monkeypatch, **SERVED) == []


def test_what_a_command_renders_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert logged(2_000, 2.5, monkeypatch) == []
