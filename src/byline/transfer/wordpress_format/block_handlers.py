"""Blocks of the block editor whose HTML alone does not say what they are."""

import json
from collections.abc import Callable
from typing import Any

from byline.transfer.html.block_buffer import BLOCK, CHANGED
from byline.transfer.html.boxes import set_pictures
from byline.transfer.html.converter import Compositor
from byline.transfer.html.figures import caption_of, set_gallery
from byline.transfer.html.providers import LONE_ADDRESS
from byline.transfer.html.tree import Element, classes, find, parse, plain, tag
from byline.transfer.wordpress_format.block_grammar import WpBlock, parse_blocks
from byline.transfer.wordpress_format.shortcode_handlers import figure_of_number

PLAIN_BLOCKS = frozenset(
    """
    accordion accordion-heading accordion-item accordion-panel audio button buttons classic code column columns cover
    details file group heading image list list-item media-text more nextpage paragraph preformatted pullquote quote
    row section separator shortcode spacer stack subhead table text-columns verse video
    """.split()
)
"""Blocks whose HTML says all that a reader saw."""


def marked(compositor: Compositor, content: str) -> str:
    """Block markup as HTML with marks. Loose HTML between the blocks is a classic block that nobody named."""
    parts = parse_blocks(content)
    return "".join(
        html_with_marks(
            compositor, part if isinstance(part, WpBlock) else WpBlock("freeform", parts=[part])
        )
        for part in parts
        if isinstance(part, WpBlock) or part.strip()
    )


def html_with_marks(compositor: Compositor, block: WpBlock) -> str:
    """The block's HTML, with a mark in place of every block inside that needs more than its HTML to be read."""
    if special := SPECIAL.get(block.name) or (
        _embed if block.name.startswith("core-embed/") else None
    ):
        return special(compositor, block)
    inside = "".join(
        part if isinstance(part, str) else html_with_marks(compositor, part) for part in block.parts
    )
    if block.name in PLAIN_BLOCKS:
        return inside
    compositor.galley.remark(BLOCK, block.name)
    return inside if inside.strip() else _kept_comment(compositor, block)


def _kept_comment(compositor: Compositor, block: WpBlock) -> str:
    """A block with no HTML of its own: an editor sees its mark, a reader sees nothing."""
    return compositor.hold(lambda later: later.galley.imported(block.delimiter))


def _embed(compositor: Compositor, block: WpBlock) -> str:
    def set_embed(later: Compositor) -> None:
        body = parse(block.html)
        written = LONE_ADDRESS.search(plain(body))
        address = block.get("url") or (written[0] if written else "")
        caption = next((caption_of(said, later.setting) for said in find(body, "figcaption")), "")
        if not later.embed(address, caption=caption):
            later.galley.remark(BLOCK, block.name)
            later.html(block.html, newlines=False)

    return compositor.hold(set_embed)


def _gallery(compositor: Compositor, block: WpBlock) -> str:
    def set_it(later: Compositor) -> None:
        body = parse(block.html)
        images = find(body, "img")
        if images:
            set_pictures(later, body, images, _gallery_caption(later, body))
            return
        numbers = [
            number for number in block.attributes.get("ids") or [] if isinstance(number, int)
        ]
        figures = [figure_of_number(later, number) for number in numbers]
        set_gallery(later, [figure for figure in figures if figure is not None])

    return compositor.hold(set_it)


def _gallery_caption(compositor: Compositor, body: Element) -> str:
    for said in find(body, "figcaption"):
        around = said.getparent()
        own = (
            around is not None and tag(around) == "figure" and "wp-block-gallery" in classes(around)
        )
        if own or "blocks-gallery-caption" in classes(said):
            return caption_of(said, compositor.setting)
    return ""


def _cover(compositor: Compositor, block: WpBlock) -> str:
    inside = "".join(
        part if isinstance(part, str) else html_with_marks(compositor, part) for part in block.parts
    )
    address = block.get("url")
    if not address or "<img" in inside or "<video" in inside:
        return inside
    number = block.number("id")
    mark = f' class="wp-image-{number}"' if number else ""
    return f'<img{mark} src="{address.replace(chr(34), "%22")}" alt="">{inside}'


def _raw_html(compositor: Compositor, block: WpBlock) -> str:
    """Hand-written HTML may be unbalanced, so it is read by itself."""
    return compositor.hold(lambda later: later.source(block.html, newlines=False))


def _classic(compositor: Compositor, block: WpBlock) -> str:
    return compositor.hold(lambda later: later.source(block.html, newlines=True))


def _reusable(compositor: Compositor, block: WpBlock) -> str:
    """A block kept once and shown in several articles: its content is set in each."""
    number = block.number("ref")
    content = compositor.setting.reusable.get(number) if number is not None else None
    if content is None or number in compositor.opened:
        compositor.galley.remark(BLOCK, f"block {number}, not in the file")
        return _kept_comment(compositor, block)
    compositor.galley.remark(CHANGED, "reusable block set in place")
    compositor.opened.add(number or 0)
    try:
        return marked(compositor, content)
    finally:
        compositor.opened.discard(number or 0)


def _footnotes(compositor: Compositor, block: WpBlock) -> str:
    notes = footnotes_of(compositor.setting.footnotes)
    if not notes:
        compositor.galley.remark(BLOCK, block.name)
        return _kept_comment(compositor, block)
    html = "<ol>" + "".join(f"<li>{note}</li>" for note in notes) + "</ol>"
    return compositor.hold(lambda later: later.source(html, newlines=False))


def footnotes_of(meta: str) -> list[str]:
    """The notes (HTML) that WordPress keeps beside an article, as JSON."""
    try:
        said: Any = json.loads(meta) if meta else []
    except ValueError:
        return []
    return (
        [str(note.get("content", "")) for note in said if isinstance(note, dict)]
        if isinstance(said, list)
        else []
    )


SPECIAL: dict[str, Callable[[Compositor, WpBlock], str]] = {
    "embed": _embed,
    "gallery": _gallery,
    "cover": _cover,
    "html": _raw_html,
    "freeform": _classic,
    "block": _reusable,
    "footnotes": _footnotes,
}
