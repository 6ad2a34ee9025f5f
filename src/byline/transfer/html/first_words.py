"""The first words of a body, for a piece that has no title."""

from typing import Any

from byline.lib.scrub import text_of


def first_words(blocks: list[dict[str, Any]]) -> str:
    """The words of the first block that has any."""
    for block in blocks:
        value = block["value"]
        said = (
            value
            if isinstance(value, str)
            else (value or {}).get("text", "") or (value or {}).get("title", "")
        )
        if words := text_of(str(said)):
            return words
    return ""
