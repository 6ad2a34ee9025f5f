"""The data folder: can it be used, is there room, are the secrets private?"""

import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from byline.cli.checkups import Complaint

MIN_FREE_BYTES = 500_000_000


def cannot_be_used(data: Path) -> Iterator[Complaint]:
    """Complain of what prevents every other check."""
    if not data.is_dir():
        yield Complaint(
            f"There is no installation in {data}: that folder does not exist.",
            "Start `byline run` to make one there, or give the right folder with --data.",
        )
        return
    try:
        with tempfile.TemporaryFile(dir=data):
            pass
    except OSError as error:
        yield Complaint(
            f"The data folder {data} cannot be written to: {error.strerror}.",
            "Make the account that runs Byline its owner: chown -R ACCOUNT FOLDER.",
        )


def secrets(data: Path) -> Iterator[Complaint]:
    """Complain of secrets that other accounts on this machine can read."""
    for path in [data / "secrets", *sorted((data / "secrets").glob("*"))]:
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            right = "700" if path.is_dir() else "600"
            yield Complaint(
                f"Other accounts on this machine can read {path}.", f"chmod {right} {path}"
            )


def room(data: Path) -> Iterator[Complaint]:
    """Complain of a disk that is nearly full."""
    yield from too_little(data, shutil.disk_usage(data).free)


def too_little(data: Path, free: int) -> Iterator[Complaint]:
    """Complain if so few bytes are free that writing will soon fail."""
    if free < MIN_FREE_BYTES:
        yield Complaint(
            f"The disk of {data} is nearly full: {free // 1_000_000} MB are free.",
            "Free some space or move the data folder to a larger disk. On a full disk nothing "
            "can be saved.",
        )
