"""The front of the house: answers with printed pages before Django is asked, and keeps what Django printed.

One file is looked at for each page that is kept, and neither Django nor a database is touched. RFC 9110 is HTTP, RFC 9211 the
header Cache-Status, in which an answer that could have been kept says what became of it.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from functools import cache
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import structlog
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from byline.press.cache_keys import CacheKey, key_of_request, parameter_names, significant_query
from byline.press.invalidations import EVERYTHING
from byline.press.memory import CachedPage, Headers, MemoryCache
from byline.press.outcomes import OutcomeCounter
from byline.press.pages import PageMeta, digest_of, suffix_for
from byline.press.render_lock import RenderLock
from byline.press.rendering import Rendering, begin
from byline.press.rules import is_known, prefers_markdown, why_not_printable
from byline.press.store import PageStore, the_store
from byline.press.wsgi_client import get

CACHEABLE_METHODS = frozenset({"GET", "HEAD"})
MAX_PAGE_BYTES = 4_000_000  # bytes of a page that is kept
REPLACED_HEADERS = frozenset(
    {
        "content-length",
        "etag",
        "vary",
        "cache-control",
        "last-modified",
        "expires",
        "date",
        "server",
        "connection",
    }
)

log = structlog.get_logger("byline.press")


class PageCache:
    """A WSGI application before `application`."""

    def __init__(
        self, application: WSGIApplication, store: PageStore, *, behind_proxy: bool
    ) -> None:
        self._application, self._store, self._behind_proxy = application, store, behind_proxy
        self._memory = MemoryCache(store)
        self._outcomes = OutcomeCounter(store)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        get = environ.get
        method = environ["REQUEST_METHOD"]
        if method not in CACHEABLE_METHODS:
            return self._application(environ, start_response)
        now = time.time()
        asked = (
            get("HTTP_HOST"),
            environ["PATH_INFO"],
            get("QUERY_STRING"),
            get("HTTP_X_FORWARDED_PROTO"),
        )
        page = self._memory.by_request.get(asked)
        if (
            page is not None
            and page.is_current(now)
            and (given := self._give(page, environ, start_response, now)) is not None
        ):
            return given
        key = key_of_request(environ, behind_proxy=self._behind_proxy)
        if key is None:
            return self._application(environ, start_response)
        page = self._find(key, get("QUERY_STRING", ""), now)
        if (
            page is not None
            and (given := self._give(page, environ, start_response, now)) is not None
        ):
            if not get("QUERY_STRING"):  # what others put there is without end
                self._memory.remember(asked, page)
            return given
        if method == "HEAD":
            return self._application(environ, start_response)
        return self._print(key, environ, start_response)

    def note(self) -> None:
        """Enter into the index what was read, now rather than within some seconds."""
        self._outcomes.note(time.time())

    def _find(self, key: CacheKey, query: str, now: float) -> CachedPage | None:
        """What is kept there under that query, as far as the plain page says which of its keys matter."""
        plain = self._memory.find(key, now)
        if plain is None or not query:
            return None if query else plain
        if parameter_names(query) & set(plain.meta.aside):
            return None
        kept = significant_query(query, frozenset(plain.meta.keys))
        if kept == "":
            return plain
        return self._memory.find(replace(key, query=kept), now) if kept else None

    def _give(
        self,
        page: CachedPage,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        now: float,
        status: str = "hit",
    ) -> list[bytes] | None:
        """Answer with a page that is kept, or the way to its twin; None when it is gone by now."""
        accepted_types = environ.get("HTTP_ACCEPT")
        if (
            accepted_types
            and "markdown" in accepted_types
            and page.meta.markdown_url
            and prefers_markdown(accepted_types)
        ):
            return _lead_to(page.meta.markdown_url, start_response)
        accepted = environ.get("HTTP_ACCEPT_ENCODING")
        answer = page.answer(accepted)
        if answer is None:
            return None if page.is_wanted(accepted) else _refuse_codings(start_response)
        self._outcomes.read(page.meta.url, status, now)
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known is not None and is_known(known, answer.etag):
            start_response("304 Not Modified", _saying(answer.unchanged, status))
            return []
        start_response("200 OK", _saying(answer.whole, status))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else answer.body

    def _print(
        self,
        key: CacheKey,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        *,
        patient: bool = True,
    ) -> Iterable[bytes]:
        """Have the page rendered, by us or by who is at it, and keep it if it may be kept."""
        try:
            began = self._store.position()
        except (sqlite3.Error, OSError):
            log.exception("the press cannot print")
            return self._application(environ, start_response)
        turns = _Turns(self._store, self._memory, patient=patient)
        rendering = Rendering(key, began, turns.take)
        try:
            return self._render(rendering, environ, start_response)
        finally:
            turns.end()

    def _render(
        self, rendering: Rendering, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        said = _Said()
        asked = dict(environ) | {"HTTP_HOST": rendering.key.origin.partition("://")[2]}
        end = begin(rendering)
        try:
            parts = self._application(asked, said)
        finally:
            end()
        if not rendering.is_printable and not rendering.why_not:
            start_response(said.status, said.headers)
            return parts
        body = _whole(parts)
        if rendering.is_stored:
            return self._give_found(rendering, environ, start_response)
        why_not = self._keep(rendering, said, body)
        now = time.time()
        page = None if why_not else self._memory.find(rendering.key, now)
        if (
            page is not None
            and (given := self._give(page, environ, start_response, now, "fwd=miss; stored"))
            is not None
        ):
            return given
        why_not = why_not or "cleared meanwhile"
        self._outcomes.count(why_not, now)
        start_response(said.status, said.unkept(why_not))
        return [body]

    def _give_found(
        self, rendering: Rendering, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        now = time.time()
        page = self._memory.find(rendering.key, now)
        if (
            page is not None
            and (given := self._give(page, environ, start_response, now, "fwd=miss; collapsed"))
            is not None
        ):
            return given
        return self._print(
            rendering.key, environ, start_response, patient=False
        )  # it is gone again

    def _keep(self, rendering: Rendering, said: "_Said", body: bytes) -> str:
        """Why the page that was rendered is not kept; "" when it is."""
        why_not = rendering.why_not or why_not_printable(
            said.status, said.headers, body, MAX_PAGE_BYTES
        )
        kind = suffix_for(
            next((value for name, value in said.headers if name.lower() == "content-type"), "")
        )
        if why_not or not kind:
            return why_not or "is of a type that is not printed"
        key = rendering.key
        meta = PageMeta(
            url=key.url,
            kind=kind,
            digest=digest_of(body),
            headers=[
                (name, value)
                for name, value in said.headers
                if name.lower() not in REPLACED_HEADERS
            ],
            tags=sorted({*rendering.tags, EVERYTHING}),
            expires_at=rendering.expires_at,
            keys=sorted(rendering.keys),
            aside=sorted(rendering.aside),
            markdown_url=rendering.markdown_url,
        )
        try:
            return self._store.put(key, meta, body, rendering.began)
        except (sqlite3.Error, OSError):
            log.exception("a page could not be kept", url=key.url)
            return "the store cannot be written"


def with_page_cache(application: WSGIApplication) -> WSGIApplication:
    """The application with this house's front before it, unless the house is to have none."""
    options = settings.OPTIONS
    return (
        PageCache(application, the_store(), behind_proxy=options.behind_proxy)
        if options.press
        else application
    )


def get_own_page(url: str) -> tuple[str, Headers, bytes]:
    """What a reader of this house is answered to GET `url`: status, headers and body."""
    return get(_house(kept=settings.OPTIONS.press), url)


@cache
def _house(*, kept: bool) -> WSGIApplication:
    return with_page_cache(WSGIHandler())


class _Said:
    """What Django says of its answer before it gives it."""

    def __init__(self) -> None:
        self.status, self.headers = "", list[tuple[str, str]]()

    def __call__(
        self, status: str, headers: Headers, exc_info: object = None, /
    ) -> Callable[[bytes], object]:
        self.status, self.headers = status, headers
        return lambda _: None  # PEP 3333's `write`, which Django does not use

    def unkept(self, why_not: str) -> Headers:
        """The headers of an answer that is given to one reader and not kept."""
        named = {name.lower() for name, _ in self.headers}
        private = self.status.startswith("200") and "cache-control" not in named
        keeping = [("Cache-Control", "private, no-cache")] if private else []
        return [*self.headers, *keeping, ("Cache-Status", f'byline; fwd=miss; detail="{why_not}"')]


class _Turns:
    """Taking turns at a page, for one request."""

    def __init__(self, store: PageStore, memory: MemoryCache, *, patient: bool) -> None:
        self._folder, self._memory, self._patient = store.folder / "turns", memory, patient
        self._turn: RenderLock | None = None

    def take(self, key: CacheKey) -> bool:
        """Take the turn, or wait for who has it; whether the page is in the store now.

        One view may hand the page on to another: the turn is ours then already, and who waited for it would wait for himself.
        """
        if self._turn or not self._patient:
            return False
        with suppress(OSError):
            turn = RenderLock(self._folder, key.url)
            if turn.take():
                self._turn = turn
            else:
                turn.wait()
                turn.end()  # if nothing was kept, nothing is gained by going one after the other
        return self._memory.find(key, time.time()) is not None

    def end(self) -> None:
        if self._turn:
            self._turn.end()


def _whole(parts: Iterable[bytes]) -> bytes:
    try:
        return b"".join(parts)
    finally:
        if close := getattr(parts, "close", None):
            close()


def _saying(headers: Headers, status: str) -> Headers:
    return headers if status == "hit" else [*headers[:-1], ("Cache-Status", f"byline; {status}")]


def _lead_to(twin: str, start_response: StartResponse) -> list[bytes]:
    """For this reader only: no cache on the way may keep it, whether it minds what varies or not."""
    start_response(
        "303 See Other",
        [
            ("Location", twin),
            ("Vary", "Accept"),
            ("Cache-Control", "no-store"),
            ("Content-Length", "0"),
        ],
    )
    return []


def _refuse_codings(start_response: StartResponse) -> list[bytes]:
    said = b"This page is given as it is, or coded as br, zstd or gzip; Accept-Encoding refuses all of them.\n"
    plain = ("Content-Type", "text/plain; charset=utf-8")
    start_response(
        "406 Not Acceptable",
        [plain, ("Content-Length", str(len(said))), ("Vary", "Accept-Encoding")],
    )
    return [said]
