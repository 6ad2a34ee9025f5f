"""What can be decided about feeds from plain values."""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urlsplit

from django.utils import timezone

from byline.syndication.choices import (
    DEFAULT_LEASE,
    MAX_LEASE,
    MAX_SECRET_BYTES,
    MAX_URL_LENGTH,
    MIN_LEASE,
    HubRefusalReason,
)

UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
)  # no character of XML 1.0, section 2.2
MARKUP = re.compile(r"<[A-Za-z/!]|&#?\w+;")
ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
LONGEST_HOST = 253  # characters
SUMMARY_WORDS = 55  # words, as WordPress cuts them

RSS, ATOM, JSON = "rss", "atom", "json"
ENDINGS = {RSS: "feed/", ATOM: "feed/atom/", JSON: "feed.json"}
WORDPRESS_NAMES = {None: RSS, "rss": RSS, "rss2": RSS, "rdf": RSS, "atom": ATOM, "json": JSON}


@dataclass(frozen=True)
class FeedRequest:
    """Which form of a feed is asked for, and which page of its archive (1: the oldest articles; 0: the newest)."""

    form: str
    page: int = 0

    @property
    def ending(self) -> str:
        """The end of its address, behind that of what it is a feed of."""
        if not self.page:
            return ENDINGS[self.form]
        return ("feed/json/" if self.form == JSON else ENDINGS[self.form]) + f"page/{self.page}/"

    def at(self, page: int) -> "FeedRequest":
        return FeedRequest(self.form, page)


def printable(text: str) -> str:
    """`text` without what XML cannot hold."""
    return UNPRINTABLE.sub("", text)


def rss_title(text: str) -> str:
    """A title as RSS holds it: plain text, but one that readers would take for HTML is written as HTML."""
    if not MARKUP.search(text):
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def atom_id(guid: str) -> str:
    """The guid as Atom's id, which must be an absolute IRI (RFC 4287, 4.2.6)."""
    return guid if ABSOLUTE.fullmatch(guid) else f"urn:x-guid:{quote(guid, safe='')}"


def to_the_second(moment: datetime | None) -> datetime:
    """The moment in the zone at hand, as feeds write it. What is published has one."""
    assert moment is not None  # noqa: S101 (for the types)
    return timezone.localtime(moment).replace(microsecond=0)


def summary_of(text: str) -> str:
    """The first words of a text."""
    words = text.split()
    return " ".join(words[:SUMMARY_WORDS]) + (" […]" if len(words) > SUMMARY_WORDS else "")


def lease_seconds(asked: str) -> int:
    """For how many seconds a subscription holds when so many are asked for; 0 where that is no number."""
    if not asked:
        return DEFAULT_LEASE
    if not re.fullmatch(r"[0-9]{1,12}", asked):
        return 0
    return min(max(int(asked), MIN_LEASE), MAX_LEASE)


def callback_error(url: str) -> HubRefusalReason | None:
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return HubRefusalReason.NO_CALLBACK
    is_plain = (
        not re.search(r"[\x00-\x20\x7f#]", url)
        and "@" not in parts.netloc
        and len(parts.hostname or "") <= LONGEST_HOST
    )
    return (
        None
        if is_address and is_plain and len(url) <= MAX_URL_LENGTH
        else HubRefusalReason.NO_CALLBACK
    )


def secret_error(secret: str) -> HubRefusalReason | None:
    return HubRefusalReason.NO_SECRET if len(secret.encode()) > MAX_SECRET_BYTES else None
