"""Pieces of text → the rich text that the editor's text block can hold without loss."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from byline.lib.scrub import scrub_html
from byline.transfer.html.block_buffer import CHANGED, REMOVED, Galley
from byline.transfer.html.converter_context import Setting
from byline.transfer.html.links import absolute, reader_address
from byline.transfer.html.pieces import Piece, Span

KEPT = {
    "b": "b",
    "strong": "b",
    "i": "i",
    "em": "i",
    "cite": "i",
    "dfn": "i",
    "var": "i",
    "sup": "sup",
    "sub": "sub",
    "s": "s",
    "strike": "s",
    "del": "s",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
}
RENAMED = {"h1": "h2", "strike": "s", "acronym": "abbr", "tt": "code", "dir": "ul", "menu": "ul"}
"""What HTML has dropped, and what says the same today."""
IN_CELLS = frozenset({"b", "i"})
LOOKS_ONLY = frozenset(
    "span font big center nobr label bdi time data abbr acronym wbr address div p".split()
)
LOOKS_LOST = frozenset({"u", "small", "blink", "marquee"})
FOREIGN = frozenset(
    "mark ruby rt rp rb rtc bdo q ins math button input select textarea form meter progress output".split()
)
TITLED = frozenset({"abbr", "acronym", "dfn"})
STYLES = (
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE), "b"),
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE), "i"),
    (re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE), "s"),
)
NEW_LINE = re.compile(r" ?(?:<br/>)? ?\n\s*")
BREAK = "<br/>"


@dataclass(slots=True)
class Inline:
    """`foreign` names the elements that the editor's text block could not hold; without them, `html` is whole."""

    html: str
    foreign: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Typesetter:
    """Sets runs of pieces. With `newlines`, a line break in the source is a line break on the page."""

    setting: Setting
    galley: Galley
    newlines: bool = False
    allowed: frozenset[str] = frozenset(KEPT.values())
    foreign: set[str] = field(default_factory=set)

    def set(self, run: Iterable[Piece]) -> Inline:
        self.foreign = set()
        return Inline(on_lines(self._all(run), newlines=self.newlines), self.foreign)

    def _all(self, run: Iterable[Piece]) -> str:
        return "".join(self._one(piece) for piece in run)

    def _one(self, piece: Piece) -> str:
        if isinstance(piece, str):
            return escape(piece, quote=False)
        if not isinstance(piece, Span):
            return ""
        return "<br/>" if piece.tag == "br" else self._span(piece)

    def _span(self, span: Span) -> str:
        inner = self._all(span.children)
        if (
            "data-fn" in span.attributes
        ):  # a footnote's number; its link is only good inside WordPress
            return re.sub(r"</?a\b[^>]*>", "", f"<sup>{inner}</sup>")
        if span.tag == "a":
            return self._link(span, inner)
        self._note(span)
        if not inner.strip():
            return inner
        wraps = (
            [KEPT[span.tag]]
            if span.tag in KEPT
            else [wrap for look, wrap in STYLES if look.search(_style(span))]
        )
        for wrap in wraps:
            if wrap not in self.allowed:
                self.foreign.add(wrap)
            inner = f"<{wrap}>{inner}</{wrap}>"
        return inner

    def _link(self, span: Span, inner: str) -> str:
        address = span.attributes.get("href", "").strip()
        if not address or not inner.strip():
            return inner
        href = reader_address(address, self.setting)
        if not href:
            kind, where = (
                (CHANGED, "inside the page") if address.startswith("#") else (REMOVED, "to")
            )
            self.galley.remark(kind, f"link {where} {address[:200]}")
            return inner
        if named := self._named(span, href):
            return f"<a {named}>{inner}</a>"
        return f'<a href="{escape(href)}">{inner}</a>'

    def _named(self, span: Span, href: str) -> str:
        """What the block editor's link names by its number, as the editor here names it; "" for what is not here."""
        kind, number = span.attributes.get("data-type", ""), span.attributes.get("data-id", "")
        if not (kind and number.isascii() and number.isdecimal()):
            return ""
        if kind == "attachment":
            held = self.setting.media.document(int(number), absolute(href, self.setting))
            return f'linktype="document" id="{held.pk}"' if held else ""
        key = self.setting.linked(kind, number)
        return f'linktype="page" id="{key}"' if key else ""

    def _note(self, span: Span) -> None:
        attributes = span.attributes
        if (
            span.tag in FOREIGN
            or (span.tag in TITLED and attributes.get("title"))
            or self._turns(attributes)
        ):
            self.foreign.add(span.tag)
        elif span.tag in LOOKS_LOST:
            self.galley.remark(CHANGED, f"<{span.tag}> set as plain text")
        elif span.tag not in KEPT and span.tag not in LOOKS_ONLY:
            self.galley.remark(REMOVED, f"<{span.tag}>")

    def _turns(self, attributes: dict[str, str]) -> bool:
        direction = attributes.get("dir", "").lower()
        return direction in ("ltr", "rtl") and (direction == "rtl") != self.setting.rtl


def _style(span: Span) -> str:
    return span.attributes.get("style", "")[:1000]


def on_lines(html: str, *, newlines: bool) -> str:
    """`html` with its white space as it is seen: line breaks of the source become `<br/>` or blanks, none at the ends."""
    blanks = r"[ \t\r\f\v]+" if newlines else r"[ \t\r\f\v\n]+"
    flat = re.sub(blanks, " ", html)
    return _trimmed(NEW_LINE.sub(BREAK, flat) if newlines else flat)


def _trimmed(html: str) -> str:
    start, end = 0, len(html)
    while start < end and (html[start].isspace() or html.startswith(BREAK, start, end)):
        start += 1 if html[start].isspace() else len(BREAK)
    while start < end and (html[end - 1].isspace() or html.endswith(BREAK, start, end)):
        end -= 1 if html[end - 1].isspace() else len(BREAK)
    return html[start:end]


def as_written(run: Iterable[Piece], setting: Setting, *, newlines: bool) -> str:
    """The run with all its own elements, scrubbed: for what the text block can't hold."""
    return scrub_html(
        on_lines("".join(_verbatim(piece, setting) for piece in run), newlines=newlines)
    )


def _verbatim(piece: Piece, setting: Setting) -> str:
    if isinstance(piece, str):
        return escape(piece, quote=False)
    if not isinstance(piece, Span):
        return ""
    if piece.tag == "br":
        return "<br/>"
    name = RENAMED.get(piece.tag, piece.tag)
    attributes = dict(piece.attributes)
    if href := reader_address(attributes.pop("href", ""), setting):
        attributes["href"] = href
    written = "".join(
        f' {key}="{escape(value)}"'
        for key, value in attributes.items()
        if key.isascii() and key.isidentifier()
    )
    return f"<{name}{written}>{''.join(_verbatim(child, setting) for child in piece.children)}</{name}>"
