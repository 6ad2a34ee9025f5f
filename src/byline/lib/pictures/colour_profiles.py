"""ICC colour profiles reduced to what colours need (ICC.1:2022).

A display's own profile names its owner's machine: maker, model, serial number, dates.
"""

import struct
from typing import Final

HEADER_SIZE, TABLE_ENTRY = 128, struct.Struct(">4sII")
MAX_PROFILE_BYTES: Final = 4_000_000
COLOUR_TAGS: Final = frozenset(
    (b"wtpt bkpt rXYZ gXYZ bXYZ rTRC gTRC bTRC kTRC chad cicp lumi"
     b" A2B0 A2B1 A2B2 B2A0 B2A1 B2A2 gamt").split()
)  # fmt: skip
COLOUR_SPACES: Final = {"RGB": b"RGB ", "RGBA": b"RGB ", "L": b"GRAY", "CMYK": b"CMYK"}
IDENTIFYING_FIELDS: Final = ((4, 8), (24, 36), (40, 44), (48, 64), (80, 128))
"""In the header: module, date, platform, device and its attributes, creator and digest."""
DESCRIPTION: Final = b"Colour profile"


def fits(profile: bytes, mode: str) -> bool:
    """Whether the profile is for pictures of this Pillow mode."""
    return profile[16:20] == COLOUR_SPACES.get(mode)


def without_identity(profile: bytes) -> bytes:
    """The profile with its colours only; b"" if it is damaged."""
    try:
        tags = _tags(profile)
    except (struct.error, ValueError):
        return b""
    colours = {name: data for name, data in tags.items() if name in COLOUR_TAGS}
    if not colours:
        return b""
    return _assembled(_plain_header(profile), _texts(profile[8]) | colours)


def _tags(profile: bytes) -> dict[bytes, bytes]:
    if len(profile) > MAX_PROFILE_BYTES or profile[36:40] != b"acsp":
        raise ValueError
    (count,) = struct.unpack_from(">I", profile, HEADER_SIZE)
    if count > 100:  # noqa: PLR2004 (the largest profiles have about twenty)
        raise ValueError
    tags = {}
    for number in range(count):
        place = HEADER_SIZE + 4 + number * TABLE_ENTRY.size
        name, offset, size = TABLE_ENTRY.unpack_from(profile, place)
        if offset + size > len(profile):
            raise ValueError
        tags[name] = profile[offset : offset + size]
    return tags


def _plain_header(profile: bytes) -> bytes:
    header = bytearray(profile[:HEADER_SIZE])
    for start, stop in IDENTIFYING_FIELDS:
        header[start:stop] = bytes(stop - start)
    header[24:36] = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    return bytes(header)


def _texts(major_version: int) -> dict[bytes, bytes]:
    """The description and copyright that every profile must have, without content."""
    if major_version >= 4:  # noqa: PLR2004 (the version that changed both types)
        text = _localised(DESCRIPTION.decode())
        return {b"desc": text, b"cprt": _localised("None")}
    described = struct.pack(">I", len(DESCRIPTION) + 1) + DESCRIPTION + b"\0"
    return {
        b"desc": b"desc" + bytes(4) + described + bytes(8 + 3 + 67),
        b"cprt": b"text" + bytes(4) + b"None\0",
    }


def _localised(text: str) -> bytes:
    encoded = text.encode("utf-16-be")
    return (
        b"mluc"
        + bytes(4)
        + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(encoded), 28)
        + (encoded)
    )


def _assembled(header: bytes, tags: dict[bytes, bytes]) -> bytes:
    table, data = b"", b""
    first = HEADER_SIZE + 4 + len(tags) * TABLE_ENTRY.size
    for name, content in tags.items():
        table += TABLE_ENTRY.pack(name, first + len(data), len(content))
        data += content + bytes(-len(content) % 4)
    whole = header[4:] + struct.pack(">I", len(tags)) + table + data
    return struct.pack(">I", len(whole) + 4) + whole
