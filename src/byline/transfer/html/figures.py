"""Pictures, their captions and galleries."""

from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from byline.transfer.html.block_buffer import CHANGED, MISSING, REMOVED, UNDESCRIBED, Block
from byline.transfer.html.converter import Compositor
from byline.transfer.html.converter_context import Held, Setting
from byline.transfer.html.links import UPLOADS, absolute, file_name, reader_address, same_file
from byline.transfer.html.pieces import Standout
from byline.transfer.html.tree import Element, attachment_number, nodes, plain, tag
from byline.transfer.wordpress.rules import decoded

SOURCES = ("src", "data-orig-file", "data-src", "data-lazy-src", "data-full-url")
INVISIBLE_SIZES = ("0", "1")
FEWEST = 2
"""Pictures that make a gallery."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as an article shows it. `held` is None when its file was not given."""

    held: Held | None
    address: str
    alt: str = ""
    caption: str = ""

    def block(self) -> Block:
        if self.held is None:
            raise ValueError("a picture that is not here can't be set")
        alt = "" if self.alt == self.held.description else self.alt
        bare = not (alt or self.held.description)
        return {"picture": self.held.pk, "caption": self.caption, "alt": alt, "decorative": bare}


def source_of(image: Element) -> str:
    """Where the picture stands, also when a script was meant to load it."""
    for name in SOURCES:
        address = str(image.get(name) or "").strip()
        if address and not (address.startswith("data:") and name == "src" and _other_source(image)):
            return address
    return ""


def _other_source(image: Element) -> bool:
    return any(image.get(name) for name in SOURCES[1:])


def figure_of(compositor: Compositor, image: Element, caption: str = "", link: str = "") -> Figure:
    """What an `<img>` shows. A link around it that leads elsewhere than to its own file is kept in the caption."""
    setting = compositor.setting
    source = source_of(image)
    address = source if source.startswith("data:") else absolute(source, setting)
    held = setting.media.picture(attachment_number(image), address)
    target = _target(link, address, setting)
    if target and target not in caption:
        compositor.galley.remark(CHANGED, f"link of a picture, now in its caption: {target}")
        caption = f"{caption} ({target})".strip()
    return Figure(held, address, str(image.get("alt") or "").strip(), caption)


def _target(link: str, address: str, setting: Setting) -> str:
    href = reader_address(link, setting) if link else ""
    if not href or same_file(href, address) or UPLOADS.search(href) or "attachment_id=" in href:
        return ""
    return "" if decoded(urlsplit(href).path) in setting.pages_of_files else href


def set_picture(compositor: Compositor, figure: Figure) -> None:
    """Set the picture, or where its file is missing a link to where it stood: nothing loads from there unasked."""
    if figure.held is not None:
        value = figure.block()
        if value["decorative"]:
            compositor.galley.remark(UNDESCRIBED, figure.address or f"picture {figure.held.pk}")
        compositor.galley.put("picture", value)
        return
    _set_missing(compositor, figure)


def _set_missing(compositor: Compositor, figure: Figure) -> None:
    name = figure.alt or file_name(figure.address)
    if figure.address.startswith("data:"):
        compositor.galley.remark(MISSING, "a picture written into the text itself (data:)")
        words = escape(figure.alt or figure.caption, quote=False)
    elif not figure.address:
        compositor.galley.remark(REMOVED, f"picture without an address {figure.alt}".strip())
        words = escape(figure.alt, quote=False)
    else:
        compositor.galley.remark(MISSING, figure.address)
        words = f'<a href="{escape(figure.address)}">{escape(name, quote=False)}</a>'
    caption = (
        f"<figcaption>{escape(figure.caption, quote=False)}</figcaption>" if figure.caption else ""
    )
    if words or caption:
        compositor.galley.imported(f"<figure><p>{words}</p>{caption}</figure>")


def set_gallery(compositor: Compositor, figures: list[Figure], caption: str = "") -> None:
    """Set those whose files are here as one gallery, and a link for each of the others."""
    here = [figure for figure in figures if figure.held is not None]
    if len(here) >= FEWEST:
        items = [figure.block() for figure in here]
        compositor.galley.put("gallery", {"pictures": items, "caption": caption})
    for figure in (
        figures if len(here) < FEWEST else [figure for figure in figures if figure.held is None]
    ):
        set_picture(compositor, figure)
    if caption and len(here) < FEWEST:
        compositor.galley.text(f"<p>{escape(caption, quote=False)}</p>")


def set_image(compositor: Compositor, standout: Standout, newlines: bool) -> None:
    """An `<img>` in the text."""
    image = standout.element
    if str(image.get("width")) in INVISIBLE_SIZES and str(image.get("height")) in INVISIBLE_SIZES:
        compositor.galley.remark(
            REMOVED, f"picture of one point, made to count visits: {source_of(image)[:200]}"
        )
        return
    set_picture(compositor, figure_of(compositor, image, link=standout.link))


def caption_of(element: Element | None, setting: Setting) -> str:
    """The words of a caption. A link in it is kept as its address in brackets, since credits live there."""
    return " ".join("".join(_caption(element, setting)).split()) if element is not None else ""


def _caption(element: Element, setting: Setting) -> list[str]:
    said: list[str] = []
    for node in nodes(element):
        if isinstance(node, str):
            said.append(node)
        elif tag(node) == "br":
            said.append(" ")
        elif tag(node) not in ("#comment", "script", "style", "img"):
            said += _caption(node, setting)
            said.append(_address_of(node, setting))
    return said


def _address_of(element: Element, setting: Setting) -> str:
    if tag(element) != "a" or not element.get("href") or not plain(element):
        return ""
    href = reader_address(str(element.get("href")), setting)
    return f" ({href})" if href and href not in plain(element) else ""
