"""Blocks of the block editor whose HTML alone does not show what they are."""

import json
from collections.abc import Callable
from typing import Any

from byline.transfer.html.block_buffer import CHANGED, UNKNOWN_BLOCK
from byline.transfer.html.boxes import add_figures
from byline.transfer.html.figures import add_gallery, caption_of
from byline.transfer.html.providers import LONE_ADDRESS
from byline.transfer.html.tree import Element, classes, element_text, find_all, parse_html, tag
from byline.transfer.wordpress_format.block_grammar import WpBlock, parse_blocks
from byline.transfer.wordpress_format.converter import WordPressConverter
from byline.transfer.wordpress_format.shortcode_handlers import figure_of_number

PLAIN_BLOCKS = frozenset(
    """
    accordion accordion-heading accordion-item accordion-panel audio button buttons classic code
    column columns cover
    details file group heading image list list-item media-text more nextpage paragraph preformatted
    pullquote quote
    row section separator shortcode spacer stack subhead table text-columns verse video
    """.split()
)
"""Blocks whose HTML is all that a reader saw."""


def content_with_placeholders(converter: WordPressConverter, content: str) -> str:
    """Block markup as HTML with placeholders.

    Loose HTML between blocks counts as a classic block.
    """
    parts = parse_blocks(content)
    return "".join(
        block_with_placeholders(
            converter, part if isinstance(part, WpBlock) else WpBlock("freeform", parts=[part])
        )
        for part in parts
        if isinstance(part, WpBlock) or part.strip()
    )


def block_with_placeholders(converter: WordPressConverter, block: WpBlock) -> str:
    """The block's HTML, with a placeholder for every block inside that needs more than its HTML."""
    if special := SPECIAL_BLOCKS.get(block.name) or (
        _embed if block.name.startswith("core-embed/") else None
    ):
        return special(converter, block)
    inside = "".join(
        part if isinstance(part, str) else block_with_placeholders(converter, part)
        for part in block.parts
    )
    if block.name in PLAIN_BLOCKS:
        return inside
    converter.buffer.remark(UNKNOWN_BLOCK, block.name)
    return inside if inside.strip() else _kept_comment(converter, block)


def _kept_comment(converter: WordPressConverter, block: WpBlock) -> str:
    """A block without HTML of its own: an editor sees its delimiter, a reader sees nothing."""
    return converter.placeholder(lambda: converter.buffer.add_raw_html(block.delimiter))


def _embed(converter: WordPressConverter, block: WpBlock) -> str:
    def set_embed() -> None:
        body = parse_html(block.html)
        written = LONE_ADDRESS.search(element_text(body))
        address = block.get("url") or (written[0] if written else "")
        caption = next(
            (caption_of(element, converter.context) for element in find_all(body, "figcaption")), ""
        )
        if not converter.embed(address, caption=caption):
            converter.buffer.remark(UNKNOWN_BLOCK, block.name)
            converter.html(block.html, newlines=False)

    return converter.placeholder(set_embed)


def _gallery(converter: WordPressConverter, block: WpBlock) -> str:
    def set_it() -> None:
        body = parse_html(block.html)
        images = find_all(body, "img")
        if images:
            add_figures(converter, body, images, _gallery_caption(converter, body))
            return
        numbers = [
            number for number in block.attributes.get("ids") or [] if isinstance(number, int)
        ]
        figures = [figure_of_number(converter, number) for number in numbers]
        add_gallery(converter, [figure for figure in figures if figure is not None])

    return converter.placeholder(set_it)


def _gallery_caption(converter: WordPressConverter, body: Element) -> str:
    for caption in find_all(body, "figcaption"):
        around = caption.getparent()
        own = (
            around is not None and tag(around) == "figure" and "wp-block-gallery" in classes(around)
        )
        if own or "blocks-gallery-caption" in classes(caption):
            return caption_of(caption, converter.context)
    return ""


def _cover(converter: WordPressConverter, block: WpBlock) -> str:
    inside = "".join(
        part if isinstance(part, str) else block_with_placeholders(converter, part)
        for part in block.parts
    )
    address = block.get("url")
    if not address or "<img" in inside or "<video" in inside:
        return inside
    number = block.number("id")
    mark = f' class="wp-image-{number}"' if number else ""
    return f'<img{mark} src="{address.replace(chr(34), "%22")}" alt="">{inside}'


def _raw_html(converter: WordPressConverter, block: WpBlock) -> str:
    """Hand-written HTML may be unbalanced, so it is parsed by itself."""
    return converter.placeholder(lambda: converter.source(block.html, newlines=False))


def _classic(converter: WordPressConverter, block: WpBlock) -> str:
    return converter.placeholder(lambda: converter.source(block.html, newlines=True))


def _reusable(converter: WordPressConverter, block: WpBlock) -> str:
    """A block that is stored once and shown in several articles: each gets its content."""
    number = block.number("ref")
    content = converter.extras.reusable.get(number) if number is not None else None
    if content is None or number in converter.opened:
        converter.buffer.remark(UNKNOWN_BLOCK, f"block {number}, not in the file")
        return _kept_comment(converter, block)
    converter.buffer.remark(CHANGED, "reusable block copied into the article")
    converter.opened.add(number or 0)
    try:
        return content_with_placeholders(converter, content)
    finally:
        converter.opened.discard(number or 0)


def _footnotes(converter: WordPressConverter, block: WpBlock) -> str:
    notes = footnotes_of(converter.extras.footnotes)
    if not notes:
        converter.buffer.remark(UNKNOWN_BLOCK, block.name)
        return _kept_comment(converter, block)
    html = "<ol>" + "".join(f"<li>{note}</li>" for note in notes) + "</ol>"
    return converter.placeholder(lambda: converter.source(html, newlines=False))


def footnotes_of(meta: str) -> list[str]:
    """The footnotes (HTML) that WordPress keeps beside an article, as JSON."""
    try:
        notes: Any = json.loads(meta) if meta else []
    except ValueError:
        return []
    return (
        [str(note.get("content", "")) for note in notes if isinstance(note, dict)]
        if isinstance(notes, list)
        else []
    )


SPECIAL_BLOCKS: dict[str, Callable[[WordPressConverter, WpBlock], str]] = {
    "embed": _embed,
    "gallery": _gallery,
    "cover": _cover,
    "html": _raw_html,
    "freeform": _classic,
    "block": _reusable,
    "footnotes": _footnotes,
}
