"""A node's lease on its cached pages: one number in a file that all its processes map."""

import mmap
import struct
import time
from contextlib import suppress
from pathlib import Path
from uuid import UUID

_UNTIL = struct.Struct("=d")
_INCARNATION_AT, _DRAINING_AT, _SIZE = 8, 24, 32


def lease_clock() -> float:
    """Seconds on a clock that never jumps and goes on while the machine is suspended."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


class Lease:
    """Until when this node may serve cached pages.

    The file also says which incarnation of the node the lease belongs to, and whether the node is
    being drained. It is written by the agent and read by all processes.
    """

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a+b") as opened:
            opened.truncate(_SIZE)
            self._map = mmap.mmap(opened.fileno(), _SIZE)

    def is_running(self) -> bool:
        """Whether cached pages may be served now."""
        until: float = _UNTIL.unpack_from(self._map)[0]
        return lease_clock() < until

    def run_until(self, moment: float) -> None:
        """Let it run until `moment` of the lease clock; 0 ends it."""
        _UNTIL.pack_into(self._map, 0, moment)

    def end(self) -> None:
        self.run_until(0.0)

    @property
    def incarnation(self) -> UUID | None:
        """Whose lease it is or was; None before the first one."""
        raw = self._map[_INCARNATION_AT:_DRAINING_AT]
        return UUID(bytes=raw) if any(raw) else None

    @incarnation.setter
    def incarnation(self, incarnation: UUID) -> None:
        self._map[_INCARNATION_AT:_DRAINING_AT] = incarnation.bytes

    @property
    def is_draining(self) -> bool:
        return self._map[_DRAINING_AT] == 1

    @is_draining.setter
    def is_draining(self, draining: bool) -> None:
        self._map[_DRAINING_AT] = int(draining)

    def close(self) -> None:
        with suppress(BufferError):
            self._map.close()
