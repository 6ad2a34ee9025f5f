"""Files that are there whole or not at all, also after a power cut."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def draft_of(file: Path) -> Iterator[Path]:
    """A name beside `file` to write under; what stands there at the end takes its place. Nothing is left of a failure."""
    draft = file.with_name(f".{file.name}.draft")
    draft.unlink(missing_ok=True)
    try:
        yield draft
        to_disk(draft)
        draft.replace(file)
        to_disk(file.parent)
    finally:
        draft.unlink(missing_ok=True)


def to_disk(path: Path) -> None:
    """Come back when the file, or the names in the folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
