"""Copy: an article's content before it is filed, as imports, the demo and scripts supply it."""

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
    """What was wrong and what is right; `kind` is a CorrectionKind.

    Without a date it has not been published yet.
    """

    text: str
    kind: str = CorrectionKind.CORRECTION
    published_at: datetime | None = None


@dataclass
class Copy:
    """An article's content.

    `body` is a list of blocks `{"type": …, "value": …}` as the stream stores them; `tags` are
    names or tags. `corrections` replace all that the article has; None leaves them.
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
    """A copy to import: the section to file it in, and whether it is published."""

    section: SectionPage
    copy: Copy
    live: bool
