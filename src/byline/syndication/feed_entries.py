"""What a feed holds, whatever its form."""

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
    """`size` is in bytes, what `description` and `credit` say is plain text."""

    href: str
    type: str
    size: int
    width: int
    height: int
    description: str
    credit: str


@dataclass(frozen=True)
class FeedEntry:
    """One article, or one response. Every address is whole; `html` is scrubbed, what else is text is plain.

    `guid` and `published` never change. `html` is empty where only the summary is given.
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
    """One document of a feed: the newest entries, or a full page of its archive (RFC 5005, section 4).

    `before` is the archive's page with the entries before these, `after` the one behind them; 0 where there is none.
    """

    asked: FeedRequest
    entries: Sequence[FeedEntry] = field(default_factory=list)
    before: int = 0
    after: int = 0
