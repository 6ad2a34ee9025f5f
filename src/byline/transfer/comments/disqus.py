"""A Disqus export (XML), read as a stream: one post in memory at a time.

Its threads are pages, its posts are comments. No entity is expanded, no DTD is accepted and nothing
is fetched.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from byline.transfer.run.comment_records import BadFile, CommentedPage, SourceComment
from byline.transfer.run.comment_states import PENDING, PUBLISHED, SPAM, TRASH
from byline.transfer.run.fingerprint import fingerprint_of
from byline.transfer.run.xml_text import element_content

KIND = "disqus"
SPACE, OWN = "{http://disqus.com}", "{http://disqus.com/disqus-internals}"
CHUNK_SIZE = 256 * 1024
HEAD_BYTES = 4096
WORDPRESS = re.compile(r"\d+ (https?://\S+)")
"""How Disqus's plugin for WordPress names a thread: `12 http://paper.example/?p=12`."""

Element = etree._Element  # noqa: SLF001  (the only name that lxml has for its type)


class DisqusReader:
    """Pages and comments in the order of the file.

    `address`, the forum's name, is known at the end.

    Raises BadFile, with the line, if it is not well-formed XML or not a Disqus export.
    """

    kind = KIND

    def __init__(self, path: Path) -> None:
        self.path, self.address, self.votes = path, "", Counter[str]()
        self.logins: Mapping[int, str] = {}
        self._parser: etree.XMLPullParser[Element] = etree.XMLPullParser(
            events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
        )
        self._depth = 0

    def __iter__(self) -> Iterator[CommentedPage | SourceComment]:
        _check_head(self.path)
        with self.path.open("rb") as file:
            while chunk := file.read(CHUNK_SIZE):
                self._feed(chunk)
                yield from self._ready()
        self._feed(None)
        yield from self._ready()

    def _feed(self, chunk: bytes | None) -> None:
        """Give a part of the file to the parser, or None at the end."""
        try:
            self._parser.close() if chunk is None else self._parser.feed(chunk)
        except etree.XMLSyntaxError as error:
            first = next(iter(self._parser.feed_error_log), None)
            message, line = (
                (first.message, first.line) if first else (error.msg or "", error.lineno)
            )
            raise BadFile(f"not well-formed XML ({' '.join(message.split())})", line=line) from None

    def _ready(self) -> Iterator[CommentedPage | SourceComment]:
        for event, element in self._parser.read_events():
            self._depth += 1 if event == "start" else -1
            if event == "start" and self._depth == 1:
                _check_root(element)
            elif event == "end" and self._depth == 1:
                yield from self._read(element)
                _forget(element)

    def _read(self, element: Element) -> Iterator[CommentedPage | SourceComment]:
        self.address = self.address or _text(element, "forum")
        if element.tag == f"{SPACE}thread":
            yield _page(element)
        elif element.tag == f"{SPACE}post":
            for name in ("likes", "dislikes"):
                number = _text(element, name)
                self.votes[name] += int(number) if number.isascii() and number.isdecimal() else 0
            yield _comment(element)


def _check_head(path: Path) -> None:
    """Refuse any document type declaration: exports have none, and only it can declare entities."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    text = head.decode(
        "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", errors="replace"
    ).lstrip("\ufeff")
    if not text.lstrip().startswith("<"):
        raise BadFile("this is not XML; a Disqus export (an .xml file) is accepted", line=1)
    before = text.partition("<disqus")[0]
    if "<!DOCTYPE" in before.upper():
        line = before.upper().partition("<!DOCTYPE")[0].count("\n") + 1
        raise BadFile(
            "the file has a document type declaration, which no Disqus export has; nothing was "
            "imported",
            line=line,
        )


def _check_root(element: Element) -> None:
    if element.tag != f"{SPACE}disqus":
        name = etree.QName(element).localname[:40]
        raise BadFile(
            f"this begins with <{name}>, but a Disqus export begins with <disqus>",
            line=element.sourceline,
        )
    if element.getroottree().docinfo.internalDTD is not None:
        raise BadFile(
            "the file has a document type declaration, which no Disqus export has; nothing was "
            "imported",
            line=1,
        )


def _forget(element: Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _page(element: Element) -> CommentedPage:
    named = _text(element, "id")
    by_number = WORDPRESS.fullmatch(named)
    second = (
        by_number[1] if by_number else named if named.startswith(("http://", "https://")) else ""
    )
    addresses = tuple(filter(None, (_text(element, "link"), second)))
    return CommentedPage(_own(element), addresses, _text(element, "title"))


def _comment(element: Element) -> SourceComment:
    author = element.find(f"{SPACE}author")
    message, at = _text(element, "message"), _text(element, "createdAt")
    name, mail = (_text(author, "name"), _text(author, "email")) if author is not None else ("", "")
    link = _text(author, "link") if author is not None else ""
    return SourceComment(
        key=_own(element) or "comment " + fingerprint_of(name, at, message)[:40],
        page=_own(element.find(f"{SPACE}thread")),
        state=_state(element),
        text=message,
        name=name,
        at=at,
        parent=_own(element.find(f"{SPACE}parent")),
        mail=mail,
        link=link,
        address=_text(element, "ipAddress"),
        anchor=f"comment-{_own(element)}" if _own(element) else "",
        line=element.sourceline or 0,
    )


def _state(element: Element) -> str:
    if _text(element, "isSpam") == "true":
        return SPAM
    if _text(element, "isDeleted") == "true":
        return TRASH
    return PENDING if _text(element, "isApproved") == "false" else PUBLISHED


def _text(element: Element, name: str) -> str:
    child = element.find(f"{SPACE}{name}")
    return element_content(child).strip() if child is not None else ""


def _own(element: Element | None) -> str:
    """Disqus's own number of the element, or of what it refers to."""
    return str(element.get(f"{OWN}id") or "") if element is not None else ""
