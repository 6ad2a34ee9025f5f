"""What another system's comments say, as plain records. Nothing here knows of its format or of the newsroom."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from byline.transfer.run.fingerprint import fingerprint_of

CONVERTER = 1
"""Goes up when comments are set differently, so that a later run brings untouched ones up to date."""


class BadFile(Exception):
    """The file can't be taken at all; nothing was written. `line` (from 1) is where it goes wrong, when that is known."""

    def __init__(self, message: str, *, line: int | None = None) -> None:
        super().__init__(f"line {line}: {message}" if line else message)
        self.line = line


@dataclass(frozen=True, slots=True)
class CommentedPage:
    """What was commented on. `addresses` are those that name it, the surest first; `post` its number in a WordPress export."""

    key: str
    addresses: tuple[str, ...] = ()
    title: str = ""
    post: str = ""

    @property
    def nickname(self) -> str:
        """What a remap file calls it that has no address."""
        return f"page {self.key}"

    @property
    def address(self) -> str:
        """How a report calls it."""
        return (
            next(filter(None, self.addresses), "")
            or f"{self.nickname}, which the file does not name an address of"
        )


@dataclass(frozen=True, slots=True)
class SourceComment:
    """One comment. `page` and `parent` are keys; `word` is its state (states.PLACES), `at` an ISO 8601 moment or "".

    `type` is WordPress's ("" for an ordinary comment), `user` the number of an account there. `hashes` are its fingerprints
    without and with the one that it answers being here, where another import made them.
    """

    key: str
    page: str
    word: str
    words: str = ""
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

    def fingerprint(self, *, answers: bool) -> str:
        """Tells whether it has changed since it was imported. `answers`: whether the one that it answers is known here."""
        if self.hashes:
            return self.hashes[answers]
        return fingerprint_of(asdict(replace(self, line=0, page="")), answers, CONVERTER)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def comment_from_json(row: dict[str, Any]) -> SourceComment:
    """The record that as_json() told of."""
    hashes = row.get("hashes")
    return SourceComment(**{**row, "hashes": tuple(hashes) if hashes else None})
