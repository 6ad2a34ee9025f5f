"""Comments as JSON Lines: an import writes those that find no article, and a later one reads them.

The first line is `{"kind": …, "address": …}`, the source. Pages (`{"page": {…}}`) and comments
(`{"comment": {…}}`) follow, with the fields of CommentedPage and SourceComment.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from byline.transfer.run.comment_records import (
    BadFile,
    CommentedPage,
    SourceComment,
    comment_from_json,
)
from byline.transfer.run.comment_states import COMMENT_STATES

MAX_LINE_BYTES = 32 * 1024 * 1024  # bytes of a line


class LinesReader:
    """Raises BadFile, with the line, for a file that LinesWriter did not write."""

    def __init__(self, path: Path) -> None:
        self.path, self.kind, self.address, self.votes = path, "", "", Counter[str]()
        self.logins: Mapping[int, str] = {}

    def __iter__(self) -> Iterator[CommentedPage | SourceComment]:
        with self.path.open("rb") as file:
            for number, line in enumerate(iter(lambda: file.readline(MAX_LINE_BYTES), b""), 1):
                yield from self._read(line, number)
        if not self.kind:
            raise BadFile(
                "the file is empty; a file left over by an import of comments (…-left.jsonl) is "
                "accepted"
            )

    def _read(self, line: bytes, number: int) -> Iterator[CommentedPage | SourceComment]:
        try:
            record: dict[str, Any] = json.loads(line)
            if number == 1:
                self.kind, self.address = _checked(record["kind"]), _checked(record["address"])
            elif "page" in record:
                yield CommentedPage(
                    **{
                        **record["page"],
                        "addresses": tuple(map(_checked, record["page"]["addresses"])),
                    }
                )
            else:
                yield _valid_comment(comment_from_json(record["comment"]))
        except (ValueError, KeyError, TypeError, RecursionError):
            raise BadFile(
                "this is not a file left over by an import of comments (…-left.jsonl)", line=number
            ) from None


def _valid_comment(comment: SourceComment) -> SourceComment:
    if not comment.key or comment.state not in COMMENT_STATES:
        raise ValueError
    return comment


def _checked(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


class LinesWriter:
    """The file is created with its first page, readable by its owner only: it contains e-mail
    addresses.
    """

    def __init__(self, path: Path | None, kind: str, address: str) -> None:
        self.path, self.head = path, {"kind": kind, "address": address}
        self._file: IO[str] | None = None

    def page(self, page: CommentedPage) -> None:
        self._write(
            {
                "page": {
                    "key": page.key,
                    "addresses": page.addresses,
                    "title": page.title,
                    "post": page.post,
                }
            }
        )

    def comment(self, comment: SourceComment) -> None:
        self._write({"comment": comment.as_json()})

    def close(self) -> None:
        if self._file:
            self._file.close()

    def _write(self, line: dict[str, Any]) -> None:
        if self.path is None:
            return
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.fdopen(
                os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
                "w",
                encoding="utf-8",
            )
            self._file.write(json.dumps(self.head, ensure_ascii=True) + "\n")
        self._file.write(json.dumps(line, ensure_ascii=True) + "\n")
