"""The page cache as a WSGI application: serves stored pages, and stores what Django renders.

A hit looks at one file and touches neither Django nor a database. RFC 9110 defines HTTP. The header
`Cache-Status` (RFC 9211) says how each request for a page that could be stored was answered.
"""

import sqlite3
import time
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import structlog
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from byline.lib.disk_full import is_disk_full
from byline.lib.event_loop import leave_event_loop
from byline.nodes.lease import Lease
from byline.press.cache_keys import CacheKey, key_of_request, parameter_names, significant_query
from byline.press.invalidations import EVERYTHING
from byline.press.memory import CachedPage, Headers, MemoryCache
from byline.press.node_cache import installation_lease
from byline.press.outcomes import OutcomeCounter, Submit
from byline.press.pages import PageMeta, digest_of, suffix_for
from byline.press.rendering import Rendering, begin
from byline.press.request_lock import RequestLock
from byline.press.rules import is_known, is_unchanged, prefers_markdown, why_not_printable
from byline.press.store import PageStore, installation_store
from byline.press.wsgi_client import get
from byline.press.wsgi_responses import (
    StartedResponse,
    joined,
    redirect_to_markdown,
    refuse_codings,
    with_status,
)

CACHEABLE_METHODS = frozenset({"GET", "HEAD"})
MAX_PAGE_BYTES = 4_000_000
REPLACED_HEADERS = frozenset(
    {
        "content-length",
        "etag",
        "vary",
        "cache-control",
        "expires",
        "date",
        "server",
        "connection",
    }
)

log = structlog.get_logger("byline.press")


class PageCache:
    """Answers with pages from `store` if it can, and otherwise calls `application`.

    On one of several nodes, it neither serves nor stores pages while the `lease` does not run.
    """

    def __init__(
        self,
        application: WSGIApplication,
        store: PageStore,
        *,
        behind_proxy: bool,
        tag_header: str = "none",
        lease: Lease | None = None,
    ) -> None:
        self._application, self._store, self._behind_proxy = application, store, behind_proxy
        self._memory = MemoryCache(store, tag_header=tag_header)
        self._outcomes = OutcomeCounter(store)
        self._lease = lease

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        get = environ.get
        method = environ["REQUEST_METHOD"]
        is_cacheable = method in CACHEABLE_METHODS and not get("SCRIPT_NAME")
        if not is_cacheable or (self._lease is not None and not self._lease.is_running()):
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
            and (body := self._serve(page, environ, start_response, now)) is not None
        ):
            return body
        key = key_of_request(environ, behind_proxy=self._behind_proxy)
        if key is None:
            return self._application(environ, start_response)
        page = self._find(key, get("QUERY_STRING", ""), now)
        if (
            page is not None
            and (body := self._serve(page, environ, start_response, now)) is not None
        ):
            if not get("QUERY_STRING"):  # strangers could fill the memory with queries
                self._memory.remember(request, page)
            return body
        if method == "HEAD":
            return self._application(environ, start_response)
        return self._render_and_store(key, environ, start_response)

    def write_counts_with(self, submit: Submit) -> None:
        """Have `submit` write the counts of reads in a thread, since writing may block."""
        self._outcomes.submit = submit

    def note(self) -> None:
        """Write the counts of reads to the index now instead of within a few seconds."""
        self._outcomes.note(time.time())

    def _find(self, key: CacheKey, query: str, now: float) -> CachedPage | None:
        """The stored page for this query; the one without a query says which keys matter."""
        plain = self._memory.find(key, now)
        if plain is None or not query:
            return None if query else plain
        if parameter_names(query) & set(plain.meta.uncached_params):
            return None
        significant = significant_query(query, frozenset(plain.meta.keys))
        if significant == "":
            return plain
        return self._memory.find(replace(key, query=significant), now) if significant else None

    def _serve(
        self,
        page: CachedPage,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        now: float,
        status: str = "hit",
    ) -> list[bytes] | None:
        """Answer with a stored page or a redirect to its Markdown; None if it was just removed."""
        accepted_types = environ.get("HTTP_ACCEPT")
        if (
            accepted_types
            and "markdown" in accepted_types
            and page.meta.markdown_url
            and prefers_markdown(accepted_types)
        ):
            return redirect_to_markdown(page.meta.markdown_url, start_response)
        accepted = environ.get("HTTP_ACCEPT_ENCODING")
        response = page.encoded_response(accepted)
        if response is None:
            return None if page.is_wanted(accepted) else refuse_codings(start_response)
        self._outcomes.read(page.meta.url, status, now)
        known, since = environ.get("HTTP_IF_NONE_MATCH"), environ.get("HTTP_IF_MODIFIED_SINCE")
        if (known is not None and is_known(known, response.etag)) or (
            known is None and since is not None and is_unchanged(since, page.meta.modified, now)
        ):
            start_response("304 Not Modified", with_status(response.unchanged, status))
            return []
        start_response("200 OK", with_status(response.whole, status))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else response.body

    def _render_and_store(
        self,
        key: CacheKey,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        *,
        patient: bool = True,
    ) -> Iterable[bytes]:
        """Have the page rendered, here or by the process that already does, and store it."""
        leave_event_loop(environ, key)
        try:
            began = self._store.position()
        except (sqlite3.Error, OSError):
            log.exception("the page index cannot be read")
            return self._application(environ, start_response)
        lock = RequestLock(self._store, self._memory, patient=patient)
        rendering = Rendering(key, began, lock.acquire)
        try:
            return self._render(rendering, environ, start_response)
        finally:
            lock.release()

    def _render(
        self, rendering: Rendering, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        response = StartedResponse()
        request = dict(environ) | {"HTTP_HOST": rendering.key.origin.partition("://")[2]}
        end = begin(rendering)
        try:
            parts = self._application(request, response)
        finally:
            end()
        if not rendering.is_printable and not rendering.why_not:
            start_response(response.status, response.headers)
            return parts
        body = joined(parts)
        if rendering.is_stored:
            return self._serve_stored(rendering, environ, start_response)
        why_not = self._store_page(rendering, response, body)
        now = time.time()
        page = None if why_not else self._memory.find(rendering.key, now)
        if (
            page is not None
            and (served := self._serve(page, environ, start_response, now, "fwd=miss; stored"))
            is not None
        ):
            return served
        why_not = why_not or "cleared meanwhile"
        self._outcomes.count(why_not, now)
        start_response(response.status, response.uncached_headers(why_not))
        return [body]

    def _serve_stored(
        self, rendering: Rendering, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        now = time.time()
        page = self._memory.find(rendering.key, now)
        if (
            page is not None
            and (served := self._serve(page, environ, start_response, now, "fwd=miss; collapsed"))
            is not None
        ):
            return served
        return self._render_and_store(
            rendering.key, environ, start_response, patient=False
        )  # it has just been removed

    def _store_page(self, rendering: Rendering, response: StartedResponse, body: bytes) -> str:
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
            uncached_params=sorted(rendering.uncached_params),
            markdown_url=rendering.markdown_url,
        )
        try:
            return self._store.store_page(key, meta, body, rendering.began)
        except (sqlite3.Error, OSError) as error:
            report = log.warning if is_disk_full(error) else log.exception
            report("a page could not be stored", url=key.url, why=str(error))
            return "the store cannot be written"


def with_page_cache(application: WSGIApplication) -> WSGIApplication:
    """The application behind this installation's page cache, unless that is turned off."""
    options = settings.OPTIONS
    return (
        PageCache(
            application,
            installation_store(),
            behind_proxy=options.behind_proxy,
            tag_header=options.cdn_tags,
            lease=installation_lease(),
        )
        if options.press
        else application
    )


def get_own_page(url: str) -> tuple[str, Headers, bytes]:
    """What a reader gets for GET `url` of this installation: status, headers and body."""
    return get(_own_application(cached=settings.OPTIONS.press), url)


@cache
def _own_application(*, cached: bool) -> WSGIApplication:
    return with_page_cache(WSGIHandler())
