"""The content of the demo's files as plain values."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from byline.demo.body_notation import DemoBlock


@dataclass(frozen=True)
class DemoSection:
    slug: str
    name: str
    description: str = ""
    parent: str = ""


@dataclass(frozen=True)
class DemoPicture:
    key: str
    file: Path
    title: str
    description: str
    credit: str


@dataclass(frozen=True)
class DemoContributor:
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
class DemoAccount:
    """A person who can sign in. `contributor` is a slug."""

    email: str
    name: str
    contributor: str
    role: str
    sections: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class DemoDocument:
    key: str
    title: str
    text: str


@dataclass(frozen=True)
class DemoPage:
    key: str
    title: str
    body: list[DemoBlock]
    slug: str = ""
    policy: str = ""
    standfirst: str = ""


@dataclass(frozen=True)
class DemoCorrection:
    text: str
    published: datetime
    kind: str = "correction"


@dataclass(frozen=True)
class DemoAffiliation:
    relationship: str
    name: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class DemoArticle:
    """`bylines` are pairs of a contributor's slug and a role; `also` lists further sections."""

    key: str
    headline: str
    section: str
    body: list[DemoBlock]
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
    corrections: list[DemoCorrection] = field(default_factory=list)


@dataclass(frozen=True)
class DemoResponse:
    """A reader's response to an article. `reply_to` is the number of another response."""

    article: str
    name: str
    text: str
    posted: datetime
    reply_to: int | None = None
    state: str = "published"
    voice: str = "reader"
    pinned: bool = False


@dataclass(frozen=True)
class DemoSite:
    """A site with everything in its folder."""

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
    sections: list[DemoSection]
    contributors: list[DemoContributor]
    pictures: list[DemoPicture]
    documents: list[DemoDocument]
    pages: list[DemoPage]
    articles: list[DemoArticle]
    contact: str = ""
    profiles: list[str] = field(default_factory=list)
    network: list[DemoAffiliation] = field(default_factory=list)
    people: list[DemoAccount] = field(default_factory=list)
    responses: list[DemoResponse] = field(default_factory=list)
