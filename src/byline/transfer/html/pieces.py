"""Text with markup inside a paragraph, as records that can be cut into paragraphs and lines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from byline.transfer.html.providers import is_embed_address
from byline.transfer.html.tree import Element, Node, classes, nodes, tag

STANDALONE_TAGS = frozenset(
    "#comment audio canvas embed iframe img map noscript object picture script style svg template"
    " video x-placeholder".split()
)
"""Elements that a run of text cannot contain: they interrupt it and are converted by themselves."""

EMOJI_CLASSES = frozenset({"wp-smiley", "emoji"})
"""Pictures that WordPress shows in place of characters; their alternative text is the characters.
"""

BLANK_LINE = re.compile(r"\n[ \t\r\f\v]*\n\s*")


@dataclass(slots=True)
class Span:
    """An inline element. `br` has no children."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Piece"] = field(default_factory=list)


@dataclass(slots=True)
class StandaloneElement:
    """An element that interrupts the text, and the address it was linked to ("" without a link)."""

    element: Element
    link: str = ""


Piece = str | Span | StandaloneElement


def pieces_of(run: Iterable[Node], link: str = "") -> list[Piece]:
    """The nodes of a tree as pieces. Elements with block content are not handled here."""
    return [_piece(node, link) for node in run]


def _piece(node: Node, link: str) -> Piece:
    if isinstance(node, str):
        return node
    if tag(node) == "img" and classes(node) & EMOJI_CLASSES:
        return str(node.get("alt") or "")
    if tag(node) in STANDALONE_TAGS:
        return StandaloneElement(node, link)
    around = str(node.get("href") or "") if tag(node) == "a" else ""
    attributes = {str(name).lower(): str(value) for name, value in node.attrib.items()}
    return Span(tag(node), attributes, pieces_of(nodes(node), around or link))


def paragraphs(run: Sequence[Piece]) -> list[list[Piece]]:
    """Cut at blank lines and at doubled line breaks, also inside an inline element."""
    return [part for part in _cut(run) if not is_empty(part)]


def _cut(run: Sequence[Piece]) -> list[list[Piece]]:
    cut: list[list[Piece]] = [[]]
    for index, piece in enumerate(run):
        edges = index == 0, index == len(run) - 1
        first, *rest = _parts(piece, edges) if not _ends_paragraph(run, index) else ([], [])
        cut[-1].extend(first)
        cut.extend(list(part) for part in rest)
    return cut


def _parts(piece: Piece, edges: tuple[bool, bool]) -> list[list[Piece]]:
    if isinstance(piece, str):
        return [
            [part]
            for paragraph in BLANK_LINE.split(piece)
            for part in _players_apart(paragraph, *edges)
        ]
    if isinstance(piece, Span) and piece.children:
        return [[Span(piece.tag, dict(piece.attributes), part)] for part in _cut(piece.children)]
    return [[piece]]


def _players_apart(text: str, first: bool, last: bool) -> list[str]:
    """A line that is only a player's address becomes a paragraph.

    `first` and `last`: no text is beside it.
    """
    if "://" not in text:
        return [text]
    cut: list[list[str]] = [[]]
    lines = text.split("\n")
    for number, line in enumerate(lines):
        whole = (first or number > 0) and (last or number < len(lines) - 1)
        if whole and is_embed_address(line):
            cut += [[line], []]
        else:
            cut[-1].append(line)
    return ["\n".join(part) for part in cut]


def _ends_paragraph(run: Sequence[Piece], index: int) -> bool:
    """Whether another line break follows this one.

    The last one stays and is trimmed with its paragraph.
    """
    if not _is_break(run[index]):
        return False
    for at in range(index + 1, len(run)):
        piece = run[at]
        if not isinstance(piece, str) or piece.strip():
            return _is_break(piece)
    return False


def _is_break(piece: Piece) -> bool:
    return isinstance(piece, Span) and piece.tag == "br"


def is_empty(run: Iterable[Piece]) -> bool:
    """Whether a reader would see nothing of it."""
    return all(
        not piece.strip()
        if isinstance(piece, str)
        else isinstance(piece, Span) and is_empty(piece.children)
        for piece in run
    )


def split_at_standalone(run: Sequence[Piece]) -> list[list[Piece] | StandaloneElement]:
    """The run, cut at its standalone elements.

    Inline elements are closed before one and opened after it.
    """
    parts: list[list[Piece] | StandaloneElement] = [[]]
    for piece in run:
        if isinstance(piece, StandaloneElement):
            parts += [piece, []]
        elif isinstance(piece, Span) and piece.children:
            _join(parts, piece)
        else:
            _open(parts).append(piece)
    return [part for part in parts if isinstance(part, StandaloneElement) or not is_empty(part)]


def _join(parts: list[list[Piece] | StandaloneElement], span: Span) -> None:
    inner = split_at_standalone(span.children)
    for part in inner:
        if isinstance(part, StandaloneElement):
            parts += [part, []]
        else:
            _open(parts).append(Span(span.tag, dict(span.attributes), part))


def _open(parts: list[list[Piece] | StandaloneElement]) -> list[Piece]:
    last = parts[-1]
    if isinstance(last, StandaloneElement):
        parts.append([])
        return _open(parts)
    return last
