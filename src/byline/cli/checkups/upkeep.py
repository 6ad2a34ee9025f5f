"""What has to be up to date: tables, static files, the keeper."""

import time
from collections.abc import Iterator
from pathlib import Path

from django.db import connection

from byline.cli.checkups import Complaint
from byline.cli.prepare import static_files_are_current
from byline.lib.journal import Journal, read_journal
from byline.lib.migrations_state import pending_migrations


def tables() -> Iterator[Complaint]:
    """Migrations that have not been applied."""
    waiting = pending_migrations(connection)
    if waiting:
        yield Complaint(
            f"The database lacks {len(waiting)} change(s) of this version, the first {waiting[0]}.",
            "Start `byline run`; it makes them.",
        )


def static_files() -> Iterator[Complaint]:
    """Style sheets and scripts that are missing or another version's."""
    if not static_files_are_current():
        yield Complaint(
            "The static files (styles, scripts) are missing or not this version's.",
            "Start `byline run`; it collects them.",
        )


def keeper(data: Path) -> Iterator[Complaint]:
    """A keeper that is not there, is stuck, or whose duties fail."""
    journal = read_journal(data)
    if not journal.is_fresh():
        yield _absent(journal)
    for name, entry in journal.entries.items():
        if entry.error:
            yield Complaint(
                f"The keeper's duty {name} failed {_ago(entry.failed)}: {entry.error}.",
                "The log has the whole story; the keeper tries again by itself.",
            )


def duties(data: Path) -> list[str]:
    """A line for each duty: when it was last done and how long it took."""
    entries = read_journal(data).entries
    return [
        f"{name}: {_ago(entry.began)}, took {entry.seconds:.2f} s"
        for name, entry in sorted(entries.items())
    ]


def _absent(journal: Journal) -> Complaint:
    start = "Start `byline run`. Until then nothing that is scheduled goes out."
    if not journal.beat:
        return Complaint("The keeper has never been at work in this house.", start)
    if journal.doing:
        return Complaint(
            f"The keeper was last seen {_ago(journal.beat)}, at its duty {journal.doing}: it is stuck or gone.",
            "If `byline run` is running, stop it and start it again.",
        )
    return Complaint(f"The keeper is not running; it was last seen {_ago(journal.beat)}.", start)


def _ago(moment: float) -> str:
    seconds = max(0, round(time.time() - moment))
    for size, unit in ((86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit} ago"
    return f"{seconds} seconds ago"
