"""Automatic backups: is the newest one recent enough?"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from byline.cli.checkups import Complaint
from byline.lib.options import Options
from byline.safekeeping.backup_folder import newest_backup_time

MAX_AGE = 2  # times the hours between two backups


def backups(options: Options) -> Iterator[Complaint]:
    """Complain of missing or old backups, if automatic backups are on."""
    if not options.backups:
        return
    newest = newest_backup_time(options.backup_path)
    remedy = (
        f"Look for complaints about the background worker above, and run "
        f"`byline backup --keep {options.backups}`."
    )
    if newest is None:
        yield Complaint(
            f"There is no backup in {options.backup_path} yet.",
            "The background worker makes the first within a few minutes. " + remedy,
        )
        return
    age = datetime.now(UTC) - newest
    if age > timedelta(hours=MAX_AGE * options.backup_hours):
        hours = round(age.total_seconds() / 3600)
        yield Complaint(
            f"The newest backup in {options.backup_path} is {hours} hours old; "
            f"one is due every {options.backup_hours}.",
            remedy,
        )
