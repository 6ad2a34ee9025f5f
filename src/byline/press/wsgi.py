"""The page cache as a WSGI application: serves stored pages, and stores what Django renders.

A hit looks at one file and touches neither Django nor a database. RFC 9110 defines HTTP. The header
`Cache-Status` (RFC 9211) says what became of a request for a page that could have been stored.
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
MAX_PAGE_BYTES = 4_000_000
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
    """Answers from `store` where it can, and else asks `application`."""

    def __init__(
        self, application: WSGIApplication, store: PageStore, *, behind_proxy: bool
    ) -> None:
        self._application, self._store, self._behind_proxy = application, store, behind_proxy
        self._memory = MemoryCache(store)
        self._outcomes = OutcomeCounter(store)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        get = environ.get
        method = environ["REQUEST_METHOD"]
        if method not in CACHEABLE_METHODS or get("SCRIPT_NAME"):
            return self._application(environ, start_response)
        now = time.time()
        request = (
            get("HTTP_HOST"),
            environ["PATH_INFO"],
            get("QUERY_STRING"),
            get("HTTP_X_FORWARDED_PROTO"),
        )
        page = self._memory.by_request.get(request)
        if (
            page is not None
            and page.is_current(now)
            and (answer := self._give(page, environ, start_response, now)) is not None
        ):
            return answer
        key = key_of_request(environ, behind_proxy=self._behind_proxy)
        if key is None:
            return self._application(environ, start_response)
        page = self._find(key, get("QUERY_STRING", ""), now)
        if (
            page is not None
            and (answer := self._give(page, environ, start_response, now)) is not None
        ):
            if not get("QUERY_STRING"):  # strangers can put anything there
                self._memory.remember(request, page)
            return answer
        if method == "HEAD":
            return self._application(environ, start_response)
        return self._print(key, environ, start_response)

    def note(self) -> None:
        """Write the counts of reads to the index now, not within a few seconds."""
        self._outcomes.note(time.time())

    def _find(self, key: CacheKey, query: str, now: float) -> CachedPage | None:
        """The stored page for this query; the one without a query says which keys matter."""
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
        """Answer with a stored page or a redirect to its Markdown; None if it has just gone."""
        accepted_types = environ.get("HTTP_ACCEPT")
        if (
            accepted_types
            and "markdown" in accepted_types
            and page.meta.markdown_url
            and prefers_markdown(accepted_types)
        ):
            return _redirect_to_markdown(page.meta.markdown_url, start_response)
        accepted = environ.get("HTTP_ACCEPT_ENCODING")
        answer = page.answer(accepted)
        if answer is None:
            return None if page.is_wanted(accepted) else _refuse_codings(start_response)
        self._outcomes.read(page.meta.url, status, now)
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known is not None and is_known(known, answer.etag):
            start_response("304 Not Modified", _with_status(answer.unchanged, status))
            return []
        start_response("200 OK", _with_status(answer.whole, status))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else answer.body

    def _print(
        self,
        key: CacheKey,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        *,
        patient: bool = True,
    ) -> Iterable[bytes]:
        """Have the page rendered, here or by the process that already does, and store it."""
        try:
            began = self._store.position()
        except (sqlite3.Error, OSError):
            log.exception("the page index cannot be read")
            return self._application(environ, start_response)
        lock = _RequestLock(self._store, self._memory, patient=patient)
        rendering = Rendering(key, began, lock.acquire)
        try:
            return self._render(rendering, environ, start_response)
        finally:
            lock.release()

    def _render(
        self, rendering: Rendering, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        response = _StartResponse()
        request = dict(environ) | {"HTTP_HOST": rendering.key.origin.partition("://")[2]}
        end = begin(rendering)
        try:
            parts = self._application(request, response)
        finally:
            end()
        if not rendering.is_printable and not rendering.why_not:
            start_response(response.status, response.headers)
            return parts
        body = _joined(parts)
        if rendering.is_stored:
            return self._give_found(rendering, environ, start_response)
        why_not = self._store_page(rendering, response, body)
        now = time.time()
        page = None if why_not else self._memory.find(rendering.key, now)
        if (
            page is not None
            and (answer := self._give(page, environ, start_response, now, "fwd=miss; stored"))
            is not None
        ):
            return answer
        why_not = why_not or "cleared meanwhile"
        self._outcomes.count(why_not, now)
        start_response(response.status, response.uncached_headers(why_not))
        return [body]

    def _give_found(
        self, rendering: Rendering, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        now = time.time()
        page = self._memory.find(rendering.key, now)
        if (
            page is not None
            and (answer := self._give(page, environ, start_response, now, "fwd=miss; collapsed"))
            is not None
        ):
            return answer
        return self._print(
            rendering.key, environ, start_response, patient=False
        )  # it has just been removed

    def _store_page(self, rendering: Rendering, response: "_StartResponse", body: bytes) -> str:
        """Store the rendered page; returns why not, or ""."""
        why_not = rendering.why_not or why_not_printable(
            response.status, response.headers, body, MAX_PAGE_BYTES
        )
        kind = suffix_for(
            next((value for name, value in response.headers if name.lower() == "content-type"), "")
        )
        if why_not or not kind:
            return why_not or "is of a type that is not cached"
        key = rendering.key
        meta = PageMeta(
            url=key.url,
            kind=kind,
            digest=digest_of(body),
            headers=[
                (name, value)
                for name, value in response.headers
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
            log.exception("a page could not be stored", url=key.url)
            return "the store cannot be written"


def with_page_cache(application: WSGIApplication) -> WSGIApplication:
    """The application behind this installation's page cache, unless that is turned off."""
    options = settings.OPTIONS
    return (
        PageCache(application, the_store(), behind_proxy=options.behind_proxy)
        if options.press
        else application
    )


def get_own_page(url: str) -> tuple[str, Headers, bytes]:
    """What a reader gets for GET `url` of this installation: status, headers and body."""
    return get(_own_application(cached=settings.OPTIONS.press), url)


@cache
def _own_application(*, cached: bool) -> WSGIApplication:
    return with_page_cache(WSGIHandler())


class _StartResponse:
    """Status and headers as Django passes them to `start_response`."""

    def __init__(self) -> None:
        self.status, self.headers = "", list[tuple[str, str]]()

    def __call__(
        self, status: str, headers: Headers, exc_info: object = None, /
    ) -> Callable[[bytes], object]:
        self.status, self.headers = status, headers
        return lambda _: None  # PEP 3333's `write`, which Django does not use

    def uncached_headers(self, why_not: str) -> Headers:
        """The headers of an answer to one reader that is not stored."""
        named = {name.lower() for name, _ in self.headers}
        private = self.status.startswith("200") and "cache-control" not in named
        keeping = [("Cache-Control", "private, no-cache")] if private else []
        return [*self.headers, *keeping, ("Cache-Status", f'byline; fwd=miss; detail="{why_not}"')]


class _RequestLock:
    """The render lock of one request."""

    def __init__(self, store: PageStore, memory: MemoryCache, *, patient: bool) -> None:
        self._folder, self._memory, self._patient = store.folder / "render-locks", memory, patient
        self._lock: RenderLock | None = None

    def acquire(self, key: CacheKey) -> bool:
        """Acquire the lock, or wait for its holder; returns whether the page is stored by now.

        A view may call another printed view. The lock is held already then, and waiting for it
        would never end.
        """
        if self._lock or not self._patient:
            return False
        with suppress(OSError):
            lock = RenderLock(self._folder, key.url)
            if lock.acquire():
                self._lock = lock
            else:
                lock.wait()
                lock.release()  # if nothing was stored, rendering one by one would gain nothing
        return self._memory.find(key, time.time()) is not None

    def release(self) -> None:
        if self._lock:
            self._lock.release()


def _joined(parts: Iterable[bytes]) -> bytes:
    try:
        return b"".join(parts)
    finally:
        if close := getattr(parts, "close", None):
            close()


def _with_status(headers: Headers, status: str) -> Headers:
    return headers if status == "hit" else [*headers[:-1], ("Cache-Status", f"byline; {status}")]


def _redirect_to_markdown(url: str, start_response: StartResponse) -> list[bytes]:
    """Not to be stored by any cache, since some ignore Vary."""
    start_response(
        "303 See Other",
        [
            ("Location", url),
            ("Vary", "Accept"),
            ("Cache-Control", "no-store"),
            ("Content-Length", "0"),
        ],
    )
    return []


def _refuse_codings(start_response: StartResponse) -> list[bytes]:
    body = (
        b"This page is available uncompressed or as br, zstd or gzip, but the request's"
        b" Accept-Encoding header refuses all of them.\n"
    )
    plain = ("Content-Type", "text/plain; charset=utf-8")
    start_response(
        "406 Not Acceptable",
        [plain, ("Content-Length", str(len(body))), ("Vary", "Accept-Encoding")],
    )
    return [body]
