"""Decisions on permalinks and ids, from plain values."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

INDEX_PHP = re.compile(r"/index\.php(?:/|$)")
PART_OF_PAGE = re.compile(r"/(?:amp|embed|\d{1,3}|page/\d{1,6}|comment-page-\d{1,6})/?$")

RESERVED_SECTION_SLUGS = frozenset({"feed", "page", "trackback"})
"""Byline answers at these behind a section's address, so no section may have such a slug."""


@dataclass(frozen=True)
class PermalinkParts:
    """The parts of a permalink. `published_at` is in the site's time zone."""

    published_at: datetime
    slug: str
    post_id: int
    category: str


def permalink_path(pattern: str, parts: PermalinkParts) -> str:
    """The path that WordPress's `pattern` gives an article (its "Structure Tags")."""
    at = parts.published_at
    values = {
        "year": f"{at:%Y}",
        "monthnum": f"{at:%m}",
        "day": f"{at:%d}",
        "hour": f"{at:%H}",
        "minute": f"{at:%M}",
        "second": f"{at:%S}",
        "postname": parts.slug,
        "post_id": str(parts.post_id),
        "category": parts.category,
    }
    return re.sub(r"%(\w+)%", lambda match: values[match[1]], pattern)


def new_guid(hostname: str, published_at: datetime, post_id: int) -> str:
    """The permanent id of an article in feeds: a tag URI (RFC 4151)."""
    return f"tag:{hostname},{published_at.astimezone(UTC):%Y-%m-%d}:{post_id}"


def old_feed_path(path: str, name: str) -> str:
    """The present path of the feed that WordPress served for `path` at `?feed=NAME`."""
    if name.startswith("comments-"):
        path, name = "/comments/", name.removeprefix("comments-")
    return path + ("feed/atom/" if name == "atom" else "feed/")


def other_spellings(path: str) -> list[str]:
    """Decoded paths whose page WordPress would show or redirect to at `path`, the nearest first.

    They differ by the final slash, by capitals, by `/index.php`, or by an ending for a version or a
    part of the page: `/amp/`, `/embed/`, `/2/`, `/page/2/`, `/comment-page-2/`.
    """
    bare = INDEX_PHP.sub("/", path, count=1)
    bases = (path, bare, PART_OF_PAGE.sub("", path), PART_OF_PAGE.sub("", bare))
    spellings: dict[str, None] = {}
    for base in (*bases, *map(str.lower, bases)):
        stem = base.rstrip("/")
        ends = (f"{stem}/", stem) if base.endswith("/") else (stem, f"{stem}/")
        spellings.update(dict.fromkeys(end for end in ends if end.strip("/")))
    spellings.pop(path, None)
    return list(spellings)
