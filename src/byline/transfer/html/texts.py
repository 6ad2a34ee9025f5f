"""Paragraphs, headings, quotes, code and rules."""

import re
from collections.abc import Iterator
from copy import deepcopy

from byline.transfer.html.block_buffer import CHANGED
from byline.transfer.html.converter import HtmlConverter
from byline.transfer.html.inline import PRESENTATIONAL_TAGS, RICH_TEXT_TAGS, UNSUPPORTED_TAGS
from byline.transfer.html.pieces import (
    StandaloneElement,
    paragraphs,
    pieces_of,
    split_at_standalone,
)
from byline.transfer.html.raw_html import keep_raw_html
from byline.transfer.html.tree import (
    Element,
    classes,
    element_text,
    find_all,
    is_block,
    nodes,
    preformatted_text,
    remove_element,
    tag,
)

HEADING_LEVELS = {"h1": "2", "h2": "2", "h3": "3", "h4": "4", "h5": "4", "h6": "4"}
KEPT_LEVELS = ("h2", "h3", "h4")
LANGUAGE = re.compile(r"(?:^|\s)(?:language-|lang-|lang:\s*|brush:\s*)([\w+#-]{1,30})")
QUOTE_TAGS = PRESENTATIONAL_TAGS | {"br", "cite", "footer"}
CODE_TAGS = PRESENTATIONAL_TAGS | {"br", "code"}


def convert_paragraph(converter: HtmlConverter, element: Element, newlines: bool) -> None:
    pieces = pieces_of(nodes(element))
    for paragraph in paragraphs(pieces) if newlines else [pieces]:
        converter.paragraph(paragraph, newlines, direction=direction_of(converter, element))


def direction_of(converter: HtmlConverter, element: Element) -> str:
    """The element's own direction (ltr, rtl), where that is not the site's."""
    direction = str(element.get("dir") or "").lower()
    return (
        direction
        if direction in ("ltr", "rtl") and (direction == "rtl") != converter.context.rtl
        else ""
    )


def convert_box(converter: HtmlConverter, element: Element, newlines: bool) -> None:
    """Unwrap a `<div>` and the like. One that changes the direction of its text is kept."""
    if direction_of(converter, element):
        keep_raw_html(converter, element, newlines)
    else:
        converter.walk(element, newlines)


def convert_heading(converter: HtmlConverter, element: Element, newlines: bool) -> None:
    """A heading is plain words.

    One with a link in it is kept as raw HTML; pictures in it follow below.
    """
    name, words = tag(element), element_text(element)
    linked = any(element_text(link) for link in find_all(element, "a") if link.get("href"))
    if (
        linked
        or any(tag(inner) in UNSUPPORTED_TAGS for inner in find_all(element, "*"))
        or direction_of(converter, element)
    ):
        keep_raw_html(converter, element, newlines)
        return
    if words:
        converter.buffer.add("heading", {"text": words, "level": HEADING_LEVELS[name]})
        if name not in KEPT_LEVELS:
            converter.buffer.remark(
                CHANGED, f"<{name}> set as a heading of level {HEADING_LEVELS[name]}"
            )
    for part in split_at_standalone(pieces_of(nodes(element))):
        if isinstance(part, StandaloneElement):
            converter.standalone(part, newlines)


def convert_quote(
    converter: HtmlConverter, element: Element, newlines: bool, *, pull: bool = False
) -> None:
    """A quotation of plain words becomes a quote.

    One with links, emphasis or lists is kept as raw HTML.
    """
    if direction_of(converter, element) or not all(
        _is_plain_in_quotes(inner) for inner in element.iterdescendants()
    ):
        keep_raw_html(converter, element, newlines)
        return
    words, by = _spoken(element, newlines)
    if words:
        pull = pull or "wp-block-pullquote" in classes(element)
        converter.buffer.add("quote", {"text": words, "attribution": by, "pull": pull})


def _holds_only(element: Element, allowed: frozenset[str]) -> bool:
    return all(tag(inner) in allowed for inner in element.iterdescendants())


def _is_plain_in_quotes(element: Element) -> bool:
    """Whether a quote can hold the element.

    Its source may be emphasised but not linked; its text may be neither.
    """
    names = ("cite", "footer")
    return tag(element) in QUOTE_TAGS or (
        tag(element) in RICH_TEXT_TAGS
        and any(tag(above) in names for above in element.iterancestors())
    )


def _spoken(element: Element, newlines: bool) -> tuple[str, str]:
    """The text, one line per paragraph, and its source (a `<cite>` or `<footer>` at the end)."""
    mine = deepcopy(element)
    by = ""
    for cite in find_all(mine, "cite", "footer")[-1:]:
        if element_text(mine).endswith(element_text(cite)):
            by = element_text(cite).lstrip("—–-~ ")
            remove_element(cite)
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


def convert_preformatted(converter: HtmlConverter, element: Element, newlines: bool) -> None:
    """`<pre>` is code, or a verse where its class says so.

    With links or emphasis it is kept as raw HTML.
    """
    if "wp-block-verse" in classes(element):
        convert_paragraph(converter, element, newlines=True)
    elif _holds_only(element, CODE_TAGS):
        converter.buffer.add(
            "code",
            {"language": language_of(element), "code": preformatted_text(element).strip("\r\n")},
        )
    else:
        keep_raw_html(converter, element, newlines=False)


def language_of(element: Element) -> str:
    """The language that the element or the `<code>` in it names."""
    elements = [element, *find_all(element, "code")]
    named = [
        str(candidate.get("lang") or candidate.get("data-lang") or "")
        for candidate in elements
        if tag(candidate) in ("pre", "code")
    ]
    matches = [LANGUAGE.search(str(candidate.get("class") or "")) for candidate in elements]
    return next((match[1] for match in matches if match), next(filter(None, named), ""))


def convert_rule(converter: HtmlConverter, element: Element, newlines: bool) -> None:
    if converter.buffer.last not in ("", "divider"):
        converter.buffer.add("divider", None)


def convert_linked_box(converter: HtmlConverter, element: Element, newlines: bool) -> None:
    """A link around whole paragraphs is kept as raw HTML.

    Around a picture alone, the picture is kept.
    """
    if element.get("href") and element_text(element):
        keep_raw_html(converter, element, newlines)
        return
    converter.walk(element, newlines)
