"""Pictures, their captions and galleries."""

from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from byline.transfer.html.block_buffer import CHANGED, MISSING_FILE, REMOVED, UNDESCRIBED, Block
from byline.transfer.html.converter import HtmlConverter
from byline.transfer.html.converter_context import ConverterContext, StoredFile
from byline.transfer.html.links import (
    UPLOADS_PATH,
    absolute_url,
    decode_path,
    file_name,
    is_same_file,
    link_address,
)
from byline.transfer.html.pieces import StandaloneElement
from byline.transfer.html.tree import Element, attachment_number, element_text, nodes, tag

SOURCE_ATTRIBUTES = ("src", "data-orig-file", "data-src", "data-lazy-src", "data-full-url")
INVISIBLE_SIZES = ("0", "1")
MIN_GALLERY_PICTURES = 2
"""The number of pictures from which they make a gallery."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as an article shows it. `stored` is None when its file was not given."""

    stored: StoredFile | None
    address: str
    alt: str = ""
    caption: str = ""

    def block(self) -> Block:
        if self.stored is None:
            raise ValueError("a picture without a file has no block")
        alt = "" if self.alt == self.stored.description else self.alt
        bare = not (alt or self.stored.description)
        return {"picture": self.stored.pk, "caption": self.caption, "alt": alt, "decorative": bare}


def image_source(image: Element) -> str:
    """The picture's address, also when a script was meant to load it."""
    for name in SOURCE_ATTRIBUTES:
        address = str(image.get(name) or "").strip()
        if address and not (address.startswith("data:") and name == "src" and _other_source(image)):
            return address
    return ""


def _other_source(image: Element) -> bool:
    return any(image.get(name) for name in SOURCE_ATTRIBUTES[1:])


def figure_of(
    converter: HtmlConverter, image: Element, caption: str = "", link: str = ""
) -> Figure:
    """What an `<img>` shows.

    The target of a link around it is kept in the caption, unless it is the picture's own file.
    """
    context = converter.context
    source = image_source(image)
    address = source if source.startswith("data:") else absolute_url(source, context)
    stored = context.media.picture(attachment_number(image), address)
    target = _target(link, address, context)
    if target and target not in caption:
        converter.buffer.remark(CHANGED, f"link around a picture, now in its caption: {target}")
        caption = f"{caption} ({target})".strip()
    return Figure(stored, address, str(image.get("alt") or "").strip(), caption)


def _target(link: str, address: str, context: ConverterContext) -> str:
    href = link_address(link, context) if link else ""
    if (
        not href
        or is_same_file(href, address)
        or UPLOADS_PATH.search(href)
        or "attachment_id=" in href
    ):
        return ""
    return "" if decode_path(urlsplit(href).path) in context.pages_of_files else href


def add_figure(converter: HtmlConverter, figure: Figure) -> None:
    """Add the picture, or where its file is missing a link to its old address: nothing loads from
    there by itself.
    """
    if figure.stored is not None:
        value = figure.block()
        if value["decorative"]:
            converter.buffer.remark(UNDESCRIBED, figure.address or f"picture {figure.stored.pk}")
        converter.buffer.add("picture", value)
        return
    _set_missing(converter, figure)


def _set_missing(converter: HtmlConverter, figure: Figure) -> None:
    name = figure.alt or file_name(figure.address)
    if figure.address.startswith("data:"):
        converter.buffer.remark(MISSING_FILE, "a picture inside the text itself (data:)")
        words = escape(figure.alt or figure.caption, quote=False)
    elif not figure.address:
        converter.buffer.remark(REMOVED, f"picture without an address {figure.alt}".strip())
        words = escape(figure.alt, quote=False)
    else:
        converter.buffer.remark(MISSING_FILE, figure.address)
        words = f'<a href="{escape(figure.address)}">{escape(name, quote=False)}</a>'
    caption = (
        f"<figcaption>{escape(figure.caption, quote=False)}</figcaption>" if figure.caption else ""
    )
    if words or caption:
        converter.buffer.add_raw_html(f"<figure><p>{words}</p>{caption}</figure>")


def add_gallery(converter: HtmlConverter, figures: list[Figure], caption: str = "") -> None:
    """Add those whose files are stored here as one gallery, and a link for each of the others."""
    here = [figure for figure in figures if figure.stored is not None]
    if len(here) >= MIN_GALLERY_PICTURES:
        items = [figure.block() for figure in here]
        converter.buffer.add("gallery", {"pictures": items, "caption": caption})
    for figure in (
        figures
        if len(here) < MIN_GALLERY_PICTURES
        else [figure for figure in figures if figure.stored is None]
    ):
        add_figure(converter, figure)
    if caption and len(here) < MIN_GALLERY_PICTURES:
        converter.buffer.add_text(f"<p>{escape(caption, quote=False)}</p>")


def convert_image(converter: HtmlConverter, standalone: StandaloneElement, newlines: bool) -> None:
    """Convert an `<img>` in the text."""
    image = standalone.element
    if str(image.get("width")) in INVISIBLE_SIZES and str(image.get("height")) in INVISIBLE_SIZES:
        converter.buffer.remark(REMOVED, f"tracking pixel: {image_source(image)[:200]}")
        return
    add_figure(converter, figure_of(converter, image, link=standalone.link))


def caption_of(element: Element | None, context: ConverterContext) -> str:
    """The words of a caption.

    A link in it is kept as an address in brackets, because credits are often links.
    """
    return " ".join("".join(_caption(element, context)).split()) if element is not None else ""


def _caption(element: Element, context: ConverterContext) -> list[str]:
    words: list[str] = []
    for node in nodes(element):
        if isinstance(node, str):
            words.append(node)
        elif tag(node) == "br":
            words.append(" ")
        elif tag(node) not in ("#comment", "script", "style", "img"):
            words += _caption(node, context)
            words.append(_address_of(node, context))
    return words


def _address_of(element: Element, context: ConverterContext) -> str:
    if tag(element) != "a" or not element.get("href") or not element_text(element):
        return ""
    href = link_address(str(element.get("href")), context)
    return f" ({href})" if href and href not in element_text(element) else ""
