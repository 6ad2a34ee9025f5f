"""Backups, where this house makes them by itself: is the newest as young as it should be?"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from byline.cli.checkups import Complaint
from byline.lib.options import Options
from byline.safekeeping.backup_folder import newest_backup_time

LATE = 2  # times the hours between two


def backups(options: Options) -> Iterator[Complaint]:
    """None, or only old ones. Nothing where none are wanted."""
    if not options.backups:
        return
    newest = newest_backup_time(options.backup_path)
    remedy = (
        f"See what the keeper says above, and what `byline backup --keep {options.backups}` says."
    )
    if newest is None:
        yield Complaint(
            f"There is no backup in {options.backup_path} yet.",
            "The keeper makes the first within some minutes. " + remedy,
        )
        return
    age = datetime.now(UTC) - newest
    if age > timedelta(hours=LATE * options.backup_hours):
        hours = round(age.total_seconds() / 3600)
        yield Complaint(
            f"The newest backup in {options.backup_path} is {hours} hours old; one is due every {options.backup_hours}.",
            remedy,
        )
