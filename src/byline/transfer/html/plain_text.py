"""The words of HTML and of blocks, without markup."""

from html import unescape
from typing import Any

from byline.lib.scrub import text_of
from byline.lib.text import without_controls


def plain_text(html: str) -> str:
    """The words of a title or a name that the source keeps as HTML, on one line."""
    return " ".join(without_controls(text_of(html) if "<" in html else unescape(html)).split())


def first_words(blocks: list[dict[str, Any]]) -> str:
    """The words of the first block that has any."""
    for block in blocks:
        value = block["value"]
        if not isinstance(value, str):
            value = (value or {}).get("text", "") or (value or {}).get("title", "")
        if words := text_of(str(value)):
            return words
    return ""
