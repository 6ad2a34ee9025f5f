"""Lists of text. A list that holds more than text is kept as raw HTML."""

from byline.transfer.html.converter import HtmlConverter
from byline.transfer.html.inline import RichTextWriter
from byline.transfer.html.pieces import StandaloneElement, pieces_of, split_at_standalone
from byline.transfer.html.raw_html import keep_raw_html
from byline.transfer.html.tree import Element, Node, is_block, nodes, tag

LIST_TAGS = ("ul", "ol")


class NotOnlyText(Exception):
    """The list cannot be rich text."""


def convert_list(converter: HtmlConverter, element: Element, newlines: bool) -> None:
    try:
        html = _list(RichTextWriter(converter.context, converter.buffer, newlines), element)
    except NotOnlyText:
        keep_raw_html(converter, element, newlines)
        return
    if html:
        converter.buffer.add_text(html)


def _list(writer: RichTextWriter, element: Element) -> str:
    if (
        element.get("start", "1") != "1"
        or "reversed" in element.attrib
        or any(item.get("value") for item in element if tag(item) == "li")
    ):
        raise NotOnlyText
    _refuse_loose_text(element)
    items = [_item(writer, item) for item in element if tag(item) == "li"]
    inside = "".join(f"<li>{item}</li>" for item in items if item)
    return f"<{tag(element)}>{inside}</{tag(element)}>" if inside else ""


def _refuse_loose_text(element: Element) -> None:
    """Raise NotOnlyText where there is something between the items."""
    if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
        raise NotOnlyText
    if any(tag(child) not in ("li", "#comment") for child in element):
        raise NotOnlyText


def _item(writer: RichTextWriter, item: Element) -> str:
    words: list[Node] = []
    below: list[str] = []
    for node in _without_paragraphs(item):
        if isinstance(node, str) or not is_block(node):
            if below and not (isinstance(node, str) and not node.strip()):
                raise NotOnlyText
            words.append(node)
        elif tag(node) in LIST_TAGS:
            below.append(_list(writer, node))
        else:
            raise NotOnlyText
    return _rich_text(writer, words) + "".join(below)


def _without_paragraphs(item: Element) -> list[Node]:
    """The item's nodes; if it has only one paragraph, the paragraph's nodes in its place."""
    inside = list(nodes(item))
    blocks = [node for node in inside if not isinstance(node, str) and is_block(node)]
    if blocks and tag(blocks[0]) == "p" and all(tag(block) in LIST_TAGS for block in blocks[1:]):
        at = inside.index(blocks[0])
        return [*inside[:at], *nodes(blocks[0]), *inside[at + 1 :]]
    return inside


def _rich_text(writer: RichTextWriter, run: list[Node]) -> str:
    pieces = pieces_of(run)
    if any(isinstance(part, StandaloneElement) for part in split_at_standalone(pieces)):
        raise NotOnlyText
    inline = writer.write(pieces)
    if inline.unsupported:
        raise NotOnlyText
    return inline.html
