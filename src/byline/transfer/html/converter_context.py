"""What the converter must know about the old site: its addresses and files."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that is stored here: its key, its address, and the words that came with it."""

    pk: int
    url: str
    description: str = ""
    caption: str = ""


class Media(Protocol):
    """The files of the old site.

    `number` is WordPress's attachment id, `address` the file's old address.
    """

    def picture(self, number: int | None, address: str) -> StoredFile | None: ...

    def document(self, number: int | None, address: str) -> StoredFile | None: ...

    def attached(self, post: int | None) -> list[int]:
        """The numbers of the pictures uploaded to one post, in its order."""
        ...

    def address(self, number: int) -> str:
        """The old address of the attachment, "" when the export does not name it."""
        ...

    def knows(self, address: str) -> bool:
        """Whether the export lists a file of the old site at this address."""
        ...


class NoMedia:
    """No files are given."""

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
    """The default of `linked`: nothing has been imported."""
    return None


@dataclass(frozen=True, slots=True)
class ConverterContext:
    """`base` is the old site's address, `hosts` are the hosts it answered to (without `www.`).

    `pages_of_files` are the paths of the pages that WordPress made for single files. `linked` maps
    a kind (`post` or `page`) and a number, as in links of the block editor, to the primary key of
    the article or standing page; None if it has not been imported yet.
    """

    media: Media = field(default_factory=NoMedia)
    base: str = ""
    hosts: frozenset[str] = frozenset()
    rtl: bool = False
    pages_of_files: Collection[str] = frozenset()
    linked: Callable[[str, str], int | None] = no_link_target
