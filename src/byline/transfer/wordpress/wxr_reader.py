"""Reads the export file as a stream: one item in memory at a time."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from byline.transfer.wordpress.wxr_elements import (
    absorb,
    export_version,
    field_of,
    read_comment,
    read_item,
)
from byline.transfer.wordpress.wxr_prolog import DOCUMENT_TYPE, check_prolog, encoding_of
from byline.transfer.wordpress.wxr_records import (
    WordPressChannel,
    WordPressComment,
    WordPressItem,
    WxrError,
)

CHUNK_SIZE = 256 * 1024
FORBIDDEN = re.compile(r"(?:Char (?P<hex>0x)|[Cc]har value )(?P<code>[0-9A-Fa-f]+)")
FIRST_PRINTED = 0x20
UNNAMED = "Unregistered error message"
WIDER_ENCODINGS = dict.fromkeys(
    ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "windows-1252"
)
"""A file in the first encoding is read in the second, as browsers do: it adds quotation marks."""
TOLERATED_ERRORS = frozenset({"NAMESPACE", "WAR_ENCODING_MISMATCH"})
"""A namespace that is not a URI is harmless; a byte order mark outranks the declared encoding."""
MAX_ITEM_BYTES = 32 * 1024 * 1024
"""Bytes that one item, one comment or the head of the file may take. Larger ones are not articles.
"""


class WxrReader:
    """`for item in WxrReader(path)`: the items in the order of the file; `channel` is filled on the
    way.

    Raises WxrError, with the line, for a file that is not well-formed XML or not a WordPress
    export. No entity is expanded, no DTD is read and nothing is fetched. `comment` reads a comment
    element. `position` is the number of bytes read so far.
    """

    def __init__(
        self, path: Path, *, comment: Callable[[etree._Element], WordPressComment] = read_comment
    ) -> None:
        self._read_comment = comment
        self.path, self.size = path, path.stat().st_size
        self.channel = WordPressChannel()
        self.position = 0
        self.namespace_version = ""
        self._encoding = encoding_of(path)
        self._comments: list[WordPressComment] = []
        self._parser: etree.XMLPullParser[etree._Element] = etree.XMLPullParser(
            events=("start", "end"),
            tag=("rss", "channel", "item", "{*}comment"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=True,
            encoding=WIDER_ENCODINGS.get(self._encoding.lower()),
            recover=True,  # then only TOLERATED_ERRORS are accepted
        )
        self._last_piece = 0
        self._errors = 0
        self._root: etree._Element | None = None

    def __iter__(self) -> Iterator[WordPressItem]:
        check_prolog(self.path)
        with self.path.open("rb") as file:
            while chunk := file.read(CHUNK_SIZE):
                self.position += len(chunk)
                self._take(chunk)
                yield from self._ready()
                self._check_size()
        yield from self._finish()

    def _take(self, chunk: bytes | None) -> None:
        """Feed a part of the file to the parser; None closes it."""
        try:
            self._parser.close() if chunk is None else self._parser.feed(chunk)
        except etree.XMLSyntaxError as error:
            raise WxrError(
                parser_message(error.msg or "", self._encoding), line=error.lineno
            ) from None

    def _ready(self) -> Iterator[WordPressItem]:
        self._check_well_formed()
        for event, element in self._parser.read_events():
            self._last_piece = self.position
            if event == "start":
                self._begin(element)
            elif element.tag == "item":
                yield self._leave_item(element)
            elif field_of(element) == "wp:comment":
                self._comments.append(self._read_comment(element))
                element.clear(keep_tail=False)

    def _begin(self, element: etree._Element) -> None:
        """At the root element: also refuse a document type declaration too far from the start to be
        seen there.
        """
        if self._root is None:
            self._root = element
            if element.getroottree().docinfo.internalDTD is not None:
                raise WxrError(f"this is {DOCUMENT_TYPE}")

    def _finish(self) -> Iterator[WordPressItem]:
        self._take(None)
        yield from self._ready()
        channel = self._channel_element()
        for element in channel:
            self._absorb(element)
        if not (self.channel.version or self.namespace_version):
            raise WxrError(
                "this is a feed, not a WordPress export: it has none of WordPress's own fields "
                "(make one under Tools, Export)"
            )

    def _leave_item(self, element: etree._Element) -> WordPressItem:
        item = read_item(element)
        item.comments, self._comments = self._comments, []
        for child in element:
            self.namespace_version = self.namespace_version or export_version(child)
        self._forget_up_to(element)
        return item

    def _forget_up_to(self, element: etree._Element) -> None:
        element.clear(keep_tail=False)
        parent = element.getparent()
        if parent is None:
            return
        for sibling in list(element.itersiblings(preceding=True))[::-1]:
            self._absorb(sibling)
            parent.remove(sibling)

    def _absorb(self, element: etree._Element) -> None:
        absorb(self.channel, element)
        self.namespace_version = self.namespace_version or export_version(element)

    def _channel_element(self) -> etree._Element:
        channel = self._root.find("channel") if self._root is not None else None
        if channel is None:
            raise WxrError("there is no <channel> in this file, so it is not a WordPress export")
        return channel

    def _check_well_formed(self) -> None:
        log = self._parser.feed_error_log
        new = [
            entry
            for entry in list(log)[self._errors :]
            if not TOLERATED_ERRORS & {entry.domain_name, entry.type_name}
        ]
        if new:
            telling = next((entry for entry in new if FORBIDDEN.search(entry.message)), new[0])
            raise WxrError(parser_message(telling.message, self._encoding), line=telling.line)
        self._errors = len(log)

    def _check_size(self) -> None:
        if self.position - self._last_piece > MAX_ITEM_BYTES:
            raise WxrError(
                f"one part of this file is larger than {MAX_ITEM_BYTES // 2**20} MB, too large "
                "for an article; nothing was imported"
            )


def parser_message(message: str, encoding: str) -> str:
    """The parser's message, with what it means and what to do."""
    text = re.sub(r"\s+", " ", message.partition("\n")[0]).strip()
    if forbidden := FORBIDDEN.search(text):
        code = int(forbidden["code"], 16 if forbidden["hex"] else 10)
        what = "a control character" if code < FIRST_PRINTED else "a character that XML forbids"
        return f"not well-formed XML: {what} (U+{code:04X}) in this place; remove it and try again"
    if "Invalid bytes" in text:
        return (
            f"not well-formed XML: bytes here are not {encoding}, the encoding that the file "
            "names; save it as UTF-8, "
            'or name its encoding in its first line, such as encoding="windows-1252"'
        )
    if "amplification" in text:
        return f"this is {DOCUMENT_TYPE}"
    if "Entity" in text:
        return f"not well-formed XML ({text}): a bare & or an unknown entity; write &amp; instead"
    if text == UNNAMED:
        return "not well-formed XML: a CDATA section is not closed, or the file ends early"
    return f"not well-formed XML ({text})"
