"""Which process something in the index belongs to, and whether it still lives: by a lock that ends with the process."""

import fcntl
import os
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from secrets import token_hex


class ProcessLock:
    """This process, as others see it. A child that was forked is somebody else than its parent."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pid = 0
        self._name = ""
        self._file: TextIOWrapper | None = None

    @property
    def name(self) -> str:
        """Made and locked at the first ask in a process."""
        if self._pid != os.getpid() or not self._is_there():
            self._begin()
        return self._name

    def _is_there(self) -> bool:
        return (self._folder / self._name).exists()

    def __del__(self) -> None:
        if self._file is not None:
            self._file.close()

    def _begin(self) -> None:
        if self._file is not None:
            self._file.close()  # in a child this closes its copy, and the parent's lock holds on
            self._file = None
        self._folder.mkdir(parents=True, exist_ok=True)
        name = token_hex(16)
        file = (self._folder / name).open("w", encoding="ascii")
        fcntl.flock(file, fcntl.LOCK_EX)
        self._pid, self._name, self._file = os.getpid(), name, file


def is_alive(folder: Path, name: str) -> bool:
    """Whether the owner of this name runs. The file of one that is gone is removed."""
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
