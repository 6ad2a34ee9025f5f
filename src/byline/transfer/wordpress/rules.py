"""What is told of an item from what it says of itself: whether readers may see it, when it came out, where it stood."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from urllib.parse import parse_qs, urlsplit

from byline.transfer.html.links import decode_path
from byline.transfer.html.plain_text import plain_text
from byline.transfer.run.fingerprint import fingerprint_of
from byline.transfer.run.vocabulary import DRAFT, LEFT_OUT, LIVE, SCHEDULED
from byline.transfer.wordpress.dates import feed_date, moment_of
from byline.transfer.wordpress.wxr_records import WordPressItem

CONVERTER = 3
"""Goes up when bodies are set differently, so that a later run brings unedited articles up to date."""

MAX_DIGITS = 10
LEFT_OUT_STATUSES = {
    "trash": "in the old site's trash",
    "auto-draft": "an empty draft that WordPress made by itself",
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
"""Where plugins keep how often a post was read; the first that has a number counts."""
VOLATILE_FIELDS = frozenset({*COUNTERS, "_edit_lock", "_edit_last"})
"""What changes without a change of the item."""


@dataclass(frozen=True, slots=True)
class PublicState:
    """`state` is live, scheduled, draft or left out; `why` says so in words where the old site had it otherwise."""

    state: str
    why: str = ""


def public_state_of(item: WordPressItem, at: datetime | None, now: datetime) -> PublicState:
    """Whether readers may see the item. What the old site did not show to everyone is never public here."""
    if item.status in LEFT_OUT_STATUSES:
        return PublicState(LEFT_OUT, LEFT_OUT_STATUSES[item.status])
    if item.password:
        return PublicState(DRAFT, "behind a password there, a draft here")
    if item.status == "future":
        late = PublicState(DRAFT, "was to come out at a time that has passed, a draft here")
        return PublicState(SCHEDULED) if at is not None and at > now else late
    other = PublicState(DRAFT, f"{item.status or 'without a status'} there, a draft here")
    return {"publish": PublicState(LIVE), "draft": PublicState(DRAFT)}.get(item.status, other)


def publication_of(item: WordPressItem, zone: tzinfo) -> datetime | None:
    """When it came out, in UTC; None for a draft, which has no date yet, and where the file names none."""
    if item.status in ("draft", "pending", "auto-draft"):
        return None
    return moment_of(item.date_gmt, item.date, zone) or feed_date(item.published)


def change_of(item: WordPressItem, zone: tzinfo) -> datetime | None:
    """When it was last changed, in UTC."""
    return moment_of(item.modified_gmt, item.modified, zone)


@dataclass(frozen=True, slots=True)
class OldAddress:
    """`path` is decode_path, with its leading slash; `query` is the `?p=12` that told pages apart, if one did."""

    path: str = ""
    query: str = ""

    @property
    def whole(self) -> str:
        return self.path + self.query


def old_address(link: str) -> OldAddress:
    """Where a link led to on the old site, whatever its host; empty when it led to no page of its own."""
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return OldAddress()
    if parts.scheme not in ("", "http", "https"):
        return OldAddress()
    path = decode_path(parts.path) or "/"
    path = path if path.startswith("/") else f"/{path}"
    asked = parse_qs(parts.query)
    for name in QUERY_NAMES:
        if asked.get(name, [""])[0].isdecimal():
            return OldAddress(path, f"?{name}={asked[name][0]}")
    return OldAddress() if path == "/" or parts.query else OldAddress(path)


def slug_of(item: WordPressItem) -> str:
    """The slug as the old site had it, decode_path; without one, the last part of its address."""
    said = item.slug or old_address(item.link).path.rstrip("/").rpartition("/")[2]
    return decode_path(said)


def title_of(item: WordPressItem, words: str) -> str:
    """A title in plain text; the first of its words where it has none, then its slug."""
    plain = plain_text(item.title)
    if plain:
        return plain
    first = " ".join(words.split()[:9])
    return (
        (first[:80].rstrip() + "…" if first else "") or slug_of(item) or f"{item.type} {item.key}"
    )


def content_hash(item: WordPressItem) -> str:
    """Tells whether an item has changed since it was imported, or is set differently now.

    Its line may context; what is said about it, and how often it was read, are no part of it.
    """
    said = {name: getattr(item, name) for name in WordPressItem.__slots__} | {
        "line": 0,
        "comments": [],
    }
    said["filings"] = [
        {"domain": filing.domain, "slug": filing.slug, "name": filing.name}
        for filing in item.filings
    ]
    said["meta"] = {name: value for name, value in item.meta.items() if name not in VOLATILE_FIELDS}
    return fingerprint_of(said, CONVERTER)


def reads_of(item: WordPressItem) -> int:
    """How often the old site says that it was read."""
    said = (item.meta.get(name, "").strip().replace(",", "") for name in COUNTERS)
    return next(
        (
            int(number)
            for number in said
            if number.isascii() and number.isdecimal() and len(number) < MAX_DIGITS
        ),
        0,
    )
