"""Rich text as the block editor writes it: a paragraph or a list for each block."""

import re
from collections.abc import Iterator
from html import escape

from byline.transfer.html.tree import Element, Node, nodes, parse_html, tag
from byline.transfer.to_wordpress.block_markup import BlockMarkup
from byline.transfer.to_wordpress.references import LinkTarget, References
from byline.transfer.wordpress_format.shortcode_handlers import SHORTCODE_HANDLERS

ELEMENT_NAMES = {"b": "strong", "i": "em"}
VOID_ELEMENTS = frozenset({"br"})
LISTS = ("ul", "ol")
SHORTCODE_START = re.compile(
    r"\[(?=\[|/?(?:" + "|".join(sorted({*SHORTCODE_HANDLERS, "playlist"})) + r")\b)", re.IGNORECASE
)
"""Where WordPress would run a word in brackets."""


def escape_text(text: str) -> str:
    """Plain text as HTML in which WordPress finds no shortcode."""
    return SHORTCODE_START.sub("&#91;", escape(text, quote=False))


def escape_attribute(text: str) -> str:
    """Plain text as the value of an attribute."""
    return SHORTCODE_START.sub("&#91;", escape(text))


def paragraph_blocks(html: str, shelf: References) -> Iterator[BlockMarkup]:
    """The blocks of a text block."""
    for node in nodes(parse_html(html)):
        if isinstance(node, str) or tag(node) not in (*LISTS, "p"):
            if inside := (
                escape_text(node).strip() if isinstance(node, str) else _inline(node, shelf)
            ):
                yield BlockMarkup("paragraph", f"<p>{inside}</p>")
        elif tag(node) == "p":
            if inside := "".join(_inline(inner, shelf) for inner in nodes(node)):
                yield BlockMarkup("paragraph", f"<p>{inside}</p>")
        else:
            yield _list(node, shelf)


def cell_html(html: str, shelf: References) -> str:
    """The rich text of a cell: as it is, or without its paragraph where it has only one."""
    paragraphs = [
        node
        for node in nodes(parse_html(html))
        if isinstance(node, str) or tag(node) != "p" or _is_filled(node)
    ]
    written = [
        "".join(_inline(inner, shelf) for inner in nodes(node))
        for node in paragraphs
        if not isinstance(node, str)
    ]
    return written[0] if len(written) == 1 else "".join(f"<p>{one}</p>" for one in written)


def _is_filled(element: Element) -> bool:
    return bool(element.text) or len(element) > 0


def _list(element: Element, shelf: References) -> BlockMarkup:
    name = tag(element)
    items = "".join(_item(item, shelf) for item in element if tag(item) == "li")
    return BlockMarkup(
        "list",
        f'<{name} class="wp-block-list">{items}</{name}>',
        {"ordered": True} if name == "ol" else {},
    )


def _item(item: Element, shelf: References) -> str:
    inside = "".join(
        str(_list(node, shelf))
        if not isinstance(node, str) and tag(node) in LISTS
        else _inline(node, shelf)
        for node in nodes(item)
    )
    return str(BlockMarkup("list-item", f"<li>{inside}</li>"))


def _inline(node: Node, shelf: References) -> str:
    if isinstance(node, str):
        return escape_text(node)
    name = ELEMENT_NAMES.get(tag(node), tag(node))
    if name == "#comment":
        return ""
    if name in VOID_ELEMENTS:
        return f"<{name}>"
    inside = "".join(_inline(inner, shelf) for inner in nodes(node))
    if name == "a":
        return _link(node, inside, shelf)
    return f"<{name}>{inside}</{name}>"


def _link(link: Element, inside: str, shelf: References) -> str:
    target = _target(link, shelf)
    if target is None:
        return inside
    named = f' data-type="{target.kind}" data-id="{target.number}"' if target.kind else ""
    return f'<a href="{escape(target.href)}"{named}>{inside}</a>'


def _target(link: Element, shelf: References) -> LinkTarget | None:
    """Where the link leads; None for what is gone."""
    number = int(link.get("id") or 0) if str(link.get("id") or "").isdecimal() else 0
    if link.get("linktype") == "page":
        return shelf.pages.get(number)
    if link.get("linktype") == "document":
        document = shelf.documents.get(number)
        return (
            LinkTarget(shelf.file(document), "attachment", shelf.number(document))
            if document
            else None
        )
    return LinkTarget(_whole(str(link.get("href") or ""), shelf)) if link.get("href") else None


def _whole(href: str, shelf: References) -> str:
    return shelf.root + href if href.startswith("/") and not href.startswith("//") else href
