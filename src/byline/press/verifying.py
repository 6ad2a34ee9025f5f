"""The audit: does every stored page equal a fresh render?"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import unified_diff
from wsgiref.types import WSGIApplication

from byline.press import pages
from byline.press.store import PageStore
from byline.press.wsgi_client import get

MAX_LINE_LENGTH, MAX_LINES = 300, 40  # characters of a line, and lines, that are shown
MAX_TRIES = 3  # a page that changes while it is compared is compared again


@dataclass(frozen=True)
class Difference:
    """A stored page that differs from a fresh render, because it lacks a tag.

    `tags` are those that it has, and `shown` is the difference, line by line.
    """

    url: str
    tags: list[str]
    shown: str


def verify(
    store: PageStore, application: WSGIApplication, seen: Callable[[int, int], object]
) -> Iterator[Difference]:
    """Render every stored page through `application`, without a cache; yields those that differ.

    `seen` is called with the number compared so far and the total.
    """
    stored_pages = store.addresses()
    for number, (url, stem) in enumerate(stored_pages, 1):
        if difference := _compare(f"{store.tree}/{stem}", url, application):
            yield difference
        seen(number, len(stored_pages))


def _compare(stem: str, url: str, application: WSGIApplication) -> Difference | None:
    for _ in range(MAX_TRIES):
        stored = pages.read_meta(stem)
        cached = pages.read_body(stem, stored[0], "identity", stored[1]) if stored else None
        if stored is None or cached is None:
            return None  # removed since
        status, _, body = get(application, url)
        if status.startswith("200") and body == cached:
            return None
        over = stored[0].expires_at is not None and stored[0].expires_at <= time.time()
        if pages.read_meta(stem) == stored and not over:
            return Difference(
                url,
                stored[0].tags,
                _shown(cached, body if status.startswith("200") else status.encode()),
            )
    return None


def _shown(cached: bytes, fresh: bytes) -> str:
    before, after = (page.decode(errors="replace").splitlines() for page in (cached, fresh))
    lines = list(unified_diff(before, after, "stored", "rendered now", lineterm="", n=0))
    return "\n".join(
        line if len(line) <= MAX_LINE_LENGTH else _around_change(line, lines)
        for line in lines[:MAX_LINES]
    )


def _around_change(line: str, lines: list[str]) -> str:
    """A long line, cut around the first difference from the line it is compared with."""
    others = [
        other
        for other in lines
        if other[:1] in "+-" and other[:1] != line[:1] and not other.startswith(("+++", "---"))
    ]
    first = max((_common(line[1:], other[1:]) for other in others), default=0)
    return f"{line[0]}…{line[1:][max(0, first - 80) : first + 120]}…"


def _common(one: str, other: str) -> int:
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
