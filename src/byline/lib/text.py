"""Text without control characters, and counted nouns."""

import re

C1_CONTROLS = re.compile(r"[\x80-\x9f]")


def without_controls(text: str) -> str:
    """`text` without C1 control characters, which a page may not have (HTML, “text content”).

    In many old databases they are quotation marks and dashes in Windows-1252 that were read as
    Latin-1; these are restored. Others are removed.
    """
    return text if text.isascii() else C1_CONTROLS.sub(_of_windows, text)


def _of_windows(control: re.Match[str]) -> str:
    return control[0].encode("latin-1").decode("windows-1252", errors="ignore")


def counted(number: int, noun: str) -> str:
    """The number and the English noun, for commands: "1 page", "2,500 pages"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
