"""Where an article's blocks are set, one after the other, with a remark for whatever could not be set as it was."""

from dataclasses import dataclass, field
from typing import Any

Block = dict[str, Any]

SHORTCODE = "shortcode"
MAYBE_SHORTCODE = "perhaps a shortcode"
BLOCK = "block"
MISSING = "missing"
REMOVED = "removed"
CHANGED = "changed"
UNDESCRIBED = "undescribed"

JOINED = {"text": "", "imported_html": "\n"}


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """Something an editor should know of an imported article.

    `kind` is one of: shortcode, block (not understood, kept as written), perhaps a shortcode (a word in brackets),
    missing (a file that was not given), removed (unsafe, or nothing a page may hold), changed (kept in another form),
    undescribed (a picture without words).
    """

    kind: str
    what: str


@dataclass(slots=True)
class Galley:
    """`blocks` is raw stream data, as the newsroom takes it."""

    set: list[tuple[str, list[Any]]] = field(default_factory=list)
    noted: dict[Remark, None] = field(default_factory=dict)
    parted: bool = False

    @property
    def blocks(self) -> list[Block]:
        return [
            {"type": kind, "value": JOINED[kind].join(parts) if kind in JOINED else parts[0]}
            for kind, parts in self.set
        ]

    @property
    def remarks(self) -> list[Remark]:
        return list(self.noted)

    @property
    def last(self) -> str:
        """The type of the last block, "" before the first."""
        return self.set[-1][0] if self.set else ""

    def put(self, kind: str, value: Any) -> None:
        """Set a block. Text and imported HTML join what they follow, so that an editor meets one run of paragraphs."""
        if kind in JOINED and kind == self.last and not self.parted:
            self.set[-1][1].append(value)
        else:
            self.set.append((kind, [value]))
        self.parted = False

    def part(self) -> None:
        """Let what is set next join nothing."""
        self.parted = True

    def text(self, html: str) -> None:
        """Set rich text."""
        self.put("text", html)

    def imported(self, html: str) -> None:
        """Set HTML that no other block can hold; it must be scrubbed already."""
        self.put("imported_html", html)

    def remark(self, kind: str, what: str) -> None:
        self.noted[Remark(kind, what)] = None
