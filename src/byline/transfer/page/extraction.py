"""Extracts an article from a page: text, headline, names, date, and where each of them was found.

trafilatura does the extraction; it fetches nothing when it is given the page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin

from trafilatura import bare_extraction
from trafilatura.settings import Document

from byline.transfer.html.tree import (
    Element,
    classes,
    element_text,
    find_all,
    is_too_deep,
    outer_html,
    remove_element,
    tag,
)
from byline.transfer.page.saved_page import SavedPage
from byline.transfer.run.comment_records import BadFile

UNKNOWN_ADDRESS = "https://saved-page.invalid/"
"""Used if the page's address is unknown, so that relative links can be recognised."""
NAMES = {
    "p": "p",
    "quote": "blockquote",
    "item": "li",
    "table": "table",
    "row": "tr",
    "cell": "td",
    "code": "code",
    "del": "del",
}
MAX_CELLS = 20_000  # of all tables of a page
MAX_DIGITS = 5  # of a span, which HTML limits to 65534
INLINE = {"#b": "strong", "#i": "em", "#u": "u", "#t": "code", "#sub": "sub", "#sup": "sup"}


COMMENT_MARKS = {"comments", "commentlist", "comment-list", "p-comment", "h-cite"}
PLAYERS = ("iframe", "video", "audio", "embed", "object")


@dataclass(frozen=True, slots=True)
class ExtractedArticle:
    """`html` is the text alone. `origins` says where each guess was found.

    `players` are left behind.
    """

    html: str
    headline: str
    standfirst: str
    names: list[str]
    date: str
    lead: str
    origins: dict[str, str]
    players: list[str]


def read_article(page: SavedPage) -> ExtractedArticle:
    """Raises BadFile where no text is found."""
    base, tree = page.address or UNKNOWN_ADDRESS, page.tree
    if is_too_deep(tree):
        raise BadFile("its elements are nested too deeply")
    document = bare_extraction(
        _article_html(page),
        url=base,
        include_comments=False,
        include_images=True,
        include_links=True,
        include_formatting=True,
        with_metadata=True,
        favor_recall=True,
    )
    if (
        not isinstance(document, Document)
        or document.body is None
        or not element_text(document.body)
    ):
        raise BadFile("no article was found on this page")
    clues = list(_clues(tree))
    headline = (
        " ".join((document.title or "").split())
        or element_text(next(iter(find_all(tree, "h1", "title")), document.body))[:200]
    )
    names = [name.strip() for name in (document.author or "").split(";") if name.strip()]
    guesses = {
        "headline": headline,
        "standfirst": document.description or "",
        "byline": "; ".join(names),
    }
    origin = {what: _whence(value, clues) for what, value in guesses.items() if value}
    date, whence_date = _date(document.date or "", clues)
    if date:
        origin["date"] = whence_date
    lead = urljoin(base, document.image) if document.image else ""
    return ExtractedArticle(
        _as_html(document.body, headline, _captions(tree, base)),
        headline,
        " ".join((document.description or "").split()),
        names,
        date,
        lead,
        origin,
        [str(one.get("src") or one.get("data") or tag(one)) for one in find_all(tree, *PLAYERS)],
    )


def _article_html(page: SavedPage) -> str:
    """The page without its comments, whose names and words are not the article's.

    Cells that span more than all tables together can have keep no span: the extraction fills them.
    """
    tree = page.tree
    for element in list(tree.iter()):
        named = (
            classes(element) | {str(element.get("id") or "")}
            if isinstance(element.tag, str)
            else set()
        )
        if named & COMMENT_MARKS or (
            named and "schema.org/Comment" in str(element.get("itemtype") or "")
        ):
            remove_element(element)
    _limit_spans(tree)
    return outer_html(tree)


def _limit_spans(tree: Element) -> None:
    """Let no cell span others where the tables would have more than MAX_CELLS.

    The extraction makes every cell that is spanned, and each row as long as the longest.
    """
    rows = find_all(tree, "tr")
    widths = [sum(_span(cell, "colspan") for cell in row) for row in rows]
    cells = find_all(tree, "td", "th")
    spanned = sum(_span(cell, "colspan") * _span(cell, "rowspan") for cell in cells)
    if spanned + len(rows) * max(widths, default=0) > MAX_CELLS:
        for cell in cells:
            cell.attrib.pop("colspan", None)
            cell.attrib.pop("rowspan", None)


def _span(cell: Element, name: str) -> int:
    value = str(cell.get(name, "1"))
    return int(value[:MAX_DIGITS]) if value.isdecimal() else 1


def _clues(tree: Element) -> Iterator[tuple[str, str]]:
    """Pairs of a place in the page and the text there, the most reliable first."""
    for meta in tree.iter("meta"):
        name = str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "")
        if name and meta.get("content"):
            yield f"its <meta> {name}", str(meta.get("content"))
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json":
            yield "its JSON-LD", script.text or ""
    for name in ("h1", "time", "title"):
        for element in tree.iter(name):
            yield f"its <{name}>", str(element.get("datetime") or element_text(element))


def _whence(value: str, clues: list[tuple[str, str]]) -> str:
    bare = " ".join(value.split())
    exact = [where for where, words in clues if " ".join(words.split()) == bare]
    within = [where for where, words in clues if bare in " ".join(words.split())]
    return next(iter(exact + within), "the text around it: please check")


def _date(day: str, clues: list[tuple[str, str]]) -> tuple[str, str]:
    """The date and time, if the page has one for that day, otherwise the day."""
    for where, words in clues:
        if day and (
            moment := re.search(rf"{day}T\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?", words)
        ):
            return moment[0], where
    return day, _whence(day, clues)


def _captions(tree: Element, base: str) -> dict[str, str]:
    """The caption of each picture, by its address."""
    captions: dict[str, str] = {}
    for figure in tree.iter("figure"):
        words = " ".join(element_text(caption) for caption in find_all(figure, "figcaption"))
        for image in find_all(figure, "img"):
            captions[urljoin(base, str(image.get("src") or ""))] = words
    return captions


def _as_html(body: Element, headline: str, captions: dict[str, str]) -> str:
    """trafilatura's XML as HTML, without a heading that repeats the headline."""
    for head in find_all(body, "head"):
        if element_text(head) == headline and head.getparent() is body:
            head.tag, head.text = "gone", ""
    parts = [f"<p>{escape(body.text)}</p>"] if body.text and body.text.strip() else []
    return "\n".join(parts + [_element(child, captions) for child in body])


def _element(element: Element, captions: dict[str, str]) -> str:
    inner = escape(element.text or "", quote=False) + "".join(
        _element(child, captions) for child in element
    )
    return _framed(element, inner, captions) + escape(element.tail or "", quote=False)


def _framed(element: Element, inner: str, captions: dict[str, str]) -> str:
    name = tag(element)
    if name == "graphic":
        address = str(element.get("src") or "")
        words = captions.get(address, "")
        caption = f"<figcaption>{escape(words)}</figcaption>" if words else ""
        alt = escape(str(element.get("alt") or ""))
        return f'<figure><img src="{escape(address)}" alt="{alt}">{caption}</figure>'
    if name == "ref":
        target = str(element.get("target") or "")
        return f'<a href="{escape(target)}">{inner}</a>' if target else inner
    parent = element.getparent()
    if name == "code" and ("\n" in inner or parent is None or tag(parent) == "body"):
        return f"<pre><code>{inner}</code></pre>"
    known = {
        "lb": "br",
        "head": str(element.get("rend") or "h2"),
        "list": str(element.get("rend") or "ul"),
    }
    html_name = known.get(name) or NAMES.get(name) or INLINE.get(str(element.get("rend") or ""), "")
    if html_name == "br":
        return "<br>"
    return f"<{html_name}>{inner}</{html_name}>" if html_name in ALLOWED else inner


ALLOWED = {*NAMES.values(), *INLINE.values(), "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol"}
