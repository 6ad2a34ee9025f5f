"""The blocks of an article, in order, with remarks on whatever could not be converted as it was."""

from dataclasses import dataclass, field
from typing import Any

Block = dict[str, Any]

UNKNOWN_SHORTCODE = "shortcode"
MAYBE_SHORTCODE = "perhaps a shortcode"
UNKNOWN_BLOCK = "block"
MISSING_FILE = "missing"
REMOVED = "removed"
CHANGED = "changed"
UNDESCRIBED = "undescribed"

JOINED_WITH = {"text": "", "imported_html": "\n"}


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """Something an editor should know about an imported article.

    `kind` is one of: shortcode or block (not understood, kept as written), perhaps a shortcode (a
    word in brackets), missing (a file that was not given), removed (unsafe, or nothing a page may
    contain), changed (kept in another form), undescribed (a picture without a description).
    """

    kind: str
    what: str


@dataclass(slots=True)
class BlockBuffer:
    """`blocks` is raw stream data, as the newsroom takes it."""

    entries: list[tuple[str, list[Any]]] = field(default_factory=list)
    noted: dict[Remark, None] = field(default_factory=dict)
    block_ended: bool = False

    @property
    def blocks(self) -> list[Block]:
        return [
            {
                "type": kind,
                "value": JOINED_WITH[kind].join(parts) if kind in JOINED_WITH else parts[0],
            }
            for kind, parts in self.entries
        ]

    @property
    def remarks(self) -> list[Remark]:
        return list(self.noted)

    @property
    def last(self) -> str:
        """The type of the last block, "" before the first."""
        return self.entries[-1][0] if self.entries else ""

    def add(self, kind: str, value: Any) -> None:
        """Append a block.

        Text and raw HTML join the block before, so that an editor sees one run of paragraphs.
        """
        if kind in JOINED_WITH and kind == self.last and not self.block_ended:
            self.entries[-1][1].append(value)
        else:
            self.entries.append((kind, [value]))
        self.block_ended = False

    def start_block(self) -> None:
        """Make sure that the next block does not join the one before."""
        self.block_ended = True

    def add_text(self, html: str) -> None:
        self.add("text", html)

    def add_raw_html(self, html: str) -> None:
        """Append HTML that no other block can hold. It must be sanitized already."""
        self.add("imported_html", html)

    def remark(self, kind: str, what: str) -> None:
        self.noted[Remark(kind, what)] = None
