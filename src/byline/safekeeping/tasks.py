"""The keeper's duty of automatic backups."""

import subprocess
import sys
from datetime import timedelta

import structlog
from django.conf import settings
from django.utils import timezone

from byline.lib.duties import duty
from byline.safekeeping.backup_folder import newest_backup_time

log = structlog.get_logger("byline.safekeeping")
_making: list["subprocess.Popen[bytes]"] = []


@duty(every=60)
def make_backups() -> None:
    """Start a backup in a process of its own if one is due, and report one that failed."""
    if _making and _making[0].poll() is None:
        return
    failed = _making[0].returncode if _making else 0
    _making.clear()
    if failed:
        raise RuntimeError(f"byline backup exited with status {failed}")
    if is_due():
        log.info("making a backup")
        command = [
            sys.executable,
            "-m",
            "byline",
            "--data",
            str(settings.DATA),
            "backup",
            "--keep",
            str(settings.OPTIONS.backups),
        ]
        _making.append(
            subprocess.Popen(  # noqa: S603 - our own command
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
            )
        )


def is_due() -> bool:
    """Whether automatic backups are on and the newest one is too old."""
    options = settings.OPTIONS
    if not options.backups:
        return False
    newest = newest_backup_time(options.backup_path)
    return newest is None or timezone.now() - newest >= timedelta(hours=options.backup_hours)
