"""What a source's reader and mapping hand to the run, as plain records."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from byline.newsroom.copy import Copy
from byline.newsroom.models import SectionPage
from byline.transfer.run.comment_records import SourceComment
from byline.transfer.run.report import ReportEntry
from byline.transfer.run.vocabulary import POST


@dataclass(slots=True)
class SourceItem:
    """One article of the source, read but not yet converted.

    `key` identifies it among those of its `kind`, and `fingerprint` changes when its content does.
    `state` is one of vocabulary's (live, scheduled, draft, left out); `why` explains it in words
    where it is not the state that the source had. `number` and `guid` are kept when no other
    article of the site has them. `size` is its length in characters, responses included. `linked`
    are the numbers of articles that must be imported before this one. `record` is what the mapping
    needs to convert it.
    """

    key: str
    name: str
    fingerprint: str
    state: str
    why: str = ""
    kind: str = POST
    line: int = 0
    number: int | None = None
    guid: str = ""
    size: int = 0
    addresses: tuple[str, ...] = ()
    linked: frozenset[str] = frozenset()
    responses: list[SourceComment] = field(default_factory=list)
    record: Any = None

    def entry(self, why: str) -> ReportEntry:
        return ReportEntry(self.kind, self.key, self.name, self.line, why)


@dataclass(slots=True)
class PendingPost:
    """An article in the form the newsroom takes.

    `permalink` is the path it had in the source, "" where it had none of its own; `redirects` are
    further paths that lead to it. `remarks` (kind, what) come from the conversion; `notes` are
    decisions that an editor should know of.
    """

    item: SourceItem
    section: SectionPage
    copy: Copy
    permalink: str = ""
    redirects: Sequence[str] = ()
    remarks: Sequence[tuple[str, str]] = ()
    notes: Sequence[str] = ()


class Mapping(Protocol):
    """Turns the items of one source into articles."""

    def article(self, item: SourceItem, *, number: int | None, guid: str) -> PendingPost:
        """What the item becomes here, under this number and guid."""
        ...
