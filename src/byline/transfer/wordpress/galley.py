"""Where an article's blocks are set, one after the other, with a remark for whatever could not be set as it was."""

from dataclasses import dataclass, field
from typing import Any

Block = dict[str, Any]

SHORTCODE = "shortcode"
BLOCK = "block"
MISSING = "missing"
REMOVED = "removed"
CHANGED = "changed"
UNDESCRIBED = "undescribed"


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """Something an editor should know of an imported article.

    `kind` is one of: shortcode, block (not understood, kept as written), missing (a file that was not given),
    removed (unsafe, or nothing a page may hold), changed (kept in another form), undescribed (a picture without words).
    """

    kind: str
    what: str


@dataclass(slots=True)
class Galley:
    """`blocks` is raw stream data, as `newsroom` takes it."""

    blocks: list[Block] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def put(self, kind: str, value: Any) -> None:
        self.blocks.append({"type": kind, "value": value})

    def text(self, html: str) -> None:
        """Set rich text; what follows other text joins it, so that an editor meets one run of paragraphs."""
        if self.blocks and self.blocks[-1]["type"] == "text":
            self.blocks[-1]["value"] += html
        else:
            self.put("text", html)

    def remark(self, kind: str, what: str) -> None:
        remark = Remark(kind, what)
        if remark not in self.remarks:
            self.remarks.append(remark)
