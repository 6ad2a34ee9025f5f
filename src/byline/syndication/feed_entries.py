"""The contents of a feed, independent of its form."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from byline.syndication.rules import FeedRequest


@dataclass(frozen=True)
class FeedAuthor:
    name: str
    href: str = ""


@dataclass(frozen=True)
class LeadPicture:
    """`size` is in bytes; `description` and `credit` are plain text."""

    href: str
    type: str
    size: int
    width: int
    height: int
    description: str
    credit: str


@dataclass(frozen=True)
class FeedEntry:
    """An article or a response.

    Addresses are full; `html` is scrubbed, other text is plain. `guid` and `published` never
    change. `html` is empty if the feed contains summaries only.
    """

    guid: str
    title: str
    href: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    authors: Sequence[FeedAuthor]
    categories: Sequence[str] = ()
    picture: LeadPicture | None = None
    responses_href: str = ""
    responses_feed: str = ""
    responses: int | None = None


@dataclass(frozen=True)
class FeedPage:
    """The newest entries of a feed, or a full page of its archive (RFC 5005, section 4).

    `before` is the archive page with older entries, `after` the one with newer ones; 0 if there is
    none.
    """

    asked: FeedRequest
    entries: Sequence[FeedEntry] = field(default_factory=list)
    before: int = 0
    after: int = 0
