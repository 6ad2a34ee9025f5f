"""Videos, audio and frames. Those from other sites load only when the reader clicks."""

from byline.transfer.html.block_buffer import MISSING_FILE, REMOVED
from byline.transfer.html.converter import HtmlConverter
from byline.transfer.html.links import absolute_url, is_on_old_site
from byline.transfer.html.pieces import StandaloneElement
from byline.transfer.html.tree import Element, element_text, find_all, tag


def convert_frame(converter: HtmlConverter, standalone: StandaloneElement, newlines: bool) -> None:
    """An `<iframe>` becomes an embed of what it showed."""
    frame = standalone.element
    source = str(frame.get("src") or frame.get("data-src") or frame.get("data-lazy-src") or "")
    if not converter.embed(source, title=str(frame.get("title") or "").strip()):
        converter.buffer.remark(
            REMOVED, f"<iframe> without an address that can be kept: {source[:200]}".rstrip(": ")
        )


def convert_object(converter: HtmlConverter, standalone: StandaloneElement, newlines: bool) -> None:
    """An `<object>` or `<embed>` (Flash players) becomes an embed of the address it names."""
    element = standalone.element
    addresses = [str(element.get("data") or ""), str(element.get("src") or "")]
    addresses += [
        str(param.get("value") or "")
        for param in find_all(element, "param")
        if param.get("name") in ("movie", "src")
    ]
    addresses += [str(inner.get("src") or "") for inner in find_all(element, "embed")]
    if not any(converter.embed(address) for address in addresses if address):
        converter.buffer.remark(REMOVED, f"<{tag(element)}> without an address that can be kept")


def convert_player(converter: HtmlConverter, standalone: StandaloneElement, newlines: bool) -> None:
    element = standalone.element
    sources = [str(element.get("src") or "")] + [
        str(source.get("src") or "") for source in find_all(element, "source")
    ]
    sources += [str(link.get("href") or "") for link in find_all(element, "a")]
    add_recording(converter, [source for source in sources if source], kind=tag(element))


def add_recording(
    converter: HtmlConverter,
    addresses: list[str],
    *,
    kind: str,
    number: int | None = None,
    caption: str = "",
) -> None:
    """Add a sound or a video: as a document when its file is stored here, else as an embed."""
    media = converter.context.media
    full = [
        url for url in (absolute_url(address, converter.context) for address in addresses) if url
    ]
    stored = next((file for url in full or [""] if (file := media.document(number, url))), None)
    if stored:
        converter.buffer.add("document", {"document": stored.pk, "title": caption})
    elif full:
        if media.knows(full[0]) or is_on_old_site(full[0], converter.context):
            converter.buffer.remark(MISSING_FILE, full[0])
        converter.embed(full[0], caption=caption)
    else:
        converter.buffer.remark(REMOVED, f"<{kind}> without an address")


def report_removed(converter: HtmlConverter, standalone: StandaloneElement, newlines: bool) -> None:
    """Report an element that a page may not contain."""
    element = standalone.element
    source = str(element.get("src") or "")
    converter.buffer.remark(REMOVED, f"<{tag(element)}> {source[:200]}".rstrip())


def convert_noscript(
    converter: HtmlConverter, standalone: StandaloneElement, newlines: bool
) -> None:
    """Convert `<noscript>`. Readers here get no scripts, so its words and links are kept."""
    if element_text(standalone.element):
        converter.walk(standalone.element, newlines)
    else:
        report_removed(converter, standalone, newlines)


def convert_picture_element(
    converter: HtmlConverter, standalone: StandaloneElement, newlines: bool
) -> None:
    """Convert the `<img>` inside a `<picture>`."""
    inner: list[Element] = find_all(standalone.element, "img")
    if inner and (set_image := converter.element_handlers.get("img")):
        set_image(converter, StandaloneElement(inner[0], standalone.link), newlines)
