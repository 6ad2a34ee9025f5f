"""A line in the log for each request that took long, with how much of it was the database."""

from collections.abc import Callable
from time import perf_counter
from typing import Any

import structlog
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from byline.lib.event_loop import ON_EVENT_LOOP

log = structlog.get_logger("byline.slow")


class SlowRequestMiddleware:
    """Logs requests whose response took longer than the setting `slow_request_ms`.

    Pages that a command renders, for an export or in advance, keep nobody waiting.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.limit_ms: int = settings.OPTIONS.slow_request_ms

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.limit_ms or ON_EVENT_LOOP not in request.META:
            return self.get_response(request)
        queries, began = QueryTimer(), perf_counter()
        with connection.execute_wrapper(queries):
            response = self.get_response(request)
        ms = round((perf_counter() - began) * 1000)
        if ms > self.limit_ms:
            log.warning(
                "slow request",
                method=request.method,
                path=request.path,
                status=response.status_code,
                ms=ms,
                queries=queries.number,
                database_ms=round(queries.seconds * 1000),
            )
        return response


class QueryTimer:
    """Counts the statements of a connection and adds up their time."""

    def __init__(self) -> None:
        self.number, self.seconds = 0, 0.0

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        began = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.number, self.seconds = self.number + 1, self.seconds + perf_counter() - began
