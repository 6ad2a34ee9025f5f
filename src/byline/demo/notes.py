"""What the demo's files say, as plain values: notes for a newsroom that is still to be built."""

from dataclasses import dataclass, field
from datetime import datetime

from byline.demo.notation import Block


@dataclass(frozen=True)
class SectionNote:
    slug: str
    name: str
    description: str = ""
    below: str = ""


@dataclass(frozen=True)
class PictureNote:
    key: str
    scene: str
    title: str
    shows: str
    credit: str
    shape: str = "wide"
    seed: int = 1


@dataclass(frozen=True)
class ContributorNote:
    slug: str
    name: str
    position: str
    biography: str
    portrait: str
    email: str = ""
    website: str = ""
    fediverse: str = ""
    profiles: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class PersonNote:
    """Somebody who may sign in."""

    email: str
    name: str
    contributor: str
    role: str
    sections: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class DocumentNote:
    key: str
    title: str
    text: str


@dataclass(frozen=True)
class PageNote:
    key: str
    title: str
    body: list[Block]
    slug: str = ""
    policy: str = ""
    standfirst: str = ""


@dataclass(frozen=True)
class CorrectionNote:
    text: str
    told: datetime
    kind: str = "correction"


@dataclass(frozen=True)
class TieNote:
    """Somebody on a site's record."""

    tie: str
    name: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class ArticleNote:
    """An article as its file has it. `bylines` are pairs of a contributor's slug and a role."""

    key: str
    headline: str
    section: str
    body: list[Block]
    bylines: list[tuple[str, str]]
    published: datetime
    slug: str = ""
    standfirst: str = ""
    label: str = "news"
    machine_assisted: bool = False
    also: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    lead: str = ""
    lead_caption: str = ""
    updated: datetime | None = None
    status: str = "published"
    notice: str = ""
    ownership: str = ""
    respond: str = "inherit"
    corrections: list[CorrectionNote] = field(default_factory=list)


@dataclass(frozen=True)
class ResponseNote:
    """What a reader said to an article. `to` is the number of the response that it answers, None for none."""

    article: str
    name: str
    text: str
    said: datetime
    to: int | None = None
    state: str = "published"
    voice: str = "reader"
    pinned: bool = False


@dataclass(frozen=True)
class SiteNote:
    """One masthead with all that stands in its folder."""

    key: str
    name: str
    hostname: str
    tagline: str
    language: str
    time_zone: str
    accent_colour: str
    ownership_line: str
    notice_line: str
    front: list[str]
    sections: list[SectionNote]
    contributors: list[ContributorNote]
    pictures: list[PictureNote]
    documents: list[DocumentNote]
    pages: list[PageNote]
    articles: list[ArticleNote]
    contact: str = ""
    profiles: list[str] = field(default_factory=list)
    network: list[TieNote] = field(default_factory=list)
    people: list[PersonNote] = field(default_factory=list)
    responses: list[ResponseNote] = field(default_factory=list)
