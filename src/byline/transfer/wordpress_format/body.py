"""The content of a post or page → the blocks of an article."""

import re

from byline.lib.text import without_controls
from byline.transfer.html.block_buffer import Galley
from byline.transfer.html.boxes import set_division, set_figure
from byline.transfer.html.converter import Compositor, SetBlock, SetStandout
from byline.transfer.html.converter_context import Setting
from byline.transfer.html.figures import set_image
from byline.transfer.html.lists import set_list
from byline.transfer.html.players import (
    set_fallback,
    set_frame,
    set_nothing,
    set_object,
    set_parting,
    set_picture_element,
    set_player,
)
from byline.transfer.html.raw_html import keep
from byline.transfer.html.tables import set_table
from byline.transfer.html.texts import (
    set_box,
    set_heading,
    set_linked_box,
    set_paragraph,
    set_preformatted,
    set_quote,
    set_rule,
)
from byline.transfer.wordpress_format.block_grammar import WpBlock, has_blocks, parse_blocks
from byline.transfer.wordpress_format.block_handlers import html_with_marks
from byline.transfer.wordpress_format.hints import overlay, set_hinted
from byline.transfer.wordpress_format.shortcode_handlers import SET_CODE

SET_BLOCK: dict[str, SetBlock] = {
    "p": set_paragraph,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), set_heading),
    **dict.fromkeys(("ul", "ol"), set_list),
    **dict.fromkeys(("section", "article", "aside", "center", "address"), set_box),
    **dict.fromkeys(("dl", "details", "form", "fieldset", "menu", "dir", "frameset"), keep),
    "div": set_division,
    "figure": set_figure,
    "blockquote": set_quote,
    "pre": set_preformatted,
    "hr": set_rule,
    "table": set_table,
    "a": set_linked_box,
}
SET_STANDOUT: dict[str, SetStandout] = {
    "#comment": set_parting,
    "img": set_image,
    "picture": set_picture_element,
    "iframe": set_frame,
    **dict.fromkeys(("object", "embed"), set_object),
    **dict.fromkeys(("audio", "video"), set_player),
    **dict.fromkeys(("script", "style", "canvas", "svg", "map", "template"), set_nothing),
    "noscript": set_fallback,
}


def set_body(content: str, setting: Setting) -> Galley:
    """`content`, classic HTML or block markup, set as blocks. Nothing is dropped without a remark in the galley."""
    compositor = Compositor(setting, Galley(), SET_BLOCK, SET_STANDOUT, SET_CODE)
    source = re.sub(
        r"<(/?)x-held\b", r"<\1x-not-held", content, flags=re.IGNORECASE
    )  # the marks are ours alone
    source = without_controls(source.replace("\r\n", "\n").replace("\r", "\n"))
    for part in parse_blocks(source) if has_blocks(source) else [source]:
        if isinstance(part, WpBlock):
            _set_block(compositor, part)
        elif part.strip():
            compositor.source(part, newlines=True)
    return compositor.galley


def _set_block(compositor: Compositor, block: WpBlock) -> None:
    if set_hinted(compositor, block):
        return
    before = len(compositor.galley.set)
    compositor.source(html_with_marks(compositor, block), newlines=False)
    overlay(compositor.galley, before, block)
