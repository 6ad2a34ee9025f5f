"""Bounding HTML from strangers before a parser meets it.

A parser of HTML walks its open elements at many tags, so it takes time for the number of tags
times their depth. The depth is bounded here in one pass over the text, and with it the time is
linear. Sanitizing remains the task of the sanitizer: what is written here has the tags that were
read, each in the plainest form, so that nobody can read it otherwise.
"""

import re
from collections.abc import Iterator

MAX_DEPTH = 128  # open elements; long pages have 60
MAX_FORMATTING = 24  # of them, open <b>, <i> and the like, which each paragraph opens again
MAX_ATTRIBUTES = 40  # of one tag
MAX_MISPLACED = 200  # elements in tables but in no cell, each of which the parser moves
REFERENCES = re.compile(r"(?:&[^&]*+){1000}")  # each makes the parser copy the text before it
SHORT_HTML, FEW_TAGS = 8_192, 100  # up to which nothing can be slow

MARKUP = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<(?:[!?]|/[^a-zA-Z>])[^>]*+>?"
    r"|</>"
    r"|<(?P<slash>/?)(?P<name>[a-zA-Z][^\s/>]*+)",
    re.DOTALL,
)
ATTRIBUTE = re.compile(
    r"[\s/]*+(?:(?P<name>[^\s/>][^\s/>=]*+)"
    r"(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<plain>[^\s>\"'][^\s>]*+))?+)?+"
    r"|(?P<end>>))"
)

_ANY_ATTRIBUTE = (
    r"[\s/]*+[^\s/>][^\s/>=]*+"
    r"(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+)?+"
)
SURPLUS_ATTRIBUTES = re.compile(
    rf"(?P<kept><[a-zA-Z][^\s/>]*+(?:{_ANY_ATTRIBUTE}){{0,{MAX_ATTRIBUTES}}}+)"
    rf"(?:{_ANY_ATTRIBUTE})*+"
)

FORMATTING = frozenset("a b big code em font i s small strike strong tt u".split())
INLINE = frozenset(
    "abbr bdi bdo cite del dfn ins kbd mark q rb rp rt rtc ruby samp span sub sup time var".split()
)
VOID = frozenset("br col hr img wbr".split())
CELLS = frozenset(("td", "th"))
TABLE_PARTS = CELLS | frozenset("caption colgroup tbody tfoot thead tr".split())
ENDED_BY_CELL = CELLS | {"caption", "colgroup"}
ENDED_BY_ROW = ENDED_BY_CELL | {"tr"}
ITEMS = {"li": ("li",), "dd": ("dd", "dt"), "dt": ("dd", "dt")}
BLOCKS = frozenset(
    """
    address article aside blockquote center details dialog dir div dl fieldset figcaption figure
    footer h1 h2 h3 h4 h5 h6 header hgroup listing main menu nav ol p pre search section summary ul
    """.split()
)
SPECIAL = BLOCKS | TABLE_PARTS | ITEMS.keys() | {"table"}
OPTIONAL_END = TABLE_PARTS | ITEMS.keys() | {"p"}
KEPT_TAGS = FORMATTING | INLINE | VOID | SPECIAL
REPLACED_TAGS = {"form": "fieldset"}  # which ends a paragraph too, and may be nested
REMOVED_WITH_TEXT = frozenset(("script", "style"))
TEXT_ONLY = frozenset("iframe noembed noframes noscript textarea title xmp".split())

SCOPE = frozenset(("table", "td", "th", "caption"))
TABLE_SCOPE = frozenset(("table",))
LIST_SCOPE = SCOPE | {"ol", "ul"}
ITEM_STOPS = SPECIAL - {"address", "div", "p"} - ITEMS.keys()
MAX_ADOPTIONS = 8  # of blocks by a formatting element that ends outside of them (HTML, 13.2.6.4.7)


def bounded(html: str) -> str:
    """`html` with at most MAX_DEPTH open elements; a tag that would open more is left out.

    Long HTML also loses comments, scripts, styles and elements that no page shows. Its text is
    never shortened.
    """
    if len(html) <= SHORT_HTML and html.count("<") <= FEW_TAGS:
        return html
    return REFERENCES.sub(r"\g<0><!---->", "".join(_written(html, OpenElements())))


def with_few_attributes(html: str) -> str:
    """`html` without comments, scripts and the like, and with MAX_ATTRIBUTES in a tag.

    Parsers compare each attribute of a tag with those before it.
    """
    return "".join(_written(html, AllElements()))


def without_surplus_attributes(html: str) -> str:
    """`html` with the first MAX_ATTRIBUTES of each tag, and otherwise unchanged."""
    return SURPLUS_ATTRIBUTES.sub(r"\g<kept>", html)


class AllElements:
    """The elements of a page that is parsed for its links, by a parser with a limit of depth."""

    def writes(self, _name: str) -> bool:
        return True

    def open(self, _name: str) -> bool:
        return True

    def close(self, name: str) -> None:
        pass


class OpenElements:
    """The elements that a parser may have open: these at least, sometimes more.

    The parser knows better when an element ends, so of an end that it might not see, nothing is
    taken from here (HTML, 13.2.6).
    """

    def __init__(self) -> None:
        self._names: list[str] = []
        self._formatting = self._misplaced = 0

    def writes(self, name: str) -> bool:
        return name in KEPT_TAGS

    def open(self, name: str) -> bool:
        """Open an element, unless there are too many; whether it was opened."""
        self._end_implied(name)
        is_formatting = name in FORMATTING
        self._misplaced += name not in TABLE_PARTS and self._is_between_cells()
        if (
            len(self._names) >= MAX_DEPTH
            or (is_formatting and self._formatting >= MAX_FORMATTING)
            or self._misplaced > MAX_MISPLACED
        ):
            return False
        self._names.append(name)
        self._formatting += is_formatting
        return True

    def close(self, name: str) -> None:
        index = self._index(name)
        if index is None:
            return
        above = [inner for inner in self._names[index + 1 :] if inner not in OPTIONAL_END]
        self._names[index:] = above if name in SPECIAL else self._names[index + 1 :]
        self._formatting -= name in FORMATTING

    def _end_implied(self, name: str) -> None:
        """End what this tag ends: a paragraph, the item or cell before it, or an open link."""
        if name == "a":
            self.close("a")
        elif name in ITEMS:
            self._remove_last(ITEMS[name], ITEM_STOPS)
        elif name in TABLE_PARTS:
            self._end_table_parts(name)
        if name in BLOCKS or name in ITEMS:
            self._remove_last(("p",), SCOPE)

    def _index(self, name: str) -> int | None:
        """Where the innermost element of this name is, if its end tag is heeded there."""
        stops = _stops_at_end_of(name)
        blocks = 0
        for index in range(len(self._names) - 1, -1, -1):
            inner = self._names[index]
            if inner == name:
                return index
            blocks += inner in SPECIAL
            if inner in stops or (name in FORMATTING and blocks >= MAX_ADOPTIONS):
                return None
        return None

    def _end_table_parts(self, name: str) -> None:
        ended = TABLE_PARTS
        if name in CELLS or name == "tr":
            ended = ENDED_BY_CELL if name in CELLS else ENDED_BY_ROW
        table = len(self._names)
        while table and self._names[table - 1] != "table":
            table -= 1
        self._names[table:] = [inner for inner in self._names[table:] if inner not in ended]

    def _is_between_cells(self) -> bool:
        innermost = (inner for inner in reversed(self._names) if inner in SCOPE)
        return next(innermost, "") == "table"

    def _remove_last(self, names: frozenset[str] | tuple[str, ...], stops: frozenset[str]) -> None:
        for index in range(len(self._names) - 1, -1, -1):
            if self._names[index] in names:
                del self._names[index]
                return
            if self._names[index] in stops:
                return


def _stops_at_end_of(name: str) -> frozenset[str]:
    if name in TABLE_PARTS or name == "table":
        return TABLE_SCOPE
    if name == "li":
        return LIST_SCOPE
    return SCOPE if name in SPECIAL or name in FORMATTING else SPECIAL


def _written(html: str, elements: OpenElements | AllElements) -> Iterator[str]:
    position = 0
    while markup := MARKUP.search(html, position):
        yield html[position : markup.start()].replace("<", "&lt;")
        position = markup.end()
        if not markup["name"]:
            continue
        name, attributes, position = _tag(html, position, markup["name"].lower())
        if markup["slash"]:
            elements.close(name)
            yield f"</{name}>" if elements.writes(name) else ""
        elif name == "plaintext":
            break
        elif name in REMOVED_WITH_TEXT or name in TEXT_ONLY:
            text, position = _raw_text(html, position, name)
            if elements.writes(name) and name == "title":
                yield f"<title>{text}</title>"
            else:
                yield "" if name in REMOVED_WITH_TEXT else text
        elif name in VOID or (elements.writes(name) and elements.open(name)):
            yield f"<{name}{attributes}>"
    yield html[position:].replace("<", "&lt;")


def _tag(html: str, position: int, name: str) -> tuple[str, str, int]:
    """The name of a tag, its attributes as they are written, and where it ends."""
    attributes: dict[str, str] = {}
    while attribute := ATTRIBUTE.match(html, position):
        position = attribute.end()
        if attribute["end"]:
            break
        if len(attributes) < MAX_ATTRIBUTES:
            value = attribute["double"] or attribute["single"] or attribute["plain"] or ""
            key = attribute["name"].lower().replace("<", "").replace('"', "").replace("'", "")
            attributes.setdefault(key, value.replace('"', "&quot;"))
    else:
        position = len(html)  # a tag without an end is not a tag, nor is the text in it
        return "", "", position
    written = "".join(f' {key}="{value}"' for key, value in attributes.items() if key)
    return REPLACED_TAGS.get(name, name), written, position


def _raw_text(html: str, position: int, name: str) -> tuple[str, int]:
    """The text up to the end tag, in which nothing else is a tag, and where that tag ends."""
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, position)
    if end is None:
        return _as_text(html[position:], name), len(html)
    text = html[position : end.start()]
    _name, _attributes, position = _tag(html, end.end(), name)
    return _as_text(text, name), position


def _as_text(text: str, name: str) -> str:
    if name not in ("textarea", "title"):  # where references count
        text = text.replace("&", "&amp;")
    return text.replace("<", "&lt;")
