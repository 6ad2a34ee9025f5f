"""Which function converts which element of HTML, and the conversion of a whole article."""

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
    "img": convert_image,
    "picture": convert_picture_element,
    "iframe": convert_frame,
    **dict.fromkeys(("object", "embed"), convert_object),
    **dict.fromkeys(("audio", "video"), convert_player),
    **dict.fromkeys(("script", "style", "canvas", "svg", "map", "template"), report_removed),
    "noscript": convert_noscript,
}


def convert_html(html: str, context: ConverterContext) -> BlockBuffer:
    """The blocks of an article. Nothing is dropped without a remark in the buffer."""
    converter = HtmlConverter(context, BlockBuffer(), BLOCK_HANDLERS, ELEMENT_HANDLERS)
    converter.html(html, newlines=False)
    return converter.buffer
