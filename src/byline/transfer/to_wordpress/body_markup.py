"""Writes the blocks of a body as block markup.

WordPress displays it, and Byline's importer reads it back into the same blocks. That is checked for
each block while it is written: a hint in the block's delimiter says what the markup cannot express
(`wordpress_format/hints.py`).
"""

import re
from collections.abc import Iterator
from typing import Any

from byline.newsroom.signals import words_of
from byline.transfer.to_wordpress.block_markup import BlockMarkup
from byline.transfer.to_wordpress.block_writers import BLOCK_WRITERS, with_all_fields
from byline.transfer.to_wordpress.references import References
from byline.transfer.to_wordpress.rich_text_markup import paragraph_blocks
from byline.transfer.wordpress_format.block_grammar import DELIMITER
from byline.transfer.wordpress_format.body import convert_body
from byline.transfer.wordpress_format.hints import APART_KEY, PLAIN_TEXT_FIELDS, WHOLE_KEY

BLOCK_DELIMITER = re.compile(r"(<!--\s+/?wp:.*?-->)", re.DOTALL)


def markup_of(blocks: list[dict[str, Any]], references: References) -> str:
    return "\n\n".join(_markup_parts(blocks, references))


def _markup_parts(blocks: list[dict[str, Any]], references: References) -> Iterator[str]:
    previous = ""
    for block in blocks:
        kind, value = block["type"], block["value"]
        if kind == "text":
            yield from _text(value, references, apart=previous == kind)
        elif kind == "imported_html":
            yield from _imported(value, references, apart=previous == kind)
        elif kind == "divider":
            yield str(_divider(needs_hint=previous in ("", kind)))
        elif write := BLOCK_WRITERS.get(kind):
            full = with_all_fields(kind, value)
            if markup := write(full, references):
                yield str(_with_hint_if_lossy(markup, kind, full, references))
        previous = kind


def _text(html: str, references: References, *, apart: bool) -> Iterator[str]:
    """`apart`: a text block precedes, which the importer would merge with this one."""
    for index, markup in enumerate(paragraph_blocks(html, references)):
        yield str(markup.with_hint({APART_KEY: True}) if apart and not index else markup)


def _imported(html: str, references: References, *, apart: bool) -> Iterator[str]:
    """Imported HTML unchanged. A delimiter in it becomes the block without HTML that it was."""
    parts = filter(None, (part.strip("\n") for part in BLOCK_DELIMITER.split(html)))
    for index, part in enumerate(parts):
        if (delimiter := DELIMITER.fullmatch(part)) and not delimiter["close"]:
            is_closed = delimiter["rest"].rstrip().endswith("/")
            yield part if is_closed else f"{part}<!-- /wp:{delimiter['name']} -->"
        else:
            absolute, already_absolute = _with_absolute_addresses(part, references.root)
            hint: dict[str, Any] = {APART_KEY: True} if apart and not index else {}
            if already_absolute:
                hint[WHOLE_KEY] = already_absolute
            yield str(BlockMarkup("html", absolute).with_hint(hint))


def _with_absolute_addresses(html: str, root: str) -> tuple[str, list[int]]:
    """Make the site's own addresses absolute.

    Also gives the positions, counted from 0, of those that were absolute before.
    """
    own = re.compile(rf'( (?:href|src)=")({re.escape(root)})?(?=/(?!/))')
    already_absolute = [index for index, match in enumerate(own.finditer(html)) if match[2]]
    return own.sub(rf"\g<1>{root}", html), already_absolute


def _divider(*, needs_hint: bool) -> BlockMarkup:
    markup = BlockMarkup("separator", '<hr class="wp-block-separator has-alpha-channel-opacity"/>')
    return markup.with_hint({}) if needs_hint else markup


def _with_hint_if_lossy(
    markup: BlockMarkup, kind: str, value: dict[str, Any], references: References
) -> BlockMarkup:
    read_back = convert_body(str(markup), references.converter_context).blocks
    is_same = [{"type": kind, "value": words_of(value)}] == words_of(read_back)
    return markup if is_same else markup.with_hint(_plain_texts(value))


def _plain_texts(value: Any) -> Any:
    """The plain-text fields of a block, in the structure of the block."""
    if isinstance(value, list):
        return [_plain_texts(inner) for inner in value]
    texts = {
        name: inner if name in PLAIN_TEXT_FIELDS else _plain_texts(inner)
        for name, inner in value.items()
        if name in PLAIN_TEXT_FIELDS or _is_list_of_blocks(inner)
    }
    return {name: inner for name, inner in texts.items() if name in PLAIN_TEXT_FIELDS or any(inner)}


def _is_list_of_blocks(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)
