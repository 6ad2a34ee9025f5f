"""The compositor reads a tree of HTML and sets it, block by block, in the galley."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

from lxml import etree

from byline.lib.scrub import scrub_html
from byline.transfer.html.block_buffer import CHANGED, MAYBE_SHORTCODE, REMOVED, SHORTCODE, Galley
from byline.transfer.html.converter_context import Setting
from byline.transfer.html.inline import KEPT, Typesetter, as_written
from byline.transfer.html.links import absolute, reader_address
from byline.transfer.html.pieces import (
    Piece,
    Standout,
    around_standouts,
    paragraphs,
    pieces_of,
)
from byline.transfer.html.providers import is_lone_address, is_player_address
from byline.transfer.html.tree import (
    BLOCKS,
    Element,
    Node,
    drop,
    is_block,
    is_deep,
    nodes,
    parse,
    tag,
)
from byline.transfer.wordpress_format.shortcodes import Shortcode, replace_shortcodes

SetBlock = Callable[["Compositor", Element, bool], None]
SetStandout = Callable[["Compositor", Standout, bool], None]
SetCode = Callable[["Compositor", Shortcode], None]
Held = Callable[["Compositor"], None]

PARTING = re.compile(r"(?:nextpage|more(?:\s.*)?)$", re.DOTALL)
"""The comments that WordPress itself reads: where an article is parted into pages, where its teaser ends."""


@dataclass(slots=True)
class Compositor:
    """Knows how to walk; what to do at each element and shortcode is told by the three tables.

    `held` are things lifted out of the source before it became a tree, each under the number of its `<x-held n="…">`.
    `newlines` tells everywhere whether line breaks of the source mean something (classic posts) or not (block markup).
    """

    setting: Setting
    galley: Galley
    block_table: Mapping[str, SetBlock]
    standout_table: Mapping[str, SetStandout]
    code_table: Mapping[str, SetCode]
    held: dict[str, Held] = field(default_factory=dict)
    count: int = 0
    opened: set[int] = field(default_factory=set)

    def hold(self, later: Held) -> str:
        """Put something aside and get the mark that brings it back at its place."""
        self.count += 1
        self.held[str(self.count)] = later
        return f'<x-held n="{self.count}"></x-held>'

    def release(self, number: str) -> None:
        if later := self.held.pop(number, None):
            later(self)

    def source(self, source: str, *, newlines: bool) -> None:
        """Set a piece of an article as WordPress keeps it: HTML with shortcodes in it."""
        known = frozenset(self.code_table)
        self.html(
            replace_shortcodes(source, known, self._hold_code, self._unknown_code),
            newlines=newlines,
        )

    def _hold_code(self, code: Shortcode) -> str:
        return self.hold(lambda later: self.code_table[code.name](later, code))

    def _unknown_code(self, code: Shortcode) -> None:
        if code.is_meant:
            self.galley.remark(SHORTCODE, f"[{code.name}]")
        elif code.name.islower() and not code.values:
            self.galley.remark(MAYBE_SHORTCODE, f"[{code.name}]")

    def html(self, source: str, *, newlines: bool) -> None:
        """Set a piece of HTML."""
        root = parse(source)
        self._read_notes(root)
        if is_deep(root):
            self._whole(source)
        else:
            self.walk(root, newlines)

    def _read_notes(self, root: Element) -> None:
        """HTML comments were never seen by a reader. All but the marks that part an article go, and are told."""
        for comment in list(root.iterdescendants(etree.Comment)):
            said = (comment.text or "").strip()
            if not PARTING.match(said):
                drop(comment)
                if said and not said.startswith(("wp:", "/wp:")):
                    self.galley.remark(REMOVED, f"note in the source: {said[:80]}")

    def _whole(self, source: str) -> None:
        self.galley.remark(
            CHANGED, "elements inside elements too deep to tell apart: kept as they are"
        )
        self.galley.imported(scrub_html(source))
        for number in re.findall(r'<x-held n="(\d+)">', source):
            self.release(number)

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
        if set_block := self.block_table.get(name):
            set_block(self, element, newlines)
            return
        if name not in BLOCKS and name in KEPT:
            self.galley.remark(CHANGED, f"<{name}> around whole paragraphs")
        self.walk(element, newlines)

    def run(self, run: list[Node], newlines: bool) -> None:
        """Set text and inline elements that stand between blocks."""
        pieces = pieces_of(run)
        for paragraph in paragraphs(pieces) if newlines else [pieces]:
            self.paragraph(paragraph, newlines)

    def paragraph(self, pieces: list[Piece], newlines: bool, *, turned: str = "") -> None:
        """Set one paragraph. `turned` is its direction (ltr, rtl) where that is not the site's."""
        for part in around_standouts(pieces):
            if isinstance(part, Standout):
                self.standout(part, newlines)
            else:
                self._text(part, newlines, turned)

    def _text(self, pieces: list[Piece], newlines: bool, turned: str) -> None:
        if all(isinstance(piece, str) for piece in pieces) and self._address(
            "".join(map(str, pieces)).strip()
        ):
            return
        inline = Typesetter(self.setting, self.galley, newlines).set(pieces)
        if not inline.html:
            return
        if inline.foreign or turned:
            turn = f' dir="{turned}"' if turned else ""
            self.galley.imported(
                f"<p{turn}>{as_written(pieces, self.setting, newlines=newlines)}</p>"
            )
        else:
            self.galley.text(f"<p>{inline.html}</p>")

    def _address(self, text: str) -> bool:
        """Set text that is one address: as an embed where it plays or shows something, else as a link."""
        if not is_lone_address(text):
            return False
        if is_player_address(text):
            return self.embed(text)
        if href := reader_address(text, self.setting):
            self.link(href, text)
        return bool(href)

    def standout(self, standout: Standout, newlines: bool) -> None:
        name = tag(standout.element)
        if name == "x-held":
            self.release(str(standout.element.get("n") or ""))
        elif set_standout := self.standout_table.get(name):
            set_standout(self, standout, newlines)

    def embed(self, address: str, *, title: str = "", caption: str = "") -> bool:
        """Set an embed, if `address` can be one."""
        url = absolute(address, self.setting)
        if url:
            self.galley.put("embed", {"url": url, "title": title, "caption": caption})
        return bool(url)

    def link(self, address: str, words: str = "") -> None:
        """Set a paragraph that is one link."""
        self.galley.text(
            f'<p><a href="{escape(address)}">{escape(words or address, quote=False)}</a></p>'
        )
