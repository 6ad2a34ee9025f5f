"""The ASGI application that Granian serves, around the WSGI application of all rooms."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any, Final
from wsgiref.types import WSGIApplication, WSGIEnvironment

import structlog

from byline.front.bodies import BodyBudget, BodyLimit, Receive, budgeted_body, has_body, read_body
from byline.front.environ import Scope, environ_of
from byline.front.errors import DisconnectedError, RefusedError
from byline.front.http_responses import Response, Send, call_application, send_response
from byline.front.pool import Pool
from byline.lib.default_headers import with_defaults
from byline.lib.event_loop import ON_EVENT_LOOP, NeedsThreadError
from byline.lib.ip_networks import provider_network
from byline.lib.proxy import forwarded_address

PAGE_KEY: Final = "byline.page"  # in the environment: what a thread will render
MAX_RENDERINGS: Final = 4  # to wait for: a page may be changed while it is rendered
FILE_THREADS: Final = 2
MAX_DESK_CHECKS: Final = 64  # waiting at a time; beyond that, requests are treated as strangers'

log = structlog.get_logger("byline.front")


@dataclass(frozen=True)
class FrontRules:
    """What the rooms know about requests.

    `is_of_desk` runs in a thread and may query the database; it is called with environments that
    `may_be_of_desk` accepts.
    """

    behind_proxy: bool
    limit: Callable[[WSGIEnvironment, bool], BodyLimit]
    may_be_of_desk: Callable[[WSGIEnvironment], bool]
    is_of_desk: Callable[[WSGIEnvironment], bool]
    on_start: Callable[[], None]


class Front:
    """Responds on the event loop where `application` can do so there, and otherwise in a thread."""

    def __init__(self, application: WSGIApplication, rules: FrontRules) -> None:
        self._application, self._rules = application, rules
        self._budget = BodyBudget()
        self._desk_checks = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            try:
                await self._respond(scope, receive, send)
            except (DisconnectedError, ConnectionError):
                pass
            except TimeoutError:
                log.info("a reader was too slow and is disconnected")

    async def _live(self, receive: Receive, send: Send) -> None:
        while (message := await receive())["type"] != "lifespan.shutdown":
            if message["type"] == "lifespan.startup":
                self._start()
                await send({"type": "lifespan.startup.complete"})
        self._pool.close()
        await send({"type": "lifespan.shutdown.complete"})

    def _start(self) -> None:
        """Create the threads; called in the worker, after the fork."""
        self._pool = Pool()
        self._files = ThreadPoolExecutor(FILE_THREADS, thread_name_prefix="files")
        self._desk = ThreadPoolExecutor(1, thread_name_prefix="desk")
        self._rules.on_start()

    async def _respond(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            environ = environ_of(scope)
        except RefusedError as error:
            await send_response(_refusal(error), scope["method"], receive, send, self._files)
            return
        if not has_body(environ) and (response := self._respond_on_event_loop(environ)):
            await self._send(response, environ, receive, send)
            return
        try:
            response = await self._respond_in_thread(environ, receive)
        except RefusedError as error:
            response = _refusal(error)
        await self._send(response, environ, receive, send)

    async def _respond_in_thread(self, environ: WSGIEnvironment, receive: Receive) -> Response:
        network = await self._network(environ)
        with budgeted_body(self._budget, network) as body:
            if has_body(environ):
                limit = self._rules.limit(environ, network is None)
                try:
                    await read_body(receive, environ, limit, body)
                except RefusedError as error:
                    return _refusal_of_body(error, limit)
                if response := self._respond_on_event_loop(environ):
                    return response
            if network is not None and (response := await self._respond_after_another(environ)):
                return response
            environ[ON_EVENT_LOOP] = False
            work = partial(call_application, self._application, environ)
            return await self._pool.run(work, network, environ.get(PAGE_KEY))

    async def _respond_after_another(self, environ: WSGIEnvironment) -> Response | None:
        """The page that others are having rendered, unless it does not become a stored one."""
        page = environ.get(PAGE_KEY)
        for _ in range(MAX_RENDERINGS):
            if page is None or not await self._pool.was_rendered(page):
                break
            if response := self._respond_on_event_loop(environ):
                return response
        return None

    def _respond_on_event_loop(self, environ: WSGIEnvironment) -> Response | None:
        try:
            return call_application(self._application, environ)
        except NeedsThreadError as error:
            environ[PAGE_KEY] = error.page
            return None

    async def _network(self, environ: WSGIEnvironment) -> str | None:
        """The network that a stranger's request comes from; None for people of the desk."""
        if self._rules.may_be_of_desk(environ) and self._desk_checks < MAX_DESK_CHECKS:
            loop = asyncio.get_running_loop()
            self._desk_checks += 1
            try:
                if await loop.run_in_executor(self._desk, self._rules.is_of_desk, environ):
                    return None
            finally:
                self._desk_checks -= 1
        address = environ["REMOTE_ADDR"]
        return provider_network(forwarded_address(environ) if self._rules.behind_proxy else address)

    async def _send(
        self, response: Response, environ: WSGIEnvironment, receive: Receive, send: Send
    ) -> None:
        await send_response(response, environ["REQUEST_METHOD"], receive, send, self._files)


def _refusal_of_body(error: RefusedError, limit: BodyLimit) -> Response:
    if limit.refusal is None or error.status is HTTPStatus.SERVICE_UNAVAILABLE:
        return _refusal(error)
    content_type, body = limit.refusal(error.message.strip())
    headers = [
        ("Content-Type", content_type),
        ("Content-Length", str(len(body))),
        ("Connection", "close"),
    ]
    return Response("200 OK", with_defaults("200 OK", headers), body)


def _refusal(error: RefusedError) -> Response:
    body = error.message.encode()
    status = f"{error.status.value} {error.status.phrase}"
    headers: Any = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
    ]
    if error.retry_seconds:
        headers.append(("Retry-After", str(error.retry_seconds)))
    if error.status is not HTTPStatus.SERVICE_UNAVAILABLE:
        headers.append(("Connection", "close"))
    return Response(status, with_defaults(status, headers), body)
