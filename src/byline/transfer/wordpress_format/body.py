"""Converts the content of a post or page into the blocks of an article."""

import re

from byline.lib.text import without_controls
from byline.transfer.html.block_buffer import BlockBuffer
from byline.transfer.html.converter_context import ConverterContext
from byline.transfer.html.handlers import BLOCK_HANDLERS, ELEMENT_HANDLERS
from byline.transfer.wordpress_format.block_grammar import WpBlock, has_blocks, parse_blocks
from byline.transfer.wordpress_format.block_handlers import block_with_placeholders
from byline.transfer.wordpress_format.converter import (
    PostExtras,
    WordPressConverter,
    convert_page_break,
)
from byline.transfer.wordpress_format.hints import apply_hint, convert_hinted
from byline.transfer.wordpress_format.shortcode_handlers import SHORTCODE_HANDLERS

NO_EXTRAS = PostExtras()
WORDPRESS_ELEMENT_HANDLERS = {**ELEMENT_HANDLERS, "#comment": convert_page_break}
PLACEHOLDER_TAG = re.compile(r"<(/?)x-placeholder\b", re.IGNORECASE)


def convert_body(
    content: str, context: ConverterContext, extras: PostExtras = NO_EXTRAS
) -> BlockBuffer:
    """`content`, classic HTML or block markup, as blocks.

    Nothing is dropped without a remark in the buffer.
    """
    converter = WordPressConverter(
        context,
        BlockBuffer(),
        BLOCK_HANDLERS,
        WORDPRESS_ELEMENT_HANDLERS,
        shortcode_handlers=SHORTCODE_HANDLERS,
        extras=extras,
    )
    source = PLACEHOLDER_TAG.sub(r"<\1x-not-placeholder", content)  # only ours stand for anything
    source = without_controls(source.replace("\r\n", "\n").replace("\r", "\n"))
    for part in parse_blocks(source) if has_blocks(source) else [source]:
        if isinstance(part, WpBlock):
            _convert_block(converter, part)
        elif part.strip():
            converter.source(part, newlines=True)
    return converter.buffer


def _convert_block(converter: WordPressConverter, block: WpBlock) -> None:
    if convert_hinted(converter, block):
        return
    before = len(converter.buffer.entries)
    converter.source(block_with_placeholders(converter, block), newlines=False)
    apply_hint(converter.buffer, before, block)
