"""HTML that no other block can hold: kept whole and sanitized, with a remark for whatever is
removed.
"""

import re
from copy import deepcopy

from byline.lib.scrub import TAGS, scrub_html
from byline.transfer.html.block_buffer import CHANGED, MISSING_FILE, REMOVED
from byline.transfer.html.converter import HtmlConverter
from byline.transfer.html.figures import figure_of
from byline.transfer.html.inline import MODERN_TAGS
from byline.transfer.html.links import file_name, link_address
from byline.transfer.html.pieces import StandaloneElement
from byline.transfer.html.tree import (
    Element,
    element_text,
    find_all,
    outer_html,
    remove_element,
    tag,
)

MOVED_BELOW = ("x-placeholder", "iframe", "object", "embed", "video", "audio")
UNREPORTED_TAGS = frozenset("span font center big nobr label html body o:p tbody".split())
EVENT_ATTRIBUTE = re.compile(r"^on\w+$")


def keep_raw_html(converter: HtmlConverter, element: Element, newlines: bool) -> None:
    """Add the element as raw HTML. Players and placeholders follow below it."""
    mine = deepcopy(element)
    mine.tail = None
    later = [StandaloneElement(deepcopy(inner)) for inner in _outermost(mine)]
    for inner in _outermost(mine):
        remove_element(inner)
    _readdress(converter, mine)
    _report_removed(converter, mine)
    if newlines:
        break_lines(mine)
    html = scrub_html(outer_html(mine)).strip()
    if element_text(mine) or "<img " in html:
        converter.buffer.add_raw_html(html)
    for standalone in later:
        converter.standalone(standalone, newlines)


def _outermost(element: Element) -> list[Element]:
    elements = find_all(element, *MOVED_BELOW)
    moved = set(elements)
    return [
        inner
        for inner in elements
        if not any(ancestor in moved for ancestor in inner.iterancestors())
    ]


def _readdress(converter: HtmlConverter, element: Element) -> None:
    for inner in [element, *find_all(element, "*")]:
        if tag(inner) in MODERN_TAGS:
            inner.tag = MODERN_TAGS[tag(inner)]
        if inner.get("href"):
            _convert_link(converter, inner)
        if tag(inner) == "img":
            _point_to_file(converter, inner)


def _convert_link(converter: HtmlConverter, link: Element) -> None:
    address = str(link.attrib.pop("href"))
    if href := link_address(address, converter.context):
        link.set("href", href)
    elif address.strip().startswith("#"):
        converter.buffer.remark(CHANGED, f"link inside the page {address.strip()[:200]}")
    else:
        converter.buffer.remark(REMOVED, f"link to {address[:200]}")


def _point_to_file(converter: HtmlConverter, image: Element) -> None:
    """Point the picture to its file here, or replace it by a link to its old address."""
    figure = figure_of(converter, image)
    if figure.stored is not None and figure.stored.url.startswith("/"):
        image.set("src", figure.stored.url)
        return
    if figure.address and not figure.address.startswith("data:"):
        converter.buffer.remark(MISSING_FILE, figure.address)
        linked = any(tag(ancestor) == "a" for ancestor in image.iterancestors())
        image.tag = "span" if linked else "a"
        image.set("href", figure.address)
        image.text = figure.alt or file_name(figure.address)
    else:
        converter.buffer.remark(REMOVED, "a picture without an address of its own")


def _report_removed(converter: HtmlConverter, element: Element) -> None:
    for inner in element.iter():
        name = tag(inner)
        if name not in TAGS and name not in UNREPORTED_TAGS and name != "#comment":
            converter.buffer.remark(
                REMOVED, f"<{name}> {str(inner.get('src') or '')[:200]}".rstrip()
            )
        for attribute in inner.attrib if isinstance(inner.tag, str) else ():
            if EVENT_ATTRIBUTE.match(str(attribute).lower()):
                converter.buffer.remark(REMOVED, f"{attribute} of <{name}>")


def break_lines(element: Element) -> None:
    """Turn line breaks into `<br>`, except at the ends of a text and inside `<pre>`."""
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
