"""What the delimiter of a block adds to its HTML, where an export of Byline wrote it.

WordPress's editor drops the attribute when the article is changed there; then the HTML alone
counts.
"""

import re
from itertools import count
from typing import Any

from byline.transfer.html.block_buffer import BlockBuffer
from byline.transfer.html.converter_context import ConverterContext
from byline.transfer.wordpress_format.block_grammar import WpBlock
from byline.transfer.wordpress_format.converter import WordPressConverter

HINT_ATTRIBUTE = "byline"
NOTE_CLASS = "byline-note"
"""The class of blocks that show WordPress's readers what is in a field of its own here."""
APART_KEY = "apart"
"""The block is of the same kind as the one before it, but not a part of it."""
WHOLE_KEY = "whole"
"""Which of the site's own addresses in raw HTML were complete, counted from 0; the others were
paths.
"""
PLAIN_TEXT_FIELDS = frozenset(
    "text caption alt decorative attribution title language code heading".split()
)
"""Values that are plain words or a choice. HTML values are read from the HTML as usual."""
OWN_FILE = re.compile(r'(?<= src=")[^"]*(?=")')


def convert_hinted(converter: WordPressConverter, block: WpBlock) -> bool:
    """Convert a block that is not read from its HTML. False for any other block."""
    if NOTE_CLASS in block.get("className").split():
        return True
    hint = block.attributes.get(HINT_ATTRIBUTE)
    if hint is None:
        return False
    if isinstance(hint, dict) and hint.get(APART_KEY):
        converter.buffer.start_block()
    if block.name == "separator":
        converter.buffer.add("divider", None)
    elif block.name == "html":
        html = block.html.removeprefix("\n").removesuffix("\n")
        converter.buffer.add_raw_html(_own_addresses(html, hint, converter.context))
    else:
        return False
    return True


def _own_addresses(html: str, hint: Any, context: ConverterContext) -> str:
    """Raw HTML with the site's own addresses as they were: paths, or complete ones."""
    base, places = context.base.rstrip("/"), count()
    numbers = hint.get(WHOLE_KEY) if isinstance(hint, dict) else None
    whole = numbers if isinstance(numbers, list) else []
    own = re.compile(rf'( (?:href|src)="){re.escape(base)}(?=/)')
    html = own.sub(lambda match: match[0] if next(places) in whole else match[1], html)
    return OWN_FILE.sub(lambda match: _own_file(match[0], base, context), html)


def _own_file(address: str, base: str, context: ConverterContext) -> str:
    stored = context.media.picture(None, base + address) if address.startswith("/") else None
    return stored.url if stored and stored.url.startswith("/") else address


def apply_hint(buffer: BlockBuffer, before: int, block: WpBlock) -> None:
    """Give the one block that was converted from `block` the plain words of its delimiter."""
    hint = block.attributes.get(HINT_ATTRIBUTE)
    if isinstance(hint, dict) and len(buffer.entries) == before + 1:
        _kind, values = buffer.entries[-1]
        values[0] = _overlaid(values[0], hint)


def _overlaid(value: Any, hint: Any) -> Any:
    if isinstance(value, dict) and isinstance(hint, dict):
        return {
            name: _overlaid_field(name, inner, hint[name]) if name in hint else inner
            for name, inner in value.items()
        }
    if isinstance(value, list) and isinstance(hint, list) and len(value) == len(hint):
        return [_overlaid(inner, inner_hint) for inner, inner_hint in zip(value, hint, strict=True)]
    return value


def _overlaid_field(name: str, value: Any, hint: Any) -> Any:
    if name in PLAIN_TEXT_FIELDS:
        return hint if type(hint) is type(value) else value
    return _overlaid(value, hint)
