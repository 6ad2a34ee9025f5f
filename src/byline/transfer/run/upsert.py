"""Creates or updates an object without revisions: a section, a tag, a contributor."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from byline.transfer.run.ledger import Ledger
from byline.transfer.run.report import CREATED, UNCHANGED, UPDATED, ImportReport, ReportEntry
from byline.transfer.run.unchanged import is_unchanged, why_upsert_left_alone


@dataclass(frozen=True, slots=True)
class UpsertItem:
    """`fingerprint` changes when the source does; `current` gives the fingerprint of the object
    here.
    """

    kind: str
    key: str
    name: str
    fingerprint: str
    create: Callable[[], models.Model]
    revise: Callable[[Any], object]
    current: Callable[[Any], str]
    line: int = 0


def upsert(ledger: Ledger, report: ImportReport, arrival: UpsertItem) -> None:
    """Create it, update it unless it was edited or deleted here since, or leave it; count which."""
    known = ledger.find(arrival.kind, arrival.key)
    if is_unchanged(known, arrival.fingerprint):
        report.count(arrival.kind, UNCHANGED)
        return
    target = known.target if known else None
    if known and (why := why_upsert_left_alone(known, target, arrival.current)):
        report.skip(ReportEntry(arrival.kind, arrival.key, arrival.name, arrival.line, why))
        return
    with transaction.atomic():
        if target is None:
            target = arrival.create()
        else:
            arrival.revise(target)
        ledger.record(
            arrival.kind, arrival.key, target, content_hash=arrival.fingerprint, line=arrival.line
        )
    report.count(arrival.kind, CREATED if known is None else UPDATED)
