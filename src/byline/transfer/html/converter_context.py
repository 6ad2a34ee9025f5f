"""What the converter must know of the world around one article: the old site's addresses and the files at hand."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that is in this house: its key, where it is served, and the words that came with it."""

    pk: int
    url: str
    description: str = ""
    caption: str = ""


class Media(Protocol):
    """The files of the old site. `number` is WordPress's attachment id, `address` where the file stood."""

    def picture(self, number: int | None, address: str) -> StoredFile | None: ...

    def document(self, number: int | None, address: str) -> StoredFile | None: ...

    def attached(self, post: int | None) -> list[int]:
        """The pictures uploaded to one post, in its order."""
        ...

    def address(self, number: int) -> str:
        """Where the attachment stood, "" when the export doesn't say."""
        ...

    def knows(self, address: str) -> bool:
        """Whether a file of the old site stood there, as the export says."""
        ...


class NoMedia:
    """No file was given."""

    def picture(self, number: int | None, address: str) -> StoredFile | None:
        return None

    def document(self, number: int | None, address: str) -> StoredFile | None:
        return None

    def attached(self, post: int | None) -> list[int]:
        return []

    def address(self, number: int) -> str:
        return ""

    def knows(self, address: str) -> bool:
        return False


def no_link_target(kind: str, number: str) -> int | None:
    """Nothing that links lead to is known by its number."""
    return None


@dataclass(frozen=True, slots=True)
class ConverterContext:
    """`base` is the old site's address, `hosts` the hosts it answered to (without `www.`).

    `pages_of_files` are the paths of the pages that WordPress made for single files. `linked` gives the key here of the
    article (`post`) or standing page (`page`) that the block editor's link names by its number, None where it is not here yet.
    """

    media: Media = field(default_factory=NoMedia)
    base: str = ""
    hosts: frozenset[str] = frozenset()
    rtl: bool = False
    pages_of_files: Collection[str] = frozenset()
    linked: Callable[[str, str], int | None] = no_link_target
