"""Writes each kind of block with the name and HTML that WordPress's block editor gives it."""

import re
from collections.abc import Callable
from typing import Any

from byline.transfer.to_wordpress.block_markup import BlockMarkup
from byline.transfer.to_wordpress.references import References
from byline.transfer.to_wordpress.rich_text_markup import cell_html, escape_attribute, escape_text

DEFAULT_LEVEL = 2  # WordPress's
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
    """The block's value with all of its fields, in the form that importers create."""
    full = {
        name: default if value.get(name) is None else value[name]
        for name, default in EMPTY_BLOCKS[kind].items()
    }
    if kind == "gallery":
        full["pictures"] = [
            EMPTY_PICTURE | (item["value"] if item.get("type") == "item" else item)
            for item in full["pictures"]
        ]
    return full


def _heading(value: dict[str, Any], references: References) -> BlockMarkup:
    level = int(value["level"])
    html = f'<h{level} class="wp-block-heading">{escape_text(value["text"])}</h{level}>'
    return BlockMarkup("heading", html, {} if level == DEFAULT_LEVEL else {"level": level})


def _picture(value: dict[str, Any], references: References) -> BlockMarkup | None:
    picture = references.pictures.get(value["picture"])
    if picture is None:
        return None
    media_id = references.media_id(picture)
    alt = "" if value["decorative"] else value["alt"] or picture.description
    src = escape_attribute(references.file_url(picture))
    image = f'<img src="{src}" alt="{escape_attribute(alt)}" class="wp-image-{media_id}"/>'
    caption = _caption(f"{value['caption']} {picture.credit}".strip())
    html = f'<figure class="wp-block-image size-full">{image}{caption}</figure>'
    attributes = {"id": media_id, "sizeSlug": "full", "linkDestination": "none"}
    return BlockMarkup("image", html, attributes)


def _caption(text: str, more_classes: str = "") -> str:
    if not text:
        return ""
    return f'<figcaption class="{more_classes}{CAPTION_CLASS}">{escape_text(text)}</figcaption>'


def _gallery(value: dict[str, Any], references: References) -> BlockMarkup:
    images = "\n\n".join(
        str(image) for item in value["pictures"] if (image := _picture(item, references))
    )
    caption = _caption(value["caption"], "blocks-gallery-caption ")
    classes = "wp-block-gallery has-nested-images columns-default is-cropped"
    html = f'<figure class="{classes}">{images}{caption}</figure>'
    return BlockMarkup("gallery", html, {"linkTo": "none"})


def _quote(value: dict[str, Any], references: References) -> BlockMarkup:
    paragraphs = [
        f"<p>{escape_text(part).replace(chr(10), '<br>')}</p>"
        for part in PARAGRAPH_BREAK.split(value["text"].strip())
    ]
    attribution = value["attribution"]
    cite = f"<cite>{escape_text(attribution)}</cite>" if attribution else ""
    if value["pull"]:
        inside = f"<blockquote>{''.join(paragraphs)}{cite}</blockquote>"
        return BlockMarkup("pullquote", f'<figure class="wp-block-pullquote">{inside}</figure>')
    inside = "\n\n".join(str(BlockMarkup("paragraph", paragraph)) for paragraph in paragraphs)
    return BlockMarkup("quote", f'<blockquote class="wp-block-quote">{inside}{cite}</blockquote>')


def _embed(value: dict[str, Any], references: References) -> BlockMarkup:
    url = value["url"]
    wrapped = f'<div class="wp-block-embed__wrapper">\n{escape_attribute(url)}\n</div>'
    inside = wrapped + _caption(value["caption"])
    return BlockMarkup("embed", f'<figure class="wp-block-embed">{inside}</figure>', {"url": url})


def _table(value: dict[str, Any], references: References) -> BlockMarkup:
    headings = [escape_text(column["heading"] or "") for column in value["columns"]]
    head = (
        f"<thead><tr>{''.join(f'<th>{heading}</th>' for heading in headings)}</tr></thead>"
        if any(headings)
        else ""
    )
    cells = [[cell_html(cell or "", references) for cell in row["values"]] for row in value["rows"]]
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    table = f"<table>{head}<tbody>{rows}</tbody></table>"
    html = f'<figure class="wp-block-table">{table}{_caption(value["caption"])}</figure>'
    return BlockMarkup("table", html)


def _code(value: dict[str, Any], references: References) -> BlockMarkup:
    language = value["language"]
    css_class = f" language-{escape_attribute(language)}" if language else ""
    html = f'<pre class="wp-block-code{css_class}"><code>{escape_text(value["code"])}</code></pre>'
    return BlockMarkup("code", html, {"className": css_class.strip()} if css_class else {})


def _document(value: dict[str, Any], references: References) -> BlockMarkup | None:
    document = references.documents.get(value["document"])
    if document is None:
        return None
    href = references.file_url(document)
    link = f'<a href="{escape_attribute(href)}">{escape_text(value["title"] or document.title)}</a>'
    attributes = {"id": references.media_id(document), "href": href, "showDownloadButton": False}
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
