"""Figures and the other boxes that hold one thing and its caption."""

from byline.transfer.html.block_buffer import MISSING
from byline.transfer.html.converter import Compositor
from byline.transfer.html.figures import (
    Figure,
    caption_of,
    figure_of,
    set_gallery,
    set_picture,
)
from byline.transfer.html.links import absolute, is_ours, reader_address
from byline.transfer.html.players import set_recording
from byline.transfer.html.tables import set_table
from byline.transfer.html.texts import set_box, set_quote
from byline.transfer.html.tree import Element, classes, find, plain, tag


def set_figure(compositor: Compositor, element: Element, newlines: bool) -> None:
    """A `<figure>`, by what stands in it."""
    caption = caption_of(_own_caption(element), compositor.setting)
    tables, quotes = find(element, "table"), find(element, "blockquote")
    frames, recordings, images = (
        find(element, "iframe"),
        find(element, "audio", "video"),
        find(element, "img"),
    )
    if find(element, "x-held"):
        compositor.walk(element, newlines)
    elif tables:
        set_table(compositor, tables[0], newlines, caption)
    elif quotes and "wp-block-pullquote" in classes(element):
        set_quote(compositor, quotes[0], newlines, pull=True)
    elif len(frames) == 1 and not images:
        compositor.embed(
            str(frames[0].get("src") or ""),
            title=str(frames[0].get("title") or ""),
            caption=caption,
        )
    elif recordings and not images:
        _set_recordings(compositor, recordings, caption)
    elif images and not quotes:
        set_pictures(compositor, element, images, caption)
    else:
        compositor.walk(element, newlines)


def _set_recordings(compositor: Compositor, recordings: list[Element], caption: str) -> None:
    for recording in recordings:
        addresses = [str(one.get("src") or "") for one in [recording, *find(recording, "source")]]
        set_recording(
            compositor, list(filter(None, addresses)), kind=tag(recording), caption=caption
        )


def set_pictures(
    compositor: Compositor, element: Element, images: list[Element], caption: str
) -> None:
    """One picture or several in a box; each may have a caption of its own in a box inside."""
    figures = [_figure(compositor, element, image) for image in images]
    if len(figures) == 1:
        [only] = figures
        set_picture(
            compositor,
            Figure(
                only.held, only.address, only.alt, " ".join(filter(None, [caption, only.caption]))
            ),
        )
    else:
        set_gallery(compositor, figures, caption)


def _figure(compositor: Compositor, box: Element, image: Element) -> Figure:
    link, caption = "", ""
    for around in image.iterancestors():
        if around is box:
            break
        link = link or (str(around.get("href") or "") if tag(around) == "a" else "")
        caption = caption or caption_of(_own_caption(around), compositor.setting)
    return figure_of(compositor, image, caption, link)


def _own_caption(element: Element) -> Element | None:
    """The caption of this box, not of one inside it."""
    for caption in find(element, "figcaption"):
        around = next(
            (
                one
                for one in caption.iterancestors()
                if tag(one) in ("figure", "li") or one is element
            ),
            None,
        )
        if around is element:
            return caption
    return None


def set_division(compositor: Compositor, element: Element, newlines: bool) -> None:
    """A `<div>`: WordPress's own boxes for a captioned picture and for a file, else one that only arranges."""
    names = classes(element)
    images = find(element, "img")
    if "wp-caption" in names and images:
        said = next(
            (inner for inner in find(element, "p") if "wp-caption-text" in classes(inner)), None
        )
        set_pictures(compositor, element, images, caption_of(said, compositor.setting))
    elif "wp-block-file" in names:
        set_file(compositor, element)
    else:
        set_box(compositor, element, newlines)


def set_file(compositor: Compositor, element: Element) -> None:
    """A file to load down: a document when it is here, else a link to where it stood."""
    link = next((link for link in find(element, "a") if link.get("href")), None)
    if link is None:
        return
    media = compositor.setting.media
    address = absolute(str(link.get("href")), compositor.setting)
    held = media.document(None, address) if address else None
    if held:
        compositor.galley.put("document", {"document": held.pk, "title": plain(link)})
        return
    if address and (media.knows(address) or is_ours(address, compositor.setting)):
        compositor.galley.remark(MISSING, address)
    href = reader_address(str(link.get("href")), compositor.setting)
    if href:
        compositor.link(href, plain(link))
