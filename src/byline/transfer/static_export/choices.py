"""What whoever asks for plain files may choose."""

from collections.abc import Callable
from enum import StrEnum

Progress = Callable[[str, int, int], object]
"""Told what is being done, how much of it is done, and how much there is so far."""


class LinkStyle(StrEnum):
    """How the files name each other."""

    RELATIVE = "relative"  # from any folder, also from a disk without a web server
    ROOT = "root"  # from the top of a web server
    ABSOLUTE = "absolute"  # with scheme and host


class StaticExportError(Exception):
    """Why no plain files were written, in a sentence for whoever asked for them."""
