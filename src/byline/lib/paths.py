"""Paths on a site: one spelling for each, and none that browsers read as another host."""

import re
import unicodedata

SLASHES = re.compile(r"/{2,}")
TRIMMED_BY_BROWSERS = "".join(map(chr, range(0x21)))  # the C0 controls and the space
REMOVED_BY_BROWSERS = str.maketrans("", "", "\t\n\r")


def canonical_path(path: str) -> str:
    """The decoded `path` with single slashes and in Unicode's form C, as links have it."""
    return unicodedata.normalize("NFC", SLASHES.sub("/", path))


def as_browsers_read(address: str) -> str:
    """`address` without the characters that browsers ignore in one (URL Standard, 4.4)."""
    return address.strip(TRIMMED_BY_BROWSERS).translate(REMOVED_BY_BROWSERS)


def is_local(address: str) -> bool:
    """Whether browsers stay on the site with it: a path, whatever they ignore in it."""
    read = as_browsers_read(address).replace("\\", "/")
    return read.startswith("/") and not read.startswith("//")
