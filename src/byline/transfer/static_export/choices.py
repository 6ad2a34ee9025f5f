"""The options of a static export."""

from collections.abc import Callable
from enum import StrEnum

Progress = Callable[[str, int, int], object]
"""Called with what is being done, how much of it is done, and how much is known so far."""


class LinkStyle(StrEnum):
    """How the files link to each other."""

    RELATIVE = "relative"  # works in any folder, also on a disk without a web server
    ROOT = "root"  # from the root of a web server
    ABSOLUTE = "absolute"  # with scheme and host


class StaticExportError(Exception):
    """The files could not be written. The message is for the person who asked for them."""
