"""What an import did: counts and entries, for the screen and for a file."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

CREATED, UPDATED, UNCHANGED, SKIPPED, FAILED = (
    "created",
    "updated",
    "unchanged",
    "skipped",
    "failed",
)
OUTCOMES = (CREATED, UPDATED, UNCHANGED, SKIPPED, FAILED)
MAX_ENTRIES = 20_000
"""Entries of one list; further ones are only counted."""


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """What the report has to say about one item. `line` is its line in the file, 0 without one."""

    kind: str
    id: str
    name: str
    line: int
    why: str


@dataclass(frozen=True, slots=True)
class ProofCount:
    """How many of a kind and state are in the file, were skipped, and are here."""

    kind: str
    state: str
    read: int
    skipped: int
    here: int


@dataclass(slots=True)
class Proof:
    """The file's counts against the database's.

    `wrong` says where they differ; `apart` counts what is explained, by reason.
    """

    counts: list[ProofCount] = field(default_factory=list)
    apart: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @property
    def agrees(self) -> bool:
        return not self.wrong

    def as_json(self) -> dict[str, Any]:
        counts = [asdict(count) for count in self.counts]
        return {
            "agrees": self.agrees,
            "counts": counts,
            "apart": dict(self.apart),
            "wrong": self.wrong,
        }


@dataclass(slots=True)
class ImportReport:
    """`remarks` lists, by kind of remark and subject, the names of the items."""

    file: str = ""
    source: str = ""
    site: str = ""
    started: datetime | None = None
    finished: datetime | None = None
    stopped: bool = False
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    in_bulk: Counter[tuple[str, str]] = field(default_factory=Counter)
    skipped: list[ReportEntry] = field(default_factory=list)
    failed: list[ReportEntry] = field(default_factory=list)
    decisions: list[ReportEntry] = field(default_factory=list)
    remarks: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    guesses: list[str] = field(default_factory=list)
    proof: Proof | None = None
    is_rehearsal: bool = False
    fields: dict[str, int] = field(default_factory=dict)
    fields_file: str = ""
    addresses: dict[str, int] = field(default_factory=dict)
    addresses_file: str = ""

    def count(self, kind: str, outcome: str, number: int = 1) -> None:
        self.outcomes[kind, outcome] += number

    def skip(self, entry: ReportEntry) -> None:
        self.count(entry.kind, SKIPPED)
        if len(self.skipped) < MAX_ENTRIES:
            self.skipped.append(entry)
        else:
            self.in_bulk[entry.kind, entry.why] += 1

    def skip_many(self, kind: str, number: int, why: str) -> None:
        """Skip items that are only counted."""
        self.count(kind, SKIPPED, number)
        self.in_bulk[kind, why] += number

    def fail(self, entry: ReportEntry) -> None:
        self.count(entry.kind, FAILED)
        self.failed.append(entry)

    def note_decision(self, entry: ReportEntry) -> None:
        """Report a decision about an item that was imported."""
        if len(self.decisions) < MAX_ENTRIES:
            self.decisions.append(entry)

    def remark(self, kind: str, what: str, item: str) -> None:
        items = self.remarks.setdefault(kind, {}).setdefault(what, [])
        if item not in items[-1:]:
            items.append(item)

    @property
    def kinds(self) -> list[str]:
        return sorted({kind for kind, _ in self.outcomes})

    def number(self, kind: str, outcome: str) -> int:
        return self.outcomes[kind, outcome]

    def read(self, kind: str) -> int:
        """How many of a kind are in the file, as far as it was read."""
        return sum(self.outcomes[kind, outcome] for outcome in OUTCOMES)

    @property
    def is_clean(self) -> bool:
        return not self.stopped and not self.failed and (self.proof is None or self.proof.agrees)

    def reasons(self) -> list[tuple[str, str, int]]:
        """Why items were skipped: kind, reason and number, the most frequent first."""
        counted = self.in_bulk + Counter((entry.kind, entry.why) for entry in self.skipped)
        return [(kind, why, number) for (kind, why), number in counted.most_common()]

    def as_json(self) -> dict[str, Any]:
        """The whole report as plain data."""
        return {
            "file": self.file,
            "source": self.source,
            "site": self.site,
            "started": self.started.isoformat() if self.started else None,
            "finished": self.finished.isoformat() if self.finished else None,
            "stopped": self.stopped,
            "counts": {
                kind: {
                    "read": self.read(kind),
                    **{outcome: self.number(kind, outcome) for outcome in OUTCOMES},
                }
                for kind in self.kinds
            },
            "why_skipped": [
                {"kind": kind, "why": why, "number": number} for kind, why, number in self.reasons()
            ],
            "proof": self.proof.as_json() if self.proof else None,
            "rehearsal": self.is_rehearsal,
            "fields": {"file": self.fields_file, "names": self.fields},
            "addresses": {"file": self.addresses_file, "numbers": self.addresses},
            "guesses": self.guesses,
            "decisions": [asdict(entry) for entry in self.decisions],
            "skipped": [asdict(entry) for entry in self.skipped],
            "failed": [asdict(entry) for entry in self.failed],
            "remarks": self.remarks,
        }
