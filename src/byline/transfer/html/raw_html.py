"""HTML that no other block can hold: kept whole and scrubbed, with a remark for whatever had to go."""

import re
from copy import deepcopy

from byline.lib.scrub import TAGS, scrub_html
from byline.transfer.html.block_buffer import CHANGED, MISSING, REMOVED
from byline.transfer.html.converter import Compositor
from byline.transfer.html.figures import figure_of
from byline.transfer.html.inline import RENAMED
from byline.transfer.html.links import file_name, reader_address
from byline.transfer.html.pieces import Standout
from byline.transfer.html.tree import Element, drop, find, html_of, plain, tag

HOISTED = ("x-held", "iframe", "object", "embed", "video", "audio")
LOOKS_ONLY = frozenset("span font center big nobr label html body o:p tbody".split())
EVENT = re.compile(r"^on\w+$")


def keep(compositor: Compositor, element: Element, newlines: bool) -> None:
    """Set the element as imported HTML. What is played or was lifted out follows below it."""
    mine = deepcopy(element)
    mine.tail = None
    later = [Standout(deepcopy(inner)) for inner in _outermost(mine)]
    for inner in _outermost(mine):
        drop(inner)
    _readdress(compositor, mine)
    _tell_removed(compositor, mine)
    if newlines:
        break_lines(mine)
    html = scrub_html(html_of(mine)).strip()
    if plain(mine) or "<img " in html:
        compositor.galley.imported(html)
    for standout in later:
        compositor.standout(standout, newlines)


def _outermost(element: Element) -> list[Element]:
    found = find(element, *HOISTED)
    these = set(found)
    return [
        inner for inner in found if not any(ancestor in these for ancestor in inner.iterancestors())
    ]


def _readdress(compositor: Compositor, element: Element) -> None:
    for inner in [element, *find(element, "*")]:
        if tag(inner) in RENAMED:
            inner.tag = RENAMED[tag(inner)]
        if inner.get("href"):
            _lead(compositor, inner)
        if tag(inner) == "img":
            _hang(compositor, inner)


def _lead(compositor: Compositor, link: Element) -> None:
    address = str(link.attrib.pop("href"))
    if href := reader_address(address, compositor.setting):
        link.set("href", href)
    elif address.strip().startswith("#"):
        compositor.galley.remark(CHANGED, f"link inside the page {address.strip()[:200]}")
    else:
        compositor.galley.remark(REMOVED, f"link to {address[:200]}")


def _hang(compositor: Compositor, image: Element) -> None:
    """Point the picture at its file here, or put a link to where it stood in its place."""
    figure = figure_of(compositor, image)
    if figure.held is not None and figure.held.url.startswith("/"):
        image.set("src", figure.held.url)
        return
    if figure.address and not figure.address.startswith("data:"):
        compositor.galley.remark(MISSING, figure.address)
        linked = any(tag(ancestor) == "a" for ancestor in image.iterancestors())
        image.tag = "span" if linked else "a"
        image.set("href", figure.address)
        image.text = figure.alt or file_name(figure.address)
    else:
        compositor.galley.remark(REMOVED, "a picture without an address of its own")


def _tell_removed(compositor: Compositor, element: Element) -> None:
    for inner in element.iter():
        name = tag(inner)
        if name not in TAGS and name not in LOOKS_ONLY and name != "#comment":
            compositor.galley.remark(
                REMOVED, f"<{name}> {str(inner.get('src') or '')[:200]}".rstrip()
            )
        for attribute in inner.attrib if isinstance(inner.tag, str) else ():
            if EVENT.match(str(attribute).lower()):
                compositor.galley.remark(REMOVED, f"{attribute} of <{name}>")


def break_lines(element: Element) -> None:
    """Make the line breaks of the source line breaks of the page, except at the ends of a text and inside `<pre>`."""
    for inner in list(element.iter()):
        if tag(inner) == "#comment" or any(
            tag(above) == "pre" for above in (inner, *inner.iterancestors())
        ):
            continue
        _break(inner)


def _break(element: Element) -> None:
    if element.text and "\n" in element.text.strip():
        first, *rest = _broken(element.text)
        element.text = first
        _insert(element, 0, rest)
    for child in list(element):
        if child.tail and "\n" in child.tail.strip():
            first, *rest = _broken(child.tail)
            child.tail = first
            _insert(element, element.index(child) + 1, rest)


def _broken(text: str) -> list[str]:
    return re.split(r"(?<=\S)[ \t]*\n\s*(?=\S)", text)


def _insert(element: Element, at: int, texts: list[str]) -> None:
    for offset, text in enumerate(texts):
        line = element.makeelement("br", {}, {})
        line.tail = text
        element.insert(at + offset, line)
