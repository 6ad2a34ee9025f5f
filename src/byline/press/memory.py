"""Pages in a process's memory, ready to be answered with, each as long as its file says that it still is what is kept."""

import os
from dataclasses import dataclass, field
from threading import Lock

from byline.press import pages
from byline.press.cache_keys import CacheKey
from byline.press.rules import codings_wanted
from byline.press.store import PageStore

MAX_MEMORY_BYTES = 16_000_000  # bytes of pages in the memory of one process
PAGE_OVERHEAD_BYTES = 4_000  # bytes that a page takes beside its bodies, about
MAX_TAG_HEADER_BYTES = 8_000  # bytes of tags in a header; a shared cache asks again each time, whether it knows them all or not
MAX_ACCEPT_HEADERS = 32  # spellings of Accept-Encoding that are remembered with a page
MAX_REQUESTS = 10_000  # of asking for pages that are remembered
CACHE_CONTROL = ("Cache-Control", "public, max-age=0, must-revalidate")
VARY = ("Vary", "Accept-Encoding")

Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class EncodedResponse:
    """A page in one coding, with the headers of a 200 and of a 304."""

    etag: str
    whole: Headers
    unchanged: Headers
    body: list[bytes]


@dataclass(slots=True)
class CachedPage:
    """A page that was looked up: `file` is the one whose signature says whether it is still there."""

    meta: pages.PageMeta
    stem: str
    file: str
    signature_at_read: pages.Signature
    answers: dict[str, EncodedResponse] = field(default_factory=dict)
    by_header: dict[str | None, EncodedResponse] = field(default_factory=dict)
    size: int = PAGE_OVERHEAD_BYTES

    def is_current(self, now: float) -> bool:
        """Whether this page is the one that is kept, and right at that time."""
        until = self.meta.expires_at
        if until is not None and until <= now:
            return False
        try:
            stat = os.stat(self.file)  # noqa: PTH116 (this is all that a hit asks of the system)
        except OSError:
            return False
        return (stat.st_ino, stat.st_mtime_ns, stat.st_size) == self.signature_at_read

    def answer(self, accepted: str | None) -> EncodedResponse | None:
        """The page in the best coding that an Accept-Encoding header takes; None when it is gone, or is in none of them."""
        found = self.by_header.get(accepted)
        if (
            found is None
            and (found := self._best(codings_wanted(accepted)))
            and len(self.by_header) < MAX_ACCEPT_HEADERS
        ):
            self.by_header[accepted] = found
        return found

    def _best(self, wanted: tuple[str, ...]) -> EncodedResponse | None:
        for coding in wanted:
            if found := self.answers.get(coding):
                return found
            if coding in self.meta.codings:
                return self._read(coding)
        return None

    def is_wanted(self, accepted: str | None) -> bool:
        """Whether it is kept in a coding that the header takes."""
        return any(coding in self.meta.codings for coding in codings_wanted(accepted))

    def _read(self, coding: str) -> EncodedResponse | None:
        body = pages.read_body(self.stem, self.meta, coding, self.signature_at_read)
        if body is None:
            return None
        answer = self.answers[coding] = encoded_response(self.meta, coding, body)
        self.size += len(body)
        return answer


def encoded_response(meta: pages.PageMeta, coding: str, body: bytes) -> EncodedResponse:
    """A page's answer in that coding."""
    etag = f'"{meta.etag}"' if coding == "identity" else f'"{meta.etag}-{coding}"'
    shared: Headers = [
        ("ETag", etag),
        CACHE_CONTROL,
        VARY,
        *_keys(meta.tags),
        ("Cache-Status", "byline; hit"),
    ]
    coded = [] if coding == "identity" else [("Content-Encoding", coding)]
    return EncodedResponse(
        etag, [*meta.headers, *coded, ("Content-Length", str(len(body))), *shared], shared, [body]
    )


def _keys(tags: list[str]) -> Headers:
    named, length = [], 0
    for tag in tags:
        length += len(tag) + 1
        if length > MAX_TAG_HEADER_BYTES:
            break
        named.append(tag)
    return [("Surrogate-Key", " ".join(named)), ("Cache-Tag", ",".join(named))]


class MemoryCache:
    """The pages that a process has at hand, by place, at most `bound` bytes of them; the longest there goes first.

    `quick` has some of them by how they were asked for, so that the same question need not be understood again.
    """

    def __init__(self, store: PageStore, bound: int = MAX_MEMORY_BYTES) -> None:
        self._store, self._bound = store, bound
        self._tree = f"{store.tree}/"
        self._pages: dict[CacheKey, CachedPage] = {}
        self.by_request: dict[object, CachedPage] = {}
        self._lock = Lock()

    def find(self, key: CacheKey, now: float) -> CachedPage | None:
        """The page that is kept there, if it is right now."""
        page = self._pages.get(key)
        if page is not None and page.is_current(now):
            return page
        return self._look_up(key, now)

    def remember(self, asked: object, page: CachedPage) -> None:
        """That this is what was asked for in that way."""
        if len(self.by_request) >= MAX_REQUESTS:
            self.by_request.clear()
        self.by_request[asked] = page

    def _look_up(self, key: CacheKey, now: float) -> CachedPage | None:
        stem = self._tree + key.file_stem
        found = pages.read_meta(stem)
        with self._lock:
            if self._pages.pop(key, None):
                self.by_request.clear()  # it knows the page too, and is soon filled again
            if found is None or found[0].url != key.url:
                return None
            page = CachedPage(found[0], stem, stem + pages.META_SUFFIX, found[1])
            self._pages[key] = page
            self._make_room()
        return page if page.is_current(now) else None

    def _make_room(self) -> None:
        held = sum(page.size for page in self._pages.values())
        if held > self._bound:
            self.by_request.clear()
        while held > self._bound and len(self._pages) > 1:
            held -= self._pages.pop(next(iter(self._pages))).size
