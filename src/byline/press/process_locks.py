"""Which process an invalidation belongs to, and whether that process still runs.

Each process holds a lock on a file of its own. The system releases it when the process ends.
"""

import fcntl
import os
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from secrets import token_hex


class ProcessLock:
    """This process's lock. After a fork, the child makes one of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pid = 0
        self._name = ""
        self._file: TextIOWrapper | None = None

    @property
    def name(self) -> str:
        """The lock's name; made and locked at the first use in a process."""
        if self._pid != os.getpid() or not self._exists():
            self._create()
        return self._name

    def __del__(self) -> None:
        if self._file is not None:
            self._file.close()

    def _exists(self) -> bool:
        return (self._folder / self._name).exists()

    def _create(self) -> None:
        if self._file is not None:
            self._file.close()  # in a child, this closes its copy; the parent's lock remains
            self._file = None
        self._folder.mkdir(parents=True, exist_ok=True)
        name = token_hex(16)
        file = (self._folder / name).open("w", encoding="ascii")
        fcntl.flock(file, fcntl.LOCK_EX)
        self._pid, self._name, self._file = os.getpid(), name, file


def is_alive(folder: Path, name: str) -> bool:
    """Whether the process with this lock runs. The file of one that has ended is removed."""
    try:
        with (folder / name).open(encoding="ascii") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    with suppress(FileNotFoundError):
        (folder / name).unlink()
    return False
