"""Parts of a file, as players ask for them to begin in the middle (RFC 9110, section 14). Safari plays nothing without."""

import re
from dataclasses import dataclass
from typing import BinaryIO

ASKED = re.compile(
    r"bytes=(\d{0,19})-(\d{0,19})"
)  # one range; of several, the whole file is the answer


class RangeNotSatisfiable(Exception):
    """The file is shorter than what is asked for (416)."""


def parse_range(asked: str, size: int) -> tuple[int, int] | None:
    """The first byte that a `Range` header asks for of a file of `size` bytes, and the one behind the last; None for all of it.

    What is no single range of bytes counts as not said (14.2). Raises NoSuchPart.
    """
    found = ASKED.fullmatch(asked.strip())
    if (
        not found
        or found[0].endswith("=-")
        or (found[1] and found[2] and int(found[1]) > int(found[2]))
    ):
        return None
    if found[1]:
        first, behind = int(found[1]), min(int(found[2]) + 1, size) if found[2] else size
    else:
        first, behind = max(size - int(found[2]), 0), size
    if first >= behind:
        raise RangeNotSatisfiable
    return first, behind


@dataclass
class FilePart:
    """An open file from where it stands, no further than `left` bytes."""

    file: BinaryIO
    left: int

    @property
    def name(self) -> str:
        return str(self.file.name)

    def read(self, size: int = -1) -> bytes:
        piece = self.file.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(piece)
        return piece

    def close(self) -> None:
        self.file.close()
