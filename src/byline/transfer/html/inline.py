"""Converts inline pieces to rich text that the editor's text block can hold without loss."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from byline.lib.scrub import scrub_html
from byline.transfer.html.block_buffer import CHANGED, REMOVED, BlockBuffer
from byline.transfer.html.converter_context import ConverterContext
from byline.transfer.html.links import absolute_url, link_address
from byline.transfer.html.pieces import Piece, Span

RICH_TEXT_TAGS = {
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
MODERN_TAGS = {
    "h1": "h2",
    "strike": "s",
    "acronym": "abbr",
    "tt": "code",
    "dir": "ul",
    "menu": "ul",
}
"""Elements that HTML has dropped, and those that mean the same today."""
CELL_TAGS = frozenset({"b", "i"})
PRESENTATIONAL_TAGS = frozenset(
    "span font big center nobr label bdi time data abbr acronym wbr address div p".split()
)
DROPPED_STYLES = frozenset({"u", "small", "blink", "marquee"})
UNSUPPORTED_TAGS = frozenset(
    "mark ruby rt rp rb rtc bdo q ins math button input select textarea form meter progress"
    " output".split()
)
TITLED_TAGS = frozenset({"abbr", "acronym", "dfn"})
STYLE_TAGS = (
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE), "b"),
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE), "i"),
    (re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE), "s"),
)
NEW_LINE = re.compile(r" ?(?:<br/>)? ?\n\s*")
BREAK = "<br/>"


@dataclass(slots=True)
class RichText:
    """`unsupported` names the elements that a text block could not hold; without any, `html` is
    complete.
    """

    html: str
    unsupported: set[str] = field(default_factory=set)


@dataclass(slots=True)
class RichTextWriter:
    """Writes runs of pieces.

    With `newlines`, a line break in the source is a line break on the page.
    """

    context: ConverterContext
    buffer: BlockBuffer
    newlines: bool = False
    allowed: frozenset[str] = frozenset(RICH_TEXT_TAGS.values())
    unsupported: set[str] = field(default_factory=set)

    def write(self, run: Iterable[Piece]) -> RichText:
        self.unsupported = set()
        return RichText(
            normalize_whitespace(self._all(run), newlines=self.newlines), self.unsupported
        )

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
        ):  # a footnote's number; its link works only inside WordPress
            return re.sub(r"</?a\b[^>]*>", "", f"<sup>{inner}</sup>")
        if span.tag == "a":
            return self._link(span, inner)
        self._note(span)
        if not inner.strip():
            return inner
        wraps = (
            [RICH_TEXT_TAGS[span.tag]]
            if span.tag in RICH_TEXT_TAGS
            else [wrap for look, wrap in STYLE_TAGS if look.search(_style(span))]
        )
        for wrap in wraps:
            if wrap not in self.allowed:
                self.unsupported.add(wrap)
            inner = f"<{wrap}>{inner}</{wrap}>"
        return inner

    def _link(self, span: Span, inner: str) -> str:
        address = span.attributes.get("href", "").strip()
        if not address or not inner.strip():
            return inner
        href = link_address(address, self.context)
        if not href:
            kind, where = (
                (CHANGED, "inside the page") if address.startswith("#") else (REMOVED, "to")
            )
            self.buffer.remark(kind, f"link {where} {address[:200]}")
            return inner
        if named := self._named(span, href):
            return f"<a {named}>{inner}</a>"
        return f'<a href="{escape(href)}">{inner}</a>'

    def _named(self, span: Span, href: str) -> str:
        """The attributes of a Wagtail link to an imported target; "" if it was not imported.

        WordPress's block editor names the target by its number.
        """
        kind, number = span.attributes.get("data-type", ""), span.attributes.get("data-id", "")
        if not (kind and number.isascii() and number.isdecimal()):
            return ""
        if kind == "attachment":
            stored = self.context.media.document(int(number), absolute_url(href, self.context))
            return f'linktype="document" id="{stored.pk}"' if stored else ""
        key = self.context.linked(kind, number)
        return f'linktype="page" id="{key}"' if key else ""

    def _note(self, span: Span) -> None:
        attributes = span.attributes
        if (
            span.tag in UNSUPPORTED_TAGS
            or (span.tag in TITLED_TAGS and attributes.get("title"))
            or self._turns(attributes)
        ):
            self.unsupported.add(span.tag)
        elif span.tag in DROPPED_STYLES:
            self.buffer.remark(CHANGED, f"<{span.tag}> set as plain text")
        elif span.tag not in RICH_TEXT_TAGS and span.tag not in PRESENTATIONAL_TAGS:
            self.buffer.remark(REMOVED, f"<{span.tag}>")

    def _turns(self, attributes: dict[str, str]) -> bool:
        direction = attributes.get("dir", "").lower()
        return direction in ("ltr", "rtl") and (direction == "rtl") != self.context.rtl


def _style(span: Span) -> str:
    return span.attributes.get("style", "")[:1000]


def normalize_whitespace(html: str, *, newlines: bool) -> str:
    """`html` with its white space as a reader sees it: no white space at the ends, and line breaks
    of the source as `<br/>` or blanks.
    """
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


def scrubbed_html(run: Iterable[Piece], context: ConverterContext, *, newlines: bool) -> str:
    """The run with all its own elements, sanitized: for what a text block cannot hold."""
    return scrub_html(
        normalize_whitespace("".join(_verbatim(piece, context) for piece in run), newlines=newlines)
    )


def _verbatim(piece: Piece, context: ConverterContext) -> str:
    if isinstance(piece, str):
        return escape(piece, quote=False)
    if not isinstance(piece, Span):
        return ""
    if piece.tag == "br":
        return "<br/>"
    name = MODERN_TAGS.get(piece.tag, piece.tag)
    attributes = dict(piece.attributes)
    if href := link_address(attributes.pop("href", ""), context):
        attributes["href"] = href
    written = "".join(
        f' {key}="{escape(value)}"'
        for key, value in attributes.items()
        if key.isascii() and key.isidentifier()
    )
    inside = "".join(_verbatim(child, context) for child in piece.children)
    return f"<{name}{written}>{inside}</{name}>"
