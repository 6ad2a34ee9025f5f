"""How each block looks in WordPress: the name and the HTML that its block editor would give it."""

import re
from collections.abc import Callable
from typing import Any

from byline.transfer.to_wordpress.delimiters import Written
from byline.transfer.to_wordpress.richtext import inside_of, quoted, words
from byline.transfer.to_wordpress.shelf import Shelf

CAPTION = "wp-element-caption"
LINES = re.compile(r"\n\s*\n")
PICTURE = {"picture": None, "caption": "", "alt": "", "decorative": False}
SHAPES: dict[str, dict[str, Any]] = {
    "heading": {"text": "", "level": "2"},
    "picture": PICTURE,
    "gallery": {"pictures": [], "caption": ""},
    "quote": {"text": "", "attribution": "", "pull": False},
    "embed": {"url": "", "title": "", "caption": ""},
    "table": {"columns": [], "rows": [], "caption": ""},
    "code": {"language": "", "code": ""},
    "document": {"document": None, "title": ""},
}


def whole(kind: str, value: dict[str, Any]) -> dict[str, Any]:
    """The block's value with all of its fields, in the shape that importers give it."""
    shape = SHAPES[kind]
    full = {
        name: empty if value.get(name) is None else value[name] for name, empty in shape.items()
    }
    if kind == "gallery":
        items = [one["value"] if one.get("type") == "item" else one for one in full["pictures"]]
        full["pictures"] = [PICTURE | one for one in items]
    return full


def _heading(value: dict[str, Any], shelf: Shelf) -> Written:
    level = int(value["level"])
    html = f'<h{level} class="wp-block-heading">{words(value["text"])}</h{level}>'
    return Written("heading", html, {} if level == 2 else {"level": level})  # noqa: PLR2004  (WordPress's own default)


def _picture(value: dict[str, Any], shelf: Shelf) -> Written | None:
    picture = shelf.pictures.get(value["picture"])
    if picture is None:
        return None
    number = shelf.number(picture)
    alt = "" if value["decorative"] else value["alt"] or picture.description
    image = (
        f'<img src="{quoted(shelf.file(picture))}" alt="{quoted(alt)}" class="wp-image-{number}"/>'
    )
    caption = _caption(f"{value['caption']} {picture.credit}".strip())
    html = f'<figure class="wp-block-image size-full">{image}{caption}</figure>'
    return Written("image", html, {"id": number, "sizeSlug": "full", "linkDestination": "none"})


def _caption(said: str, more: str = "") -> str:
    return f'<figcaption class="{more}{CAPTION}">{words(said)}</figcaption>' if said else ""


def _gallery(value: dict[str, Any], shelf: Shelf) -> Written:
    images = "\n\n".join(str(image) for one in value["pictures"] if (image := _picture(one, shelf)))
    caption = _caption(value["caption"], "blocks-gallery-caption ")
    html = f'<figure class="wp-block-gallery has-nested-images columns-default is-cropped">{images}{caption}</figure>'
    return Written("gallery", html, {"linkTo": "none"})


def _quote(value: dict[str, Any], shelf: Shelf) -> Written:
    paragraphs = [
        f"<p>{words(part).replace(chr(10), '<br>')}</p>"
        for part in LINES.split(value["text"].strip())
    ]
    said = f"<cite>{words(value['attribution'])}</cite>" if value["attribution"] else ""
    if value["pull"]:
        inside = f"<blockquote>{''.join(paragraphs)}{said}</blockquote>"
        return Written("pullquote", f'<figure class="wp-block-pullquote">{inside}</figure>')
    inside = "\n\n".join(str(Written("paragraph", one)) for one in paragraphs)
    return Written("quote", f'<blockquote class="wp-block-quote">{inside}{said}</blockquote>')


def _embed(value: dict[str, Any], shelf: Shelf) -> Written:
    url = value["url"]
    inside = (
        f'<div class="wp-block-embed__wrapper">\n{quoted(url)}\n</div>{_caption(value["caption"])}'
    )
    return Written("embed", f'<figure class="wp-block-embed">{inside}</figure>', {"url": url})


def _table(value: dict[str, Any], shelf: Shelf) -> Written:
    headings = [words(column["heading"] or "") for column in value["columns"]]
    head = (
        f"<thead><tr>{''.join(f'<th>{one}</th>' for one in headings)}</tr></thead>"
        if any(headings)
        else ""
    )
    cells = [[inside_of(cell or "", shelf) for cell in row["values"]] for row in value["rows"]]
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    html = f'<figure class="wp-block-table"><table>{head}<tbody>{rows}</tbody></table>{_caption(value["caption"])}</figure>'
    return Written("table", html)


def _code(value: dict[str, Any], shelf: Shelf) -> Written:
    named = f" language-{quoted(value['language'])}" if value["language"] else ""
    html = f'<pre class="wp-block-code{named}"><code>{words(value["code"])}</code></pre>'
    return Written("code", html, {"className": named.strip()} if named else {})


def _document(value: dict[str, Any], shelf: Shelf) -> Written | None:
    document = shelf.documents.get(value["document"])
    if document is None:
        return None
    href = shelf.file(document)
    link = f'<a href="{quoted(href)}">{words(value["title"] or document.title)}</a>'
    attributes = {"id": shelf.number(document), "href": href, "showDownloadButton": False}
    return Written("file", f'<div class="wp-block-file">{link}</div>', attributes)


WRITE: dict[str, Callable[[dict[str, Any], Shelf], Written | None]] = {
    "heading": _heading,
    "picture": _picture,
    "gallery": _gallery,
    "quote": _quote,
    "embed": _embed,
    "table": _table,
    "code": _code,
    "document": _document,
}
