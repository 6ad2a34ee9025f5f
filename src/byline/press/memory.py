"""Stored pages in a process's memory, each valid while the signature of its file is unchanged."""

import os
from dataclasses import dataclass, field
from threading import Lock

from byline.press import pages
from byline.press.cache_keys import CacheKey
from byline.press.rules import codings_wanted
from byline.press.store import PageStore

MAX_MEMORY_BYTES = 16_000_000  # of pages, in one process
PAGE_OVERHEAD_BYTES = 4_000  # about what a page takes besides its bodies
MAX_TAG_HEADER_BYTES = 2_000  # more tags are left out; shared caches revalidate each time anyway
MAX_ACCEPT_HEADERS = 32  # spellings of Accept-Encoding that are remembered for a page
MAX_REQUESTS = 10_000  # raw requests that are remembered
CACHE_CONTROL = ("Cache-Control", "public, max-age=0, must-revalidate")
TAG_SEPARATORS = {"surrogate-key": " ", "cache-tag": ","}
VARY = ("Vary", "Accept-Encoding")

Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class EncodedResponse:
    """A page in one coding, with the headers of a 200 (`whole`) and of a 304 (`unchanged`)."""

    etag: str
    whole: Headers
    unchanged: Headers
    body: list[bytes]


@dataclass(slots=True)
class CachedPage:
    """A page that was looked up; the signature of `file` says whether it is still stored."""

    meta: pages.PageMeta
    stem: str
    file: str
    signature_at_read: pages.Signature
    by_coding: dict[str, EncodedResponse] = field(default_factory=dict)
    by_header: dict[str | None, EncodedResponse] = field(default_factory=dict)
    size: int = PAGE_OVERHEAD_BYTES
    tag_header: str = ""

    def is_current(self, now: float) -> bool:
        """Whether this page is still stored and has not expired at `now`."""
        until = self.meta.expires_at
        if until is not None and until <= now:
            return False
        try:
            stat = os.stat(self.file)  # noqa: PTH116 (the only system call of a cache hit)
        except OSError:
            return False
        return (stat.st_ino, stat.st_mtime_ns, stat.st_size) == self.signature_at_read

    def encoded_response(self, accepted: str | None) -> EncodedResponse | None:
        """The page in the best coding that an Accept-Encoding header accepts.

        None if it is stored in none of them or has been removed.
        """
        response = self.by_header.get(accepted)
        if (
            response is None
            and (response := self._best(codings_wanted(accepted)))
            and len(self.by_header) < MAX_ACCEPT_HEADERS
        ):
            self.by_header[accepted] = response
        return response

    def _best(self, wanted: tuple[str, ...]) -> EncodedResponse | None:
        for coding in wanted:
            if response := self.by_coding.get(coding):
                return response
            if coding in self.meta.codings:
                return self._read(coding)
        return None

    def is_wanted(self, accepted: str | None) -> bool:
        """Whether it is stored in a coding that the header accepts."""
        return any(coding in self.meta.codings for coding in codings_wanted(accepted))

    def _read(self, coding: str) -> EncodedResponse | None:
        body = pages.read_body(self.stem, self.meta, coding, self.signature_at_read)
        if body is None:
            return None
        response = self.by_coding[coding] = encode_response(
            self.meta, coding, body, self.tag_header
        )
        self.size += len(body)
        return response


def encode_response(
    meta: pages.PageMeta, coding: str, body: bytes, tag_header: str = ""
) -> EncodedResponse:
    etag = f'"{meta.etag}"' if coding == "identity" else f'"{meta.etag}-{coding}"'
    shared: Headers = [
        ("ETag", etag),
        CACHE_CONTROL,
        VARY,
        *_tag_headers(meta.tags, tag_header),
        ("Cache-Status", "byline; hit"),
    ]
    coded = [] if coding == "identity" else [("Content-Encoding", coding)]
    return EncodedResponse(
        etag, [*meta.headers, *coded, ("Content-Length", str(len(body))), *shared], shared, [body]
    )


def _tag_headers(tags: list[str], name: str) -> Headers:
    if name not in TAG_SEPARATORS:
        return []
    named, length = [], 0
    for tag in tags:
        length += len(tag) + 1
        if length > MAX_TAG_HEADER_BYTES:
            break
        named.append(tag)
    return [(name, TAG_SEPARATORS[name].join(named))]


class MemoryCache:
    """The pages of one process by key, at most `bound` bytes; the oldest entry goes first.

    `by_request` has some of them by the raw request, so that it need not be parsed again.
    """

    def __init__(
        self, store: PageStore, bound: int = MAX_MEMORY_BYTES, *, tag_header: str = ""
    ) -> None:
        self._store, self._bound, self._tag_header = store, bound, tag_header
        self._tree = f"{store.tree}/"
        self._pages: dict[CacheKey, CachedPage] = {}
        self.by_request: dict[object, CachedPage] = {}
        self._lock = Lock()

    def find(self, key: CacheKey, now: float) -> CachedPage | None:
        """The page that is stored under this key and has not expired."""
        page = self._pages.get(key)
        if page is not None and page.is_current(now):
            return page
        return self._look_up(key, now)

    def remember(self, request: object, page: CachedPage) -> None:
        """Remember the page for this way of requesting it."""
        if len(self.by_request) >= MAX_REQUESTS:
            self.by_request.clear()
        self.by_request[request] = page

    def _look_up(self, key: CacheKey, now: float) -> CachedPage | None:
        stem = self._tree + key.file_stem
        stored = pages.read_meta(stem)
        with self._lock:
            if self._pages.pop(key, None):
                self.by_request.clear()  # it has this page too, and is soon filled again
            if stored is None or stored[0].url != key.url:
                return None
            page = CachedPage(
                stored[0],
                stem,
                stem + pages.META_SUFFIX,
                stored[1],
                tag_header=self._tag_header,
            )
            self._pages[key] = page
            self._make_room()
        return page if page.is_current(now) else None

    def _make_room(self) -> None:
        held = sum(page.size for page in self._pages.values())
        if held > self._bound:
            self.by_request.clear()
        while held > self._bound and len(self._pages) > 1:
            held -= self._pages.pop(next(iter(self._pages))).size
