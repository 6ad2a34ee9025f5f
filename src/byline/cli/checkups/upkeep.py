"""What must be up to date: tables, static files, the background worker."""

import time
from collections.abc import Iterator
from pathlib import Path

from django.db import connection

from byline.cli.checkups import Complaint
from byline.cli.prepare import static_files_are_current
from byline.lib.journal import FRESH_SECONDS, Journal, read_journal
from byline.lib.migrations_state import pending_migrations
from byline.lib.text import counted


def tables() -> Iterator[Complaint]:
    """Complain of migrations that have not been applied."""
    pending = pending_migrations(connection)
    if pending:
        yield Complaint(
            f"The database lacks {counted(len(pending), 'change')} of this version, the first "
            f"{pending[0]}.",
            "Start `byline run`, which makes them.",
        )


def static_files() -> Iterator[Complaint]:
    """Complain of style sheets and scripts that are missing or of another version."""
    if not static_files_are_current():
        yield Complaint(
            "The static files (styles, scripts) are missing or of another version.",
            "Start `byline run`, which collects them.",
        )


def keeper(data: Path) -> Iterator[Complaint]:
    """Complain if the keeper is not running or stuck, or if its duties fail."""
    journal = read_journal(data)
    if journal.beat - time.time() > FRESH_SECONDS:
        yield Complaint(
            f"The background worker's last sign of life is {_span(journal.beat - time.time())} in "
            "the future: this machine's clock was wrong then, or is wrong now.",
            "Check the clock with `date`, then start `byline run` again.",
        )
    elif not journal.is_fresh():
        yield _absent(journal)
    for name, entry in journal.entries.items():
        if entry.error:
            yield Complaint(
                f"The background task {name} failed {_ago(entry.failed)}: {entry.error}.",
                "See the log for details. It is tried again automatically.",
            )


def duties(data: Path) -> list[str]:
    """A line for each duty: when it was done last and how long it took."""
    entries = read_journal(data).entries
    return [
        f"{name}: {_ago(entry.began)}, took {entry.seconds:.2f} s"
        for name, entry in sorted(entries.items())
    ]


def _absent(journal: Journal) -> Complaint:
    start = "Start `byline run`. Until then nothing that is scheduled is published."
    if not journal.beat:
        return Complaint("The background worker has never run here.", start)
    if journal.doing:
        return Complaint(
            f"The background worker was last seen {_ago(journal.beat)}, doing {journal.doing}: "
            "it is stuck or has stopped.",
            "If `byline run` is running, stop it and start it again.",
        )
    return Complaint(
        f"The background worker is not running; it was last seen {_ago(journal.beat)}.", start
    )


def _ago(moment: float) -> str:
    return f"{_span(max(0, time.time() - moment))} ago"


def _span(seconds: float) -> str:
    for size, unit in ((86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{round(seconds) // size} {unit}"
    return counted(round(seconds), "second")
