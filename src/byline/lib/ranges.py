"""Parts of a file, which players request to begin in the middle (RFC 9110, section 14).

Safari plays nothing without them.
"""

import re
from dataclasses import dataclass
from typing import BinaryIO

SINGLE_RANGE = re.compile(r"bytes=(\d{0,19})-(\d{0,19})")  # several ranges get the whole file


class RangeNotSatisfiable(Exception):
    """The file is shorter than the requested range (416)."""


def parse_range(header: str, size: int) -> tuple[int, int] | None:
    """The first byte that a `Range` header requests and the one after the last.

    `size` is the length of the file in bytes. None means all of it: a header that is not a single
    range of bytes is ignored (14.2). Raises RangeNotSatisfiable.
    """
    match = SINGLE_RANGE.fullmatch(header.strip())
    if (
        not match
        or match[0].endswith("=-")
        or (match[1] and match[2] and int(match[1]) > int(match[2]))
    ):
        return None
    if match[1]:
        first, end = int(match[1]), min(int(match[2]) + 1, size) if match[2] else size
    else:
        first, end = max(size - int(match[2]), 0), size
    if first >= end:
        raise RangeNotSatisfiable
    return first, end


@dataclass
class FilePart:
    """An open file from its position on, at most `left` bytes of it."""

    file: BinaryIO
    left: int

    @property
    def name(self) -> str:
        return str(self.file.name)

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(data)
        return data

    def close(self) -> None:
        self.file.close()
