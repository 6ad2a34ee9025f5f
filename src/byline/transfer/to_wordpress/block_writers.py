"""How each block looks in WordPress: the name and the HTML that its block editor would give it."""

import re
from collections.abc import Callable
from typing import Any

from byline.transfer.to_wordpress.block_markup import BlockMarkup
from byline.transfer.to_wordpress.references import References
from byline.transfer.to_wordpress.rich_text_markup import cell_html, escape_attribute, escape_text

CAPTION_CLASS = "wp-element-caption"
PARAGRAPH_BREAK = re.compile(r"\n\s*\n")
EMPTY_PICTURE = {"picture": None, "caption": "", "alt": "", "decorative": False}
EMPTY_BLOCKS: dict[str, dict[str, Any]] = {
    "heading": {"text": "", "level": "2"},
    "picture": EMPTY_PICTURE,
    "gallery": {"pictures": [], "caption": ""},
    "quote": {"text": "", "attribution": "", "pull": False},
    "embed": {"url": "", "title": "", "caption": ""},
    "table": {"columns": [], "rows": [], "caption": ""},
    "code": {"language": "", "code": ""},
    "document": {"document": None, "title": ""},
}


def with_all_fields(kind: str, value: dict[str, Any]) -> dict[str, Any]:
    """The block's value with all of its fields, in the shape that importers give it."""
    shape = EMPTY_BLOCKS[kind]
    full = {
        name: empty if value.get(name) is None else value[name] for name, empty in shape.items()
    }
    if kind == "gallery":
        items = [one["value"] if one.get("type") == "item" else one for one in full["pictures"]]
        full["pictures"] = [EMPTY_PICTURE | one for one in items]
    return full


def _heading(value: dict[str, Any], shelf: References) -> BlockMarkup:
    level = int(value["level"])
    html = f'<h{level} class="wp-block-heading">{escape_text(value["text"])}</h{level}>'
    return BlockMarkup("heading", html, {} if level == 2 else {"level": level})  # noqa: PLR2004  (WordPress's own default)


def _picture(value: dict[str, Any], shelf: References) -> BlockMarkup | None:
    picture = shelf.pictures.get(value["picture"])
    if picture is None:
        return None
    number = shelf.number(picture)
    alt = "" if value["decorative"] else value["alt"] or picture.description
    image = f'<img src="{escape_attribute(shelf.file(picture))}" alt="{escape_attribute(alt)}" class="wp-image-{number}"/>'
    caption = _caption(f"{value['caption']} {picture.credit}".strip())
    html = f'<figure class="wp-block-image size-full">{image}{caption}</figure>'
    return BlockMarkup("image", html, {"id": number, "sizeSlug": "full", "linkDestination": "none"})


def _caption(said: str, more: str = "") -> str:
    return (
        f'<figcaption class="{more}{CAPTION_CLASS}">{escape_text(said)}</figcaption>'
        if said
        else ""
    )


def _gallery(value: dict[str, Any], shelf: References) -> BlockMarkup:
    images = "\n\n".join(str(image) for one in value["pictures"] if (image := _picture(one, shelf)))
    caption = _caption(value["caption"], "blocks-gallery-caption ")
    html = f'<figure class="wp-block-gallery has-nested-images columns-default is-cropped">{images}{caption}</figure>'
    return BlockMarkup("gallery", html, {"linkTo": "none"})


def _quote(value: dict[str, Any], shelf: References) -> BlockMarkup:
    paragraphs = [
        f"<p>{escape_text(part).replace(chr(10), '<br>')}</p>"
        for part in PARAGRAPH_BREAK.split(value["text"].strip())
    ]
    said = f"<cite>{escape_text(value['attribution'])}</cite>" if value["attribution"] else ""
    if value["pull"]:
        inside = f"<blockquote>{''.join(paragraphs)}{said}</blockquote>"
        return BlockMarkup("pullquote", f'<figure class="wp-block-pullquote">{inside}</figure>')
    inside = "\n\n".join(str(BlockMarkup("paragraph", one)) for one in paragraphs)
    return BlockMarkup("quote", f'<blockquote class="wp-block-quote">{inside}{said}</blockquote>')


def _embed(value: dict[str, Any], shelf: References) -> BlockMarkup:
    url = value["url"]
    inside = f'<div class="wp-block-embed__wrapper">\n{escape_attribute(url)}\n</div>{_caption(value["caption"])}'
    return BlockMarkup("embed", f'<figure class="wp-block-embed">{inside}</figure>', {"url": url})


def _table(value: dict[str, Any], shelf: References) -> BlockMarkup:
    headings = [escape_text(column["heading"] or "") for column in value["columns"]]
    head = (
        f"<thead><tr>{''.join(f'<th>{one}</th>' for one in headings)}</tr></thead>"
        if any(headings)
        else ""
    )
    cells = [[cell_html(cell or "", shelf) for cell in row["values"]] for row in value["rows"]]
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    html = f'<figure class="wp-block-table"><table>{head}<tbody>{rows}</tbody></table>{_caption(value["caption"])}</figure>'
    return BlockMarkup("table", html)


def _code(value: dict[str, Any], shelf: References) -> BlockMarkup:
    named = f" language-{escape_attribute(value['language'])}" if value["language"] else ""
    html = f'<pre class="wp-block-code{named}"><code>{escape_text(value["code"])}</code></pre>'
    return BlockMarkup("code", html, {"className": named.strip()} if named else {})


def _document(value: dict[str, Any], shelf: References) -> BlockMarkup | None:
    document = shelf.documents.get(value["document"])
    if document is None:
        return None
    href = shelf.file(document)
    link = f'<a href="{escape_attribute(href)}">{escape_text(value["title"] or document.title)}</a>'
    attributes = {"id": shelf.number(document), "href": href, "showDownloadButton": False}
    return BlockMarkup("file", f'<div class="wp-block-file">{link}</div>', attributes)


BLOCK_WRITERS: dict[str, Callable[[dict[str, Any], References], BlockMarkup | None]] = {
    "heading": _heading,
    "picture": _picture,
    "gallery": _gallery,
    "quote": _quote,
    "embed": _embed,
    "table": _table,
    "code": _code,
    "document": _document,
}
