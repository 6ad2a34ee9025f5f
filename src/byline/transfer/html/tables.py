"""Tables: as table blocks where every cell is plain rich text, otherwise as raw HTML."""

from typing import Any

from byline.transfer.html.converter import HtmlConverter
from byline.transfer.html.figures import caption_of
from byline.transfer.html.inline import CELL_TAGS, RichTextWriter
from byline.transfer.html.pieces import (
    StandaloneElement,
    paragraphs,
    pieces_of,
    split_at_standalone,
)
from byline.transfer.html.raw_html import keep_raw_html
from byline.transfer.html.tree import Element, element_text, find_all, is_block, nodes, tag

MAX_CELLS = 2000


def convert_table(
    converter: HtmlConverter, element: Element, newlines: bool, caption: str = ""
) -> None:
    value = table_value(converter, element, newlines)
    if value is None:
        keep_raw_html(converter, element, newlines)
        if caption:
            converter.buffer.add_text(f"<p>{caption}</p>")
    else:
        value["caption"] = value["caption"] or caption
        converter.buffer.add("table", value)


def table_value(
    converter: HtmlConverter, element: Element, newlines: bool
) -> dict[str, Any] | None:
    """The value of the table block, or None where a cell spans others, names a row or holds more
    than text.
    """
    rows = [[cell for cell in row if tag(cell) in ("td", "th")] for row in find_all(element, "tr")]
    rows = [row for row in rows if row]
    if (
        not rows
        or find_all(element, "table")
        or sum(len(row) for row in rows) > MAX_CELLS
        or not _is_even(rows)
    ):
        return None
    headings = _headings(rows)
    body = rows[1:] if headings else rows
    if any(tag(cell) == "th" for row in body for cell in row) or (
        headings and any(find_all(cell, "*") for cell in rows[0])
    ):
        return None
    writer = RichTextWriter(converter.context, converter.buffer, newlines, allowed=CELL_TAGS)
    cells = [[_cell(writer, cell) for cell in row] for row in body]
    if any(cell is None for row in cells for cell in row):
        return None
    return {
        "columns": [
            {"type": "text", "heading": heading} for heading in headings or [""] * len(rows[0])
        ],
        "rows": [{"values": row} for row in cells],
        "caption": next(
            (caption_of(caption, converter.context) for caption in find_all(element, "caption")), ""
        ),
    }


def _is_even(rows: list[list[Element]]) -> bool:
    spans = any(
        str(cell.get(span) or "1") != "1"
        for row in rows
        for cell in row
        for span in ("colspan", "rowspan")
    )
    return not spans and len({len(row) for row in rows}) == 1


def _headings(rows: list[list[Element]]) -> list[str]:
    first = rows[0]
    parent = first[0].getparent()
    above = parent.getparent() if parent is not None else None
    in_head = above is not None and tag(above) == "thead"
    return (
        [element_text(cell) for cell in first]
        if in_head or all(tag(cell) == "th" for cell in first)
        else []
    )


def _cell(writer: RichTextWriter, cell: Element) -> str | None:
    if any(is_block(child) and tag(child) != "p" for child in cell):
        return None
    set_paragraphs = (
        [_paragraph(writer, cell)]
        if not find_all(cell, "p")
        else [_paragraph(writer, p) for p in cell]
    )
    if find_all(cell, "p") and (
        (cell.text or "").strip() or any((p.tail or "").strip() for p in cell)
    ):
        return None
    return None if None in set_paragraphs else "".join(part for part in set_paragraphs if part)


def _paragraph(writer: RichTextWriter, element: Element) -> str | None:
    run = pieces_of(nodes(element))
    if any(isinstance(part, StandaloneElement) for part in split_at_standalone(run)):
        return None
    html = ""
    for part in paragraphs(run) if writer.newlines else [run]:
        inline = writer.write(part)
        if inline.unsupported:
            return None
        html += f"<p>{inline.html}</p>" if inline.html else ""
    return html
