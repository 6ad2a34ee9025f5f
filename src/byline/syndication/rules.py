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

# not characters of XML 1.0 (section 2.2)
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MARKUP = re.compile(r"<[A-Za-z/!]|&#?\w+;")
ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
MAX_HOST_LENGTH = 253  # characters
SUMMARY_WORDS = 55  # words, as WordPress cuts them

RSS, ATOM, JSON = "rss", "atom", "json"
ENDINGS = {RSS: "feed/", ATOM: "feed/atom/", JSON: "feed.json"}
WORDPRESS_NAMES = {None: RSS, "rss": RSS, "rss2": RSS, "rdf": RSS, "atom": ATOM, "json": JSON}


@dataclass(frozen=True)
class FeedRequest:
    """A form of a feed and a page of its archive (1: the oldest articles; 0: the newest)."""

    form: str
    page: int = 0

    @property
    def ending(self) -> str:
        """The part of the address after that of the feed's subject."""
        if not self.page:
            return ENDINGS[self.form]
        return ("feed/json/" if self.form == JSON else ENDINGS[self.form]) + f"page/{self.page}/"

    def at(self, page: int) -> "FeedRequest":
        return FeedRequest(self.form, page)


def printable(text: str) -> str:
    """Remove the characters that XML cannot hold."""
    return UNPRINTABLE.sub("", text)


def rss_title(text: str) -> str:
    """A title for RSS: plain text, escaped if readers would take it for HTML."""
    if not MARKUP.search(text):
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def atom_id(guid: str) -> str:
    """A guid as an Atom id, which must be an absolute IRI (RFC 4287, 4.2.6)."""
    return guid if ABSOLUTE.fullmatch(guid) else f"urn:x-guid:{quote(guid, safe='')}"


def to_the_second(moment: datetime | None) -> datetime:
    """A moment in the current time zone, without microseconds. It must not be None."""
    assert moment is not None  # noqa: S101 (for the types)
    return timezone.localtime(moment).replace(microsecond=0)


def summary_of(text: str) -> str:
    """The first SUMMARY_WORDS words of a text."""
    words = text.split()
    return " ".join(words[:SUMMARY_WORDS]) + (" […]" if len(words) > SUMMARY_WORDS else "")


def lease_seconds(requested: str) -> int:
    """Seconds that a subscription lasts if that many are requested; 0 if that is not a number."""
    if not requested:
        return DEFAULT_LEASE
    if not re.fullmatch(r"[0-9]{1,12}", requested):
        return 0
    return min(max(int(requested), MIN_LEASE), MAX_LEASE)


def callback_error(url: str) -> HubRefusalReason | None:
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return HubRefusalReason.NO_CALLBACK
    is_plain = (
        not re.search(r"[\x00-\x20\x7f#]", url)
        and "@" not in parts.netloc
        and len(parts.hostname or "") <= MAX_HOST_LENGTH
    )
    return (
        None
        if is_address and is_plain and len(url) <= MAX_URL_LENGTH
        else HubRefusalReason.NO_CALLBACK
    )


def secret_error(secret: str) -> HubRefusalReason | None:
    return HubRefusalReason.NO_SECRET if len(secret.encode()) > MAX_SECRET_BYTES else None
