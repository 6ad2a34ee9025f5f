"""Another system's comments as plain records. Nothing here knows its format or the newsroom."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from byline.transfer.run.fingerprint import fingerprint_of

CONVERTER = 1
"""Increased when comments are converted differently, so that a later run updates unedited ones."""


class BadFile(Exception):
    """The file is not accepted, and nothing was written.

    `line` (from 1) is where it fails, if known.
    """

    def __init__(self, message: str, *, line: int | None = None) -> None:
        super().__init__(f"line {line}: {message}" if line else message)
        self.line = line


@dataclass(frozen=True, slots=True)
class CommentedPage:
    """The page that was commented on; the most reliable of its `addresses` is first.

    `post` is the key of its article in the ledger, where the source has one.
    """

    key: str
    addresses: tuple[str, ...] = ()
    title: str = ""
    post: str = ""

    @property
    def nickname(self) -> str:
        """The name of a page without an address in a remap file."""
        return f"page {self.key}"

    @property
    def address(self) -> str:
        """The name of the page in reports."""
        return (
            next(filter(None, self.addresses), "")
            or f"{self.nickname}, which the file does not name an address of"
        )


@dataclass(frozen=True, slots=True)
class SourceComment:
    """One comment. `page` and `parent` are keys, `at` is an ISO 8601 moment or "".

    `state` is one of comment_states.COMMENT_STATES, and `text` is HTML or Markdown. `type` is one
    of comment_types.COMMENT_TYPES, or "" for an ordinary comment. `user` is the number of the
    author's account there. `hashes` are the comment's fingerprints without and with an imported
    parent, if an earlier import computed them.
    """

    key: str
    page: str
    state: str
    text: str = ""
    name: str = ""
    at: str = ""
    parent: str = ""
    mail: str = ""
    link: str = ""
    address: str = ""
    type: str = ""
    user: int = 0
    anchor: str = ""
    is_markdown: bool = False
    line: int = 0
    hashes: tuple[str, str] | None = None

    def fingerprint(self, *, has_imported_parent: bool) -> str:
        """Changes when the comment does, or when its parent is imported now but was not before."""
        if self.hashes:
            return self.hashes[has_imported_parent]
        return fingerprint_of(
            asdict(replace(self, line=0, page="")), has_imported_parent, CONVERTER
        )

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def comment_from_json(row: dict[str, Any]) -> SourceComment:
    """The record that as_json() made."""
    hashes = row.get("hashes")
    return SourceComment(**{**row, "hashes": tuple(hashes) if hashes else None})
