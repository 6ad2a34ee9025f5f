"""Reads an item's fields: whether it is public, when it was published, and its old address."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from unicodedata import normalize
from urllib.parse import parse_qs, urlsplit

from byline.transfer.html.links import decode_path
from byline.transfer.html.plain_text import plain_text
from byline.transfer.run.fingerprint import fingerprint_of
from byline.transfer.run.vocabulary import DRAFT, LEFT_OUT, LIVE, SCHEDULED
from byline.transfer.wordpress.dates import feed_date, moment_of
from byline.transfer.wordpress.wxr_records import WordPressItem

CONVERTER = 3
"""Increased when bodies are converted differently, so that a later run updates unedited articles.
"""

MAX_DIGITS = 10
LEFT_OUT_STATUSES = {
    "trash": "in the old site's trash",
    "auto-draft": "an empty draft that WordPress created by itself",
}
QUERY_NAMES = ("p", "page_id", "attachment_id")
COUNTERS = (
    "post_views_count",
    "views",
    "_post_views",
    "post_views",
    "wpb_post_views_count",
    "wp_statistics_views",
    "_views",
    "pageviews",
)
"""Where plugins keep how often a post was read; the first with a number counts."""
VOLATILE_FIELDS = frozenset({*COUNTERS, "_edit_lock", "_edit_last"})
"""Fields that change without a change of the item."""


@dataclass(frozen=True, slots=True)
class PublicState:
    """`state` is live, scheduled, draft or left out; `why` explains it where the old site had
    another.
    """

    state: str
    why: str = ""


def public_state_of(item: WordPressItem, at: datetime | None, now: datetime) -> PublicState:
    """Whether readers may see the item.

    An item that was not public on the old site is never public here.
    """
    if item.status in LEFT_OUT_STATUSES:
        return PublicState(LEFT_OUT, LEFT_OUT_STATUSES[item.status])
    if item.password:
        return PublicState(DRAFT, "password-protected there, a draft here")
    if item.status == "future":
        late = PublicState(DRAFT, "scheduled there for a time that has passed, a draft here")
        return PublicState(SCHEDULED) if at is not None and at > now else late
    if item.status == "publish" and at is not None and at > now:
        return PublicState(SCHEDULED, "published there with a date to come, scheduled here")
    other = PublicState(DRAFT, f"{item.status or 'without a status'} there, a draft here")
    return {"publish": PublicState(LIVE), "draft": PublicState(DRAFT)}.get(item.status, other)


def publication_of(item: WordPressItem, zone: tzinfo) -> datetime | None:
    """When it was published, in UTC; None for a draft and where the file has no date."""
    if item.status in ("draft", "pending", "auto-draft"):
        return None
    return moment_of(item.date_gmt, item.date, zone) or feed_date(item.published)


def change_of(item: WordPressItem, zone: tzinfo) -> datetime | None:
    """When it was last changed, in UTC."""
    return moment_of(item.modified_gmt, item.modified, zone)


@dataclass(frozen=True, slots=True)
class OldAddress:
    """`path` is decoded, with its leading slash; `query` is a `?p=12` that identifies a page, if
    any.
    """

    path: str = ""
    query: str = ""

    @property
    def whole(self) -> str:
        return self.path + self.query


def old_address(link: str) -> OldAddress:
    """The path of a link on the old site, whatever its host; empty if it identifies no page."""
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return OldAddress()
    if parts.scheme not in ("", "http", "https"):
        return OldAddress()
    path = normalize("NFC", decode_path(parts.path)) or "/"
    path = path if path.startswith("/") else f"/{path}"
    asked = parse_qs(parts.query)
    for name in QUERY_NAMES:
        if asked.get(name, [""])[0].isdecimal():
            return OldAddress(path, f"?{name}={asked[name][0]}")
    return OldAddress() if path == "/" or parts.query else OldAddress(path)


def slug_of(item: WordPressItem) -> str:
    """The decoded slug of the old site; without one, the last part of its address."""
    slug = item.slug or old_address(item.link).path.rstrip("/").rpartition("/")[2]
    return normalize("NFC", decode_path(slug))


def title_of(item: WordPressItem, words: str) -> str:
    """A plain title; else the first words of the text, else the slug."""
    plain = plain_text(item.title)
    if plain:
        return plain
    first = " ".join(words.split()[:9])
    return (
        (first[:80].rstrip() + "…" if first else "") or slug_of(item) or f"{item.type} {item.key}"
    )


def content_hash(item: WordPressItem) -> str:
    """Changes when the item's content or its conversion does.

    Its line, its comments and its read count do not matter.
    """
    values = {name: getattr(item, name) for name in WordPressItem.__slots__} | {
        "line": 0,
        "comments": [],
    }
    values["filings"] = [
        {"domain": filing.domain, "slug": filing.slug, "name": filing.name}
        for filing in item.filings
    ]
    values["meta"] = {
        name: value for name, value in item.meta.items() if name not in VOLATILE_FIELDS
    }
    return fingerprint_of(values, CONVERTER)


def reads_of(item: WordPressItem) -> int:
    """The old site's read count."""
    counts = (item.meta.get(name, "").strip().replace(",", "") for name in COUNTERS)
    return next(
        (
            int(number)
            for number in counts
            if number.isascii() and number.isdecimal() and len(number) < MAX_DIGITS
        ),
        0,
    )
