"""The data folder: can it be used, has it room, are its secrets secret?"""

import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from byline.cli.checkups import Complaint

LITTLE = 500_000_000  # bytes below which a disk is nearly full


def cannot_be_used(data: Path) -> Iterator[Complaint]:
    """Complaints after which nothing else can be looked at."""
    if not data.is_dir():
        yield Complaint(
            f"There is no house in {data}: that folder does not exist.",
            "Start `byline run` to make one there, or name the right folder with --data.",
        )
        return
    try:
        with tempfile.TemporaryFile(dir=data):
            pass
    except OSError as error:
        yield Complaint(
            f"The data folder {data} cannot be written to: {error.strerror}.",
            "Let the account that runs Byline own it: chown -R ACCOUNT FOLDER.",
        )


def secrets(data: Path) -> Iterator[Complaint]:
    """Secrets that others on this machine can read."""
    for path in [data / "secrets", *sorted((data / "secrets").glob("*"))]:
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            right = "700" if path.is_dir() else "600"
            yield Complaint(f"Others on this machine can read {path}.", f"chmod {right} {path}")


def room(data: Path) -> Iterator[Complaint]:
    """A disk that is nearly full."""
    yield from too_little(data, shutil.disk_usage(data).free)


def too_little(data: Path, free: int) -> Iterator[Complaint]:
    """Complain when `free` bytes are too few to go on writing for long."""
    if free < LITTLE:
        yield Complaint(
            f"The disk of {data} is nearly full: {free // 1_000_000} MB are left.",
            "Make room or move the data folder to a larger disk; a full one stops all writing.",
        )
