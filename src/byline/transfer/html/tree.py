"""HTML fragments as trees, with the few questions the converter asks about them."""

import re
from collections.abc import Iterator

from lxml import etree

from byline.lib.html_bounds import without_surplus_attributes

Element = etree._Element  # noqa: SLF001  (the only name that lxml has for its type)
Node = str | Element

MAX_DEPTH = 120
"""Levels of elements. No article is nested deeper; anything deeper is kept verbatim, unparsed."""

BLOCK_TAGS = frozenset(
    """
    address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption
    figure footer form
    frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav noframes ol p pre
    section summary table
    tbody td tfoot th thead tr ul
    """.split()
)


def parse_html(html: str) -> Element:
    """The `<body>` that holds the fragment. Never fails: broken HTML is read as a browser would."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_pis=True)
    whole = without_surplus_attributes(html.replace("\x00", ""))
    source = "<html><body>" + whole + "</body></html>"
    root = etree.fromstring(source.encode("utf-8", errors="replace"), parser)
    body = root.find("body") if root is not None else None
    return body if body is not None else etree.Element("body")


def nodes(parent: Element) -> Iterator[Node]:
    """Text and elements inside `parent`, in order. Comments count as elements."""
    if parent.text:
        yield parent.text
    for child in parent:
        yield child
        if child.tail:
            yield child.tail


def tag(element: Element) -> str:
    """The element's name; "#comment" for comments and the like."""
    return str(element.tag).lower() if isinstance(element.tag, str) else "#comment"


def is_block(element: Element) -> bool:
    """Whether it is displayed on lines of its own, or contains something that is."""
    return tag(element) in BLOCK_TAGS or any(
        tag(inner) in BLOCK_TAGS for inner in element.iterdescendants()
    )


def is_too_deep(root: Element) -> bool:
    """Whether elements are nested more than MAX_DEPTH deep."""
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            return True
    return False


def element_text(element: Element) -> str:
    """The element's words on one line."""
    return " ".join("".join(_words(element, " ")).split())


def preformatted_text(element: Element) -> str:
    """The element's words with their line breaks, as in `<pre>`."""
    return "".join(_words(element, "\n"))


def _words(element: Element, for_break: str) -> Iterator[str]:
    for node in nodes(element):
        if isinstance(node, str):
            yield node
        elif tag(node) == "br":
            yield for_break
        elif tag(node) not in ("#comment", "script", "style"):
            yield from _words(node, for_break)


def classes(element: Element) -> set[str]:
    return set(str(element.get("class") or "").split())


def find_all(element: Element, *names: str) -> list[Element]:
    """Every element with one of these names inside `element`."""
    return [inner for inner in element.iterdescendants(*names) if isinstance(inner.tag, str)]


def attachment_number(element: Element) -> int | None:
    """The attachment that an `<img>` names in its class (`wp-image-12`) or `data-id`."""
    match = re.search(r"\bwp-image-(\d{1,12})\b", str(element.get("class") or "")) or re.fullmatch(
        r"(\d{1,12})", str(element.get("data-id") or element.get("data-attachment-id") or "")
    )
    return int(match[1]) if match else None


def outer_html(element: Element) -> str:
    """The element with its content, without the text that follows it."""
    return str(etree.tostring(element, method="html", encoding="unicode", with_tail=False))


def remove_element(element: Element) -> None:
    """Remove the element from its tree and keep the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    previous = element.getprevious()
    if element.tail and previous is not None:
        previous.tail = (previous.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
