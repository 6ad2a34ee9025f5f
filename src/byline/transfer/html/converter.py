"""Walks a tree of HTML and fills the buffer with blocks."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

from lxml import etree

from byline.lib.scrub import scrub_html
from byline.transfer.html.block_buffer import (
    CHANGED,
    REMOVED,
    BlockBuffer,
)
from byline.transfer.html.converter_context import ConverterContext
from byline.transfer.html.inline import RICH_TEXT_TAGS, RichTextWriter, scrubbed_html
from byline.transfer.html.links import absolute_url, link_address
from byline.transfer.html.pieces import (
    Piece,
    StandaloneElement,
    paragraphs,
    pieces_of,
    split_at_standalone,
)
from byline.transfer.html.providers import is_embed_address, is_lone_address
from byline.transfer.html.tree import (
    BLOCK_TAGS,
    Element,
    Node,
    is_block,
    is_too_deep,
    nodes,
    parse_html,
    remove_element,
    tag,
)

BlockHandler = Callable[["HtmlConverter", Element, bool], None]
ElementHandler = Callable[["HtmlConverter", StandaloneElement, bool], None]
Placeholder = Callable[[], None]


@dataclass(slots=True)
class HtmlConverter:
    """Walks the tree; the two tables name the function for each element.

    `placeholders` holds what was taken out of the source before it was parsed, by the number of its
    `<x-placeholder n="…">`. Everywhere, `newlines` says whether line breaks of the source mean
    something (classic posts) or not (block markup).
    """

    context: ConverterContext
    buffer: BlockBuffer
    block_handlers: Mapping[str, BlockHandler]
    element_handlers: Mapping[str, ElementHandler]
    placeholders: dict[str, Placeholder] = field(default_factory=dict)
    count: int = 0

    def placeholder(self, later: Placeholder) -> str:
        """Set something aside; where the returned placeholder is met, `later` is called."""
        self.count += 1
        self.placeholders[str(self.count)] = later
        return f'<x-placeholder n="{self.count}"></x-placeholder>'

    def fill_placeholder(self, number: str) -> None:
        if later := self.placeholders.pop(number, None):
            later()

    def html(self, source: str, *, newlines: bool) -> None:
        """Convert a piece of HTML."""
        root = parse_html(source)
        self._remove_comments(root)
        if is_too_deep(root):
            self._whole(source)
        else:
            self.walk(root, newlines)

    def keeps_comment(self, text: str) -> bool:
        """Whether an HTML comment means something; then the handler of "#comment" gets it."""
        return False

    def reports_comment(self, text: str) -> bool:
        """Whether an editor should know that this HTML comment was removed."""
        return bool(text)

    def _remove_comments(self, root: Element) -> None:
        """Remove HTML comments, which readers never saw, except those with a meaning here."""
        for comment in list(root.iterdescendants(etree.Comment)):
            text = (comment.text or "").strip()
            if not self.keeps_comment(text):
                remove_element(comment)
                if self.reports_comment(text):
                    self.buffer.remark(REMOVED, f"comment in the source: {text[:80]}")

    def _whole(self, source: str) -> None:
        self.buffer.remark(CHANGED, "elements nested too deeply: kept as they are")
        self.buffer.add_raw_html(scrub_html(source))
        for number in re.findall(r'<x-placeholder n="(\d+)">', source):
            self.fill_placeholder(number)

    def walk(self, parent: Element, newlines: bool) -> None:
        run: list[Node] = []
        for node in nodes(parent):
            if isinstance(node, str) or not is_block(node):
                run.append(node)
                continue
            self.run(run, newlines)
            run = []
            self.block(node, newlines)
        self.run(run, newlines)

    def block(self, element: Element, newlines: bool) -> None:
        name = tag(element)
        if handle := self.block_handlers.get(name):
            handle(self, element, newlines)
            return
        if name not in BLOCK_TAGS and name in RICH_TEXT_TAGS:
            self.buffer.remark(CHANGED, f"<{name}> around whole paragraphs")
        self.walk(element, newlines)

    def run(self, run: list[Node], newlines: bool) -> None:
        """Convert text and inline elements between blocks."""
        pieces = pieces_of(run)
        for paragraph in paragraphs(pieces) if newlines else [pieces]:
            self.paragraph(paragraph, newlines)

    def paragraph(self, pieces: list[Piece], newlines: bool, *, direction: str = "") -> None:
        """Convert one paragraph.

        `direction` is its direction (ltr, rtl) where that is not the site's.
        """
        for part in split_at_standalone(pieces):
            if isinstance(part, StandaloneElement):
                self.standalone(part, newlines)
            else:
                self._text(part, newlines, direction)

    def _text(self, pieces: list[Piece], newlines: bool, direction: str) -> None:
        if all(isinstance(piece, str) for piece in pieces) and self._address(
            "".join(map(str, pieces)).strip()
        ):
            return
        inline = RichTextWriter(self.context, self.buffer, newlines).write(pieces)
        if not inline.html:
            return
        if inline.unsupported or direction:
            turn = f' dir="{direction}"' if direction else ""
            self.buffer.add_raw_html(
                f"<p{turn}>{scrubbed_html(pieces, self.context, newlines=newlines)}</p>"
            )
        else:
            self.buffer.add_text(f"<p>{inline.html}</p>")

    def _address(self, text: str) -> bool:
        """Convert text that is one address: to an embed if it can be one, otherwise to a link."""
        if not is_lone_address(text):
            return False
        if is_embed_address(text):
            return self.embed(text)
        if href := link_address(text, self.context):
            self.link(href, text)
        return bool(href)

    def standalone(self, standalone: StandaloneElement, newlines: bool) -> None:
        name = tag(standalone.element)
        if name == "x-placeholder":
            self.fill_placeholder(str(standalone.element.get("n") or ""))
        elif handle := self.element_handlers.get(name):
            handle(self, standalone, newlines)

    def embed(self, address: str, *, title: str = "", caption: str = "") -> bool:
        """Add an embed. False if `address` cannot be embedded."""
        url = absolute_url(address, self.context)
        if url:
            self.buffer.add("embed", {"url": url, "title": title, "caption": caption})
        return bool(url)

    def link(self, address: str, words: str = "") -> None:
        """Add a paragraph that is one link."""
        self.buffer.add_text(
            f'<p><a href="{escape(address)}">{escape(words or address, quote=False)}</a></p>'
        )
