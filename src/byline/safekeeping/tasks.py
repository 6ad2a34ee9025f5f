"""What the keeper does to keep the house safe."""

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
    """In a process of its own, one at a time; a duty only starts it and looks after it."""
    if _making and _making[0].poll() is None:
        return
    failed = _making[0].returncode if _making else 0
    _making.clear()
    if failed:
        raise RuntimeError(f"byline backup ended with {failed}")
    if is_due():
        log.info("a backup is made")
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
            subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
        )


def is_due() -> bool:
    """Whether backups are kept here, and the newest is as old as it may be."""
    options = settings.OPTIONS
    if not options.backups:
        return False
    newest = newest_backup_time(options.backup_path)
    return newest is None or timezone.now() - newest >= timedelta(hours=options.backup_hours)
