"""Figures and other boxes that hold one thing and its caption."""

from byline.transfer.html.block_buffer import MISSING_FILE
from byline.transfer.html.converter import HtmlConverter
from byline.transfer.html.figures import (
    Figure,
    add_figure,
    add_gallery,
    caption_of,
    figure_of,
)
from byline.transfer.html.links import absolute_url, is_on_old_site, link_address
from byline.transfer.html.players import add_recording
from byline.transfer.html.tables import convert_table
from byline.transfer.html.texts import convert_box, convert_quote
from byline.transfer.html.tree import Element, classes, element_text, find_all, tag


def convert_figure(converter: HtmlConverter, element: Element, newlines: bool) -> None:
    """Convert a `<figure>` by what it contains."""
    caption = caption_of(_captions_inside(element).get(element), converter.context)
    tables, quotes = find_all(element, "table"), find_all(element, "blockquote")
    frames, recordings, images = (
        find_all(element, "iframe"),
        find_all(element, "audio", "video"),
        find_all(element, "img"),
    )
    if find_all(element, "x-placeholder"):
        converter.walk(element, newlines)
    elif tables:
        convert_table(converter, tables[0], newlines, caption)
    elif quotes and "wp-block-pullquote" in classes(element):
        convert_quote(converter, quotes[0], newlines, pull=True)
    elif len(frames) == 1 and not images:
        converter.embed(
            str(frames[0].get("src") or ""),
            title=str(frames[0].get("title") or ""),
            caption=caption,
        )
    elif recordings and not images:
        _set_recordings(converter, recordings, caption)
    elif images and not quotes:
        add_figures(converter, element, images, caption)
    else:
        converter.walk(element, newlines)


def _set_recordings(converter: HtmlConverter, recordings: list[Element], caption: str) -> None:
    for recording in recordings:
        addresses = [
            str(one.get("src") or "") for one in [recording, *find_all(recording, "source")]
        ]
        add_recording(
            converter, list(filter(None, addresses)), kind=tag(recording), caption=caption
        )


def add_figures(
    converter: HtmlConverter, element: Element, images: list[Element], caption: str
) -> None:
    """Add the pictures of a box. Each may have a caption of its own in a box inside."""
    captions = _captions_inside(element)
    figures = [_figure(converter, element, image, captions) for image in images]
    if len(figures) == 1:
        [only] = figures
        add_figure(
            converter,
            Figure(
                only.stored, only.address, only.alt, " ".join(filter(None, [caption, only.caption]))
            ),
        )
    else:
        add_gallery(converter, figures, caption)


def _figure(
    converter: HtmlConverter, box: Element, image: Element, captions: dict[Element, Element]
) -> Figure:
    link, caption = "", ""
    for around in image.iterancestors():
        if around is box:
            break
        link = link or (str(around.get("href") or "") if tag(around) == "a" else "")
        caption = caption or caption_of(captions.get(around), converter.context)
    return figure_of(converter, image, caption, link)


def _captions_inside(box: Element) -> dict[Element, Element]:
    """The first caption of each box inside this one, not of a figure or an item inside that."""
    captions: dict[Element, Element] = {}
    for caption in find_all(box, "figcaption"):
        for around in caption.iterancestors():
            captions.setdefault(around, caption)
            if around is box or tag(around) in ("figure", "li"):
                break
    return captions


def convert_division(converter: HtmlConverter, element: Element, newlines: bool) -> None:
    """Convert a `<div>`: WordPress's boxes for captioned pictures and files, or one that only
    arranges.
    """
    names = classes(element)
    images = find_all(element, "img")
    if "wp-caption" in names and images:
        caption = next(
            (inner for inner in find_all(element, "p") if "wp-caption-text" in classes(inner)), None
        )
        add_figures(converter, element, images, caption_of(caption, converter.context))
    elif "wp-block-file" in names:
        convert_file(converter, element)
    else:
        convert_box(converter, element, newlines)


def convert_file(converter: HtmlConverter, element: Element) -> None:
    """Convert a link to a file: to a document when it is stored here, else to a link to its old
    address.
    """
    link = next((link for link in find_all(element, "a") if link.get("href")), None)
    if link is None:
        return
    media = converter.context.media
    address = absolute_url(str(link.get("href")), converter.context)
    stored = media.document(None, address) if address else None
    if stored:
        converter.buffer.add("document", {"document": stored.pk, "title": element_text(link)})
        return
    if address and (media.knows(address) or is_on_old_site(address, converter.context)):
        converter.buffer.remark(MISSING_FILE, address)
    href = link_address(str(link.get("href")), converter.context)
    if href:
        converter.link(href, element_text(link))
