"""What is handed in to be filed: an article's content before it is an article."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from byline.newsroom.choices import BylineRole, CorrectionKind, Label, OpenState
from byline.newsroom.models import Contributor, Picture, SectionPage


@dataclass(frozen=True)
class Credit:
    """A name for the byline, with what the person did (a BylineRole)."""

    contributor: Contributor
    role: str = BylineRole.BY


@dataclass(frozen=True)
class CorrectionCopy:
    """What was wrong and what is right; `kind` is a CorrectionKind. Without a date it was told to nobody yet."""

    text: str
    kind: str = CorrectionKind.CORRECTION
    published_at: datetime | None = None


@dataclass
class Copy:
    """An article's content. `body` is a list of blocks `{"type": …, "value": …}` as the body's stream stores them.

    `tags` are names, or tags. `corrections` are all that there are; None leaves those that it has.
    """

    headline: str
    body: list[dict[str, Any]] = field(default_factory=list)
    slug: str = ""
    standfirst: str = ""
    lead_picture: Picture | None = None
    lead_caption: str = ""
    label: str = Label.NEWS
    machine_assisted: bool = False
    credits: list[Credit] = field(default_factory=list)
    further_sections: list[SectionPage] = field(default_factory=list)
    tags: list[Any] = field(default_factory=list)
    published_at: datetime | None = None
    updated_at: datetime | None = None
    ownership_line: str = ""
    notice_line: str = ""
    respond: str = OpenState.INHERIT
    pings: str = OpenState.INHERIT
    post_id: int | None = None
    permalink: str = ""
    guid: str = ""
    seo_title: str = ""
    search_description: str = ""
    corrections: list[CorrectionCopy] | None = None


@dataclass(frozen=True)
class Incoming:
    """A copy from another house: the section it is filed in here, and whether readers see it."""

    section: SectionPage
    copy: Copy
    live: bool
