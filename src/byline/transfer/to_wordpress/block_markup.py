"""Block markup: what stands around the HTML of a block. The grammar is in WordPress's block editor handbook."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from byline.transfer.wordpress_format.hints import HINT_ATTRIBUTE

ESCAPES = (
    ("\\\\", "\\u005c"),
    ("--", "\\u002d\\u002d"),
    ("<", "\\u003c"),
    (">", "\\u003e"),
    ("&", "\\u0026"),
    ('\\"', "\\u0022"),
)
"""What could end the comment that holds the attributes, as WordPress writes it (serialize_block_attributes)."""


@dataclass(frozen=True)
class BlockMarkup:
    """One block on its way: its name in WordPress, its attributes and its HTML."""

    name: str
    html: str
    attributes: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        said = f" {_attributes(self.attributes)}" if self.attributes else ""
        return f"<!-- wp:{self.name}{said} -->\n{self.html}\n<!-- /wp:{self.name} -->"

    def hinted(self, hint: dict[str, Any]) -> "BlockMarkup":
        """With what our own importer is to know of it."""
        return replace(self, attributes=self.attributes | {HINT_ATTRIBUTE: hint})


def _attributes(attributes: Mapping[str, Any]) -> str:
    written = json.dumps(attributes, ensure_ascii=False, separators=(",", ":"))
    for character, escaped in ESCAPES:
        written = written.replace(character, escaped)
    return written
