"""The content of a post or page → the blocks of an article."""

import re

from byline.lib.text import without_controls
from byline.transfer.html.block_buffer import BlockBuffer
from byline.transfer.html.boxes import convert_division, convert_figure
from byline.transfer.html.converter import BlockHandler, ElementHandler, HtmlConverter
from byline.transfer.html.converter_context import ConverterContext
from byline.transfer.html.figures import convert_image
from byline.transfer.html.lists import convert_list
from byline.transfer.html.players import (
    convert_frame,
    convert_noscript,
    convert_object,
    convert_page_break,
    convert_picture_element,
    convert_player,
    report_removed,
)
from byline.transfer.html.raw_html import keep_raw_html
from byline.transfer.html.tables import convert_table
from byline.transfer.html.texts import (
    convert_box,
    convert_heading,
    convert_linked_box,
    convert_paragraph,
    convert_preformatted,
    convert_quote,
    convert_rule,
)
from byline.transfer.wordpress_format.block_grammar import WpBlock, has_blocks, parse_blocks
from byline.transfer.wordpress_format.block_handlers import block_with_placeholders
from byline.transfer.wordpress_format.hints import apply_hint, convert_hinted
from byline.transfer.wordpress_format.shortcode_handlers import SHORTCODE_HANDLERS

BLOCK_HANDLERS: dict[str, BlockHandler] = {
    "p": convert_paragraph,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), convert_heading),
    **dict.fromkeys(("ul", "ol"), convert_list),
    **dict.fromkeys(("section", "article", "aside", "center", "address"), convert_box),
    **dict.fromkeys(
        ("dl", "details", "form", "fieldset", "menu", "dir", "frameset"), keep_raw_html
    ),
    "div": convert_division,
    "figure": convert_figure,
    "blockquote": convert_quote,
    "pre": convert_preformatted,
    "hr": convert_rule,
    "table": convert_table,
    "a": convert_linked_box,
}
ELEMENT_HANDLERS: dict[str, ElementHandler] = {
    "#comment": convert_page_break,
    "img": convert_image,
    "picture": convert_picture_element,
    "iframe": convert_frame,
    **dict.fromkeys(("object", "embed"), convert_object),
    **dict.fromkeys(("audio", "video"), convert_player),
    **dict.fromkeys(("script", "style", "canvas", "svg", "map", "template"), report_removed),
    "noscript": convert_noscript,
}


def convert_body(content: str, context: ConverterContext) -> BlockBuffer:
    """`content`, classic HTML or block markup, set as blocks. Nothing is dropped without a remark in the buffer."""
    converter = HtmlConverter(
        context, BlockBuffer(), BLOCK_HANDLERS, ELEMENT_HANDLERS, SHORTCODE_HANDLERS
    )
    source = re.sub(
        r"<(/?)x-placeholder\b", r"<\1x-not-placeholder", content, flags=re.IGNORECASE
    )  # the marks are ours alone
    source = without_controls(source.replace("\r\n", "\n").replace("\r", "\n"))
    for part in parse_blocks(source) if has_blocks(source) else [source]:
        if isinstance(part, WpBlock):
            _set_block(converter, part)
        elif part.strip():
            converter.source(part, newlines=True)
    return converter.buffer


def _set_block(converter: HtmlConverter, block: WpBlock) -> None:
    if convert_hinted(converter, block):
        return
    before = len(converter.buffer.entries)
    converter.source(block_with_placeholders(converter, block), newlines=False)
    apply_hint(converter.buffer, before, block)
