"""Block markup: HTML with blocks marked by comments, `<!-- wp:name {"key":1} -->…<!-- /wp:name
-->`.

Written from the grammar in WordPress's block editor handbook ("Key concepts", "Data flow").
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

DELIMITER = re.compile(
    r"<!--\s+(?P<close>/)?wp:(?P<name>(?:[a-z][a-z0-9_-]*/)?[a-z][a-z0-9_-]*)"
    r"(?P<rest>(?:\s.*)?)-->",
    re.DOTALL,
)
MAX_BLOCK_DEPTH = 60
"""Levels of blocks. Deeper ones count as HTML of the block around them."""


@dataclass(slots=True)
class WpBlock:
    """One block. `parts` are its own HTML and the blocks inside it; `delimiter` is its opening
    comment.
    """

    name: str
    attributes: dict[str, Any] = field(default_factory=dict)
    parts: list["str | WpBlock"] = field(default_factory=list)
    delimiter: str = ""

    def get(self, name: str) -> str:
        """An attribute that is a string, "" when there is none."""
        value = self.attributes.get(name)
        return value.strip() if isinstance(value, str) else ""

    def number(self, name: str) -> int | None:
        value = self.attributes.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    @property
    def html(self) -> str:
        """All of its HTML, without the delimiters of the blocks inside."""
        return "".join(part if isinstance(part, str) else part.html for part in self.parts)

    @property
    def inner(self) -> list["WpBlock"]:
        return [part for part in self.parts if isinstance(part, WpBlock)]


def has_blocks(content: str) -> bool:
    """Whether the content was written in the block editor."""
    return "<!-- wp:" in content


def parse_blocks(content: str) -> list[str | WpBlock]:
    """The blocks of an article and the loose HTML between them. Never fails.

    A block that is never closed ends with the block around it. A closing comment without an opening
    one is dropped. Attributes that are not a JSON object count as none.
    """
    root = WpBlock("")
    stack = [root]
    for token in _tokens(content):
        if isinstance(token, str):
            stack[-1].parts.append(token)
        elif token["close"]:
            _close(stack, _full_name(token["name"]))
        else:
            _open(stack, token)
    return root.parts


def _tokens(content: str) -> Iterator[str | re.Match[str]]:
    at = 0
    for start, end in _comments(content):
        if match := DELIMITER.fullmatch(content, start, end):
            if start > at:
                yield content[at:start]
            yield match
            at = end
    if at < len(content):
        yield content[at:]


def _comments(content: str) -> Iterator[tuple[int, int]]:
    end = 0
    while (start := content.find("<!--", end)) >= 0 and (close := content.find("-->", start)) >= 0:
        end = close + 3
        yield start, end


def _open(stack: list[WpBlock], token: re.Match[str]) -> None:
    rest = token["rest"].strip()
    is_void = rest.endswith("/")
    block = WpBlock(
        _full_name(token["name"]), _attributes(rest.removesuffix("/")), delimiter=token[0]
    )
    if len(stack) > MAX_BLOCK_DEPTH:
        return
    stack[-1].parts.append(block)
    if not is_void:
        stack.append(block)


def _close(stack: list[WpBlock], name: str) -> None:
    if name in [block.name for block in stack[1:]]:
        while stack.pop().name != name:
            pass


def _full_name(name: str) -> str:
    return name.removeprefix("core/")


def _attributes(text: str) -> dict[str, Any]:
    try:
        attributes = json.loads(text) if text.strip() else {}
    except (ValueError, RecursionError):
        return {}
    return attributes if isinstance(attributes, dict) else {}
