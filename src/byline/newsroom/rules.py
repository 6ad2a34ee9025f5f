"""What can be decided about articles from plain values."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

RESERVED = frozenset(
    """- admin author category comments documents feed feed.json media page search static tag wp-content wp-json xmlrpc.php
    corrections network feed.opml robots.txt trust.txt security.txt sitemap.xml llms.txt favicon.ico s me""".split()
)

ONLY_BELOW = frozenset({"author", "category", "comments", "page", "tag"})
"""Byline answers below these, not at them: an old site's article or page may stand there."""


LAST = frozenset({"feed", "feed.json", "trackback"})
"""What Byline answers behind any address, so that no address of an article or page ends so."""

RESERVED_SECTION_SLUGS = frozenset({"feed", "page", "trackback"})
"""What Byline answers behind a section's address, so that none below it is called so; nor any, since it may be moved."""


@dataclass(frozen=True)
class PermalinkParts:
    """What a permalink is made of. `published_at` is in the site's time zone."""

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
    """What feeds know an article by for ever, wherever it and its paper move: a tag URI (RFC 4151)."""
    return f"tag:{hostname},{published_at.astimezone(UTC):%Y-%m-%d}:{post_id}"


def old_feed_path(path: str, name: str) -> str:
    """Where the feed is now that WordPress gave for `path` under `?feed=NAME`."""
    if name.startswith("comments-"):
        path, name = "/comments/", name.removeprefix("comments-")
    return path + ("feed/atom/" if name == "atom" else "feed/")


def is_reserved(path: str) -> bool:
    """Whether Byline itself answers at this path, so that no article or page can stand there."""
    first, *others = path.strip("/").split("/")
    if others and others[-1] in LAST:
        return True
    if first in RESERVED or path == "/":
        return bool(others) or first not in ONLY_BELOW
    return re.fullmatch(r"\d{4}", first) is not None and all(
        re.fullmatch(r"\d{1,2}", part) for part in others
    )
