"""Films, sounds and frames of other places: never loaded unasked."""

from byline.transfer.html.block_buffer import CHANGED, MISSING, REMOVED
from byline.transfer.html.converter import Compositor
from byline.transfer.html.links import absolute, is_ours
from byline.transfer.html.pieces import Standout
from byline.transfer.html.tree import Element, find, plain, tag


def set_frame(compositor: Compositor, standout: Standout, newlines: bool) -> None:
    """An `<iframe>` becomes an embed of what it showed."""
    frame = standout.element
    source = str(frame.get("src") or frame.get("data-src") or frame.get("data-lazy-src") or "")
    if not compositor.embed(source, title=str(frame.get("title") or "").strip()):
        compositor.galley.remark(
            REMOVED, f"<iframe> without an address that can be kept: {source[:200]}".rstrip(": ")
        )


def set_object(compositor: Compositor, standout: Standout, newlines: bool) -> None:
    """An `<object>` or `<embed>` (players of the Flash age) becomes an embed of the address it names."""
    element = standout.element
    addresses = [str(element.get("data") or ""), str(element.get("src") or "")]
    addresses += [
        str(param.get("value") or "")
        for param in find(element, "param")
        if param.get("name") in ("movie", "src")
    ]
    addresses += [str(inner.get("src") or "") for inner in find(element, "embed")]
    if not any(compositor.embed(address) for address in addresses if address):
        compositor.galley.remark(REMOVED, f"<{tag(element)}> without an address that can be kept")


def set_player(compositor: Compositor, standout: Standout, newlines: bool) -> None:
    """An `<audio>` or `<video>`."""
    element = standout.element
    sources = [str(element.get("src") or "")] + [
        str(source.get("src") or "") for source in find(element, "source")
    ]
    sources += [str(link.get("href") or "") for link in find(element, "a")]
    set_recording(compositor, [source for source in sources if source], kind=tag(element))


def set_recording(
    compositor: Compositor,
    addresses: list[str],
    *,
    kind: str,
    number: int | None = None,
    caption: str = "",
) -> None:
    """A sound or a film: a document when its file is here, else an embed of its address."""
    media = compositor.setting.media
    full = [url for url in (absolute(address, compositor.setting) for address in addresses) if url]
    held = next((found for url in full or [""] if (found := media.document(number, url))), None)
    if held:
        compositor.galley.put("document", {"document": held.pk, "title": caption})
    elif full:
        if media.knows(full[0]) or is_ours(full[0], compositor.setting):
            compositor.galley.remark(MISSING, full[0])
        compositor.embed(full[0], caption=caption)
    else:
        compositor.galley.remark(REMOVED, f"<{kind}> without an address")


def set_nothing(compositor: Compositor, standout: Standout, newlines: bool) -> None:
    """What a page may not hold is told, not kept."""
    element = standout.element
    source = str(element.get("src") or "")
    compositor.galley.remark(REMOVED, f"<{tag(element)}> {source[:200]}".rstrip())


def set_fallback(compositor: Compositor, standout: Standout, newlines: bool) -> None:
    """`<noscript>`: for readers without a script, as all of ours are served. Only its words and links are kept."""
    if plain(standout.element):
        compositor.walk(standout.element, newlines)
    else:
        set_nothing(compositor, standout, newlines)


def set_picture_element(compositor: Compositor, standout: Standout, newlines: bool) -> None:
    """`<picture>`: the `<img>` inside it is the picture."""
    inner: list[Element] = find(standout.element, "img")
    if inner and (set_image := compositor.standout_table.get("img")):
        set_image(compositor, Standout(inner[0], standout.link), newlines)


def set_parting(compositor: Compositor, standout: Standout, newlines: bool) -> None:
    """`<!--nextpage-->` parts an article into pages: a divider here. `<!--more-->` only ended a teaser."""
    if (standout.element.text or "").strip() == "nextpage":
        compositor.galley.put("divider", None)
        compositor.galley.remark(CHANGED, "parted into pages: one page here, with a divider")
    else:
        compositor.galley.remark(CHANGED, "the mark of where a teaser ends")
