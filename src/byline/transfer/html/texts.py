"""Paragraphs, headings, quotes, code and rules."""

import re
from collections.abc import Iterator
from copy import deepcopy

from byline.transfer.html.block_buffer import CHANGED
from byline.transfer.html.converter import Compositor
from byline.transfer.html.inline import FOREIGN, KEPT, LOOKS_ONLY
from byline.transfer.html.pieces import Standout, around_standouts, paragraphs, pieces_of
from byline.transfer.html.raw_html import keep
from byline.transfer.html.tree import (
    Element,
    classes,
    drop,
    find,
    is_block,
    lines,
    nodes,
    plain,
    tag,
)

LEVELS = {"h1": "2", "h2": "2", "h3": "3", "h4": "4", "h5": "4", "h6": "4"}
SAME_LEVEL = ("h2", "h3", "h4")
LANGUAGE = re.compile(r"(?:^|\s)(?:language-|lang-|lang:\s*|brush:\s*)([\w+#-]{1,30})")
IN_QUOTES = LOOKS_ONLY | {"br", "cite", "footer"}
IN_CODE = LOOKS_ONLY | {"br", "code"}


def set_paragraph(compositor: Compositor, element: Element, newlines: bool) -> None:
    pieces = pieces_of(nodes(element))
    for paragraph in paragraphs(pieces) if newlines else [pieces]:
        compositor.paragraph(paragraph, newlines, turned=turned_of(compositor, element))


def turned_of(compositor: Compositor, element: Element) -> str:
    """The element's own direction (ltr, rtl), where that is not the site's."""
    direction = str(element.get("dir") or "").lower()
    return (
        direction
        if direction in ("ltr", "rtl") and (direction == "rtl") != compositor.setting.rtl
        else ""
    )


def set_box(compositor: Compositor, element: Element, newlines: bool) -> None:
    """A box that only arranges is opened; one that turns the direction of its text is kept."""
    if turned_of(compositor, element):
        keep(compositor, element, newlines)
    else:
        compositor.walk(element, newlines)


def set_heading(compositor: Compositor, element: Element, newlines: bool) -> None:
    """A heading is plain words. One with a link in it is kept as it is; pictures in it follow below."""
    name, words = tag(element), plain(element)
    linked = any(plain(link) for link in find(element, "a") if link.get("href"))
    if (
        linked
        or any(tag(inner) in FOREIGN for inner in find(element, "*"))
        or turned_of(compositor, element)
    ):
        keep(compositor, element, newlines)
        return
    if words:
        compositor.galley.put("heading", {"text": words, "level": LEVELS[name]})
        if name not in SAME_LEVEL:
            compositor.galley.remark(CHANGED, f"<{name}> set as a heading of level {LEVELS[name]}")
    for part in around_standouts(pieces_of(nodes(element))):
        if isinstance(part, Standout):
            compositor.standout(part, newlines)


def set_quote(
    compositor: Compositor, element: Element, newlines: bool, *, pull: bool = False
) -> None:
    """A quotation of plain words becomes a quote; one with links, emphasis or lists in it is kept as it is."""
    if turned_of(compositor, element) or not all(
        _is_plain_in_quotes(inner) for inner in element.iterdescendants()
    ):
        keep(compositor, element, newlines)
        return
    words, by = _spoken(element, newlines)
    if words:
        pull = pull or "wp-block-pullquote" in classes(element)
        compositor.galley.put("quote", {"text": words, "attribution": by, "pull": pull})


def _holds_only(element: Element, allowed: frozenset[str]) -> bool:
    return all(tag(inner) in allowed for inner in element.iterdescendants())


def _is_plain_in_quotes(element: Element) -> bool:
    """A name may be emphasised in any way, but not linked; the words themselves in none."""
    names = ("cite", "footer")
    return tag(element) in IN_QUOTES or (
        tag(element) in KEPT and any(tag(above) in names for above in element.iterancestors())
    )


def _spoken(element: Element, newlines: bool) -> tuple[str, str]:
    """The words, a line for each paragraph, and who said them: a `<cite>` or `<footer>` that ends the quotation."""
    mine = deepcopy(element)
    by = ""
    for said in find(mine, "cite", "footer")[-1:]:
        if plain(mine).endswith(plain(said)):
            by = plain(said).lstrip("—–-~ ")
            drop(said)
    text = "".join(_lines(mine, newlines))
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n")))), by


def _lines(element: Element, newlines: bool) -> Iterator[str]:
    for node in nodes(element):
        if isinstance(node, str):
            yield node if newlines else node.replace("\n", " ")
        elif tag(node) == "br":
            yield "\n"
        elif is_block(node):
            yield from ("\n", *_lines(node, newlines), "\n")
        else:
            yield from _lines(node, newlines)


def set_preformatted(compositor: Compositor, element: Element, newlines: bool) -> None:
    """`<pre>` is code, or a verse where WordPress says so; with links or emphasis inside it is kept as it is."""
    if "wp-block-verse" in classes(element):
        set_paragraph(compositor, element, newlines=True)
    elif _holds_only(element, IN_CODE):
        compositor.galley.put(
            "code", {"language": language_of(element), "code": lines(element).strip("\r\n")}
        )
    else:
        keep(compositor, element, newlines=False)


def language_of(element: Element) -> str:
    """The language that the element or the `<code>` in it says its text is in."""
    said = [element, *find(element, "code")]
    named = [
        str(one.get("lang") or one.get("data-lang") or "")
        for one in said
        if tag(one) in ("pre", "code")
    ]
    matches = [LANGUAGE.search(str(one.get("class") or "")) for one in said]
    return next((match[1] for match in matches if match), next(filter(None, named), ""))


def set_rule(compositor: Compositor, element: Element, newlines: bool) -> None:
    if compositor.galley.last not in ("", "divider"):
        compositor.galley.put("divider", None)


def set_linked_box(compositor: Compositor, element: Element, newlines: bool) -> None:
    """A link around whole paragraphs is kept as it is; around a picture only, the picture counts."""
    if element.get("href") and plain(element):
        keep(compositor, element, newlines)
        return
    compositor.walk(element, newlines)
