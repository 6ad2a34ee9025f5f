"""Block markup: the delimiters around the HTML of a block.

WordPress's block editor handbook describes the grammar.
"""

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
"""What could end the comment with the attributes; see WordPress's serialize_block_attributes."""


@dataclass(frozen=True)
class BlockMarkup:
    """A block by its name in WordPress. `str()` gives its markup."""

    name: str
    html: str
    attributes: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        attributes = f" {_attributes(self.attributes)}" if self.attributes else ""
        return f"<!-- wp:{self.name}{attributes} -->\n{self.html}\n<!-- /wp:{self.name} -->"

    def with_hint(self, hint: dict[str, Any]) -> "BlockMarkup":
        """The block with a hint for Byline's importer."""
        return replace(self, attributes=self.attributes | {HINT_ATTRIBUTE: hint})


def _attributes(attributes: Mapping[str, Any]) -> str:
    text = json.dumps(attributes, ensure_ascii=False, separators=(",", ":"))
    for character, escaped in ESCAPES:
        text = text.replace(character, escaped)
    return text
