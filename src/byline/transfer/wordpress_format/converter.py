"""Converts what WordPress keeps of a post: HTML with shortcodes and block comments in it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from byline.transfer.html.block_buffer import CHANGED, MAYBE_SHORTCODE, UNKNOWN_SHORTCODE
from byline.transfer.html.converter import HtmlConverter
from byline.transfer.html.pieces import StandaloneElement
from byline.transfer.wordpress_format.shortcodes import Shortcode, replace_shortcodes

ShortcodeHandler = Callable[["WordPressConverter", Shortcode], None]

PAGE_BREAK_COMMENT = re.compile(r"(?:nextpage|more(?:\s.*)?)$", re.DOTALL)
"""Comments that WordPress reads itself: the end of a page of an article, the end of its teaser."""


@dataclass(frozen=True, slots=True)
class PostExtras:
    """What a post's body needs beside its text.

    `post` is its number; `reusable` are the contents of the site's reusable blocks by number;
    `footnotes` is the post's own field, JSON.
    """

    post: int | None = None
    reusable: Mapping[int, str] = field(default_factory=dict)
    footnotes: str = ""


@dataclass(slots=True)
class WordPressConverter(HtmlConverter):
    """`opened` are the reusable blocks that are being converted: one may hold itself."""

    shortcode_handlers: Mapping[str, ShortcodeHandler] = field(default_factory=dict)
    extras: PostExtras = field(default_factory=PostExtras)
    opened: set[int] = field(default_factory=set)

    def source(self, source: str, *, newlines: bool) -> None:
        """Convert HTML with shortcodes in it."""
        known = frozenset(self.shortcode_handlers)
        html = replace_shortcodes(source, known, self._shortcode, self._unknown_shortcode)
        self.html(html, newlines=newlines)

    def keeps_comment(self, text: str) -> bool:
        return bool(PAGE_BREAK_COMMENT.match(text))

    def reports_comment(self, text: str) -> bool:
        return bool(text) and not text.startswith(("wp:", "/wp:"))

    def _shortcode(self, code: Shortcode) -> str:
        return self.placeholder(lambda: self.shortcode_handlers[code.name](self, code))

    def _unknown_shortcode(self, code: Shortcode) -> None:
        if code.is_meant:
            self.buffer.remark(UNKNOWN_SHORTCODE, f"[{code.name}]")
        elif code.name.islower() and not code.values:
            self.buffer.remark(MAYBE_SHORTCODE, f"[{code.name}]")


def convert_page_break(
    converter: HtmlConverter, standalone: StandaloneElement, newlines: bool
) -> None:
    """`<!--nextpage-->` divides an article into pages: a divider here.

    `<!--more-->` only ended a teaser.
    """
    if (standalone.element.text or "").strip() == "nextpage":
        converter.buffer.add("divider", None)
        converter.buffer.remark(CHANGED, "split into pages: one page here, with a divider")
    else:
        converter.buffer.remark(CHANGED, "the mark at the end of the teaser")
