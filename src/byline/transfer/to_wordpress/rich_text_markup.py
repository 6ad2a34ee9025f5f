"""Writes rich text as WordPress's block editor does: one block for each paragraph or list."""

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
"""The start of what WordPress would run as a shortcode."""


def escape_text(text: str) -> str:
    """Escape plain text as HTML, so that WordPress finds no shortcode in it."""
    return SHORTCODE_START.sub("&#91;", escape(text, quote=False))


def escape_attribute(text: str) -> str:
    """Escape plain text as the value of an HTML attribute."""
    return SHORTCODE_START.sub("&#91;", escape(text))


def paragraph_blocks(html: str, references: References) -> Iterator[BlockMarkup]:
    """The paragraphs and lists of a text block."""
    for node in nodes(parse_html(html)):
        if isinstance(node, str) or tag(node) not in (*LISTS, "p"):
            if inside := (
                escape_text(node).strip() if isinstance(node, str) else _inline(node, references)
            ):
                yield BlockMarkup("paragraph", f"<p>{inside}</p>")
        elif tag(node) == "p":
            if inside := "".join(_inline(inner, references) for inner in nodes(node)):
                yield BlockMarkup("paragraph", f"<p>{inside}</p>")
        else:
            yield _list(node, references)


def cell_html(html: str, references: References) -> str:
    """The rich text of a table cell; a single paragraph loses its `<p>`."""
    paragraphs = [
        node
        for node in nodes(parse_html(html))
        if isinstance(node, str) or tag(node) != "p" or _is_filled(node)
    ]
    texts = [
        "".join(_inline(inner, references) for inner in nodes(node))
        for node in paragraphs
        if not isinstance(node, str)
    ]
    return texts[0] if len(texts) == 1 else "".join(f"<p>{text}</p>" for text in texts)


def _is_filled(element: Element) -> bool:
    return bool(element.text) or len(element) > 0


def _list(element: Element, references: References) -> BlockMarkup:
    name = tag(element)
    items = "".join(_item(item, references) for item in element if tag(item) == "li")
    return BlockMarkup(
        "list",
        f'<{name} class="wp-block-list">{items}</{name}>',
        {"ordered": True} if name == "ol" else {},
    )


def _item(item: Element, references: References) -> str:
    inside = "".join(
        str(_list(node, references))
        if not isinstance(node, str) and tag(node) in LISTS
        else _inline(node, references)
        for node in nodes(item)
    )
    return str(BlockMarkup("list-item", f"<li>{inside}</li>"))


def _inline(node: Node, references: References) -> str:
    if isinstance(node, str):
        return escape_text(node)
    name = ELEMENT_NAMES.get(tag(node), tag(node))
    if name == "#comment":
        return ""
    if name in VOID_ELEMENTS:
        return f"<{name}>"
    inside = "".join(_inline(inner, references) for inner in nodes(node))
    if name == "a":
        return _link(node, inside, references)
    return f"<{name}>{inside}</{name}>"


def _link(link: Element, inside: str, references: References) -> str:
    target = _target(link, references)
    if target is None:
        return inside
    data = f' data-type="{target.kind}" data-id="{target.wp_id}"' if target.kind else ""
    return f'<a href="{escape(target.href)}"{data}>{inside}</a>'


def _target(link: Element, references: References) -> LinkTarget | None:
    """The target of the link; None if it does not exist any more."""
    pk = int(link.get("id") or 0) if str(link.get("id") or "").isdecimal() else 0
    if link.get("linktype") == "page":
        return references.pages.get(pk)
    if link.get("linktype") == "document":
        document = references.documents.get(pk)
        return (
            LinkTarget(references.file_url(document), "attachment", references.media_id(document))
            if document
            else None
        )
    return (
        LinkTarget(_absolute(str(link.get("href") or ""), references)) if link.get("href") else None
    )


def _absolute(href: str, references: References) -> str:
    return references.root + href if href.startswith("/") and not href.startswith("//") else href
