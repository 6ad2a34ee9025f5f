"""JPEG metadata removed without touching the compressed picture (ITU-T T.81, annex B)."""

from itertools import pairwise
from typing import Final

START, END, SCAN = b"\xff\xd8", b"\xff\xd9", 0xDA
APP0, APP14, APP15, COMMENT = 0xE0, 0xEE, 0xEF, 0xFE
JFIF_SIZE: Final = 14
"""Of an APP0 segment without a thumbnail, the marker and the length not counted."""


def without_metadata(body: bytes) -> bytes:
    """The JPEG with its pixels only. Raises ValueError if it is not one."""
    if not body.startswith(START):
        raise ValueError("not a JPEG")
    parts, place = [START], 2
    while body[place] == 0xFF:  # noqa: PLR2004 (every marker begins with it)
        marker = body[place + 1]
        if marker == 0xFF:  # noqa: PLR2004 (a fill byte)
            place += 1
            continue
        if marker == END[1]:
            break
        stop = place + 2 + int.from_bytes(body[place + 2 : place + 4], "big")
        if marker == SCAN:
            stop = _end_of_scan(body, stop)
        parts.append(_kept(marker, body[place:stop]))
        place = stop
        if place + 2 > len(body):
            raise ValueError("incomplete JPEG")
    return b"".join([*parts, END])


def _kept(marker: int, segment: bytes) -> bytes:
    if marker == APP0 and segment[4:9] == b"JFIF\0":
        content = segment[4 : 4 + JFIF_SIZE - 2] + b"\0\0"
        return segment[:2] + (len(content) + 2).to_bytes(2, "big") + content
    if marker == APP14 and segment[4:9] == b"Adobe":  # how the colours are encoded
        return segment
    return b"" if APP0 <= marker <= APP15 or marker == COMMENT else segment


def _end_of_scan(body: bytes, start: int) -> int:
    """The place of the next marker that is neither a stuffed byte nor a restart."""
    for place, (first, second) in enumerate(pairwise(body[start:]), start):
        if first == 0xFF and second not in (0x00, 0xFF) and not 0xD0 <= second <= 0xD7:  # noqa: PLR2004
            return place
    raise ValueError("incomplete JPEG")
