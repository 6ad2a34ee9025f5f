"""What the demo's files say, as plain values: notes for a newsroom that is still to be built."""

from dataclasses import dataclass, field
from datetime import datetime

from byline.demo.body_notation import DemoBlock


@dataclass(frozen=True)
class DemoSection:
    slug: str
    name: str
    description: str = ""
    below: str = ""


@dataclass(frozen=True)
class DemoPicture:
    key: str
    scene: str
    title: str
    shows: str
    credit: str
    shape: str = "wide"
    seed: int = 1


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
    """Somebody who may sign in."""

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
    told: datetime
    kind: str = "correction"


@dataclass(frozen=True)
class DemoAffiliation:
    """Somebody on a site's record."""

    relationship: str
    name: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class DemoArticle:
    """An article as its file has it. `bylines` are pairs of a contributor's slug and a role."""

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
class DemoSite:
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
