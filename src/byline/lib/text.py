"""Small things that can be done with text."""

import re
import unicodedata
from collections.abc import Callable

from django.utils.text import slugify

UPPER_CONTROLS = re.compile(r"[\x80-\x9f]")


def free_slug(
    text: str, is_taken: Callable[[str], bool], *, otherwise: str = "page", longest: int = 100
) -> str:
    """A slug made of `text` in its own script, with -2, -3 … behind it while `is_taken`; `otherwise` if nothing is left of it."""
    base = (
        slugify(without_latin_accents(text), allow_unicode=True)[:longest].strip("-_") or otherwise
    )
    slug, number = base, 1
    while is_taken(slug):
        number += 1
        slug = f"{base}-{number}"
    return slug


def without_latin_accents(text: str) -> str:
    """`text` with é as e; letters of other scripts keep their marks, which are part of them."""
    return "".join(_base(letter) for letter in unicodedata.normalize("NFC", text))


def _base(letter: str) -> str:
    base = unicodedata.normalize("NFKD", letter)[:1]
    return base if base.isascii() else letter


def without_controls(text: str) -> str:
    """`text` with no control characters of the upper half (C1), which no page may hold (HTML, “text content”).

    Where they came of Windows-1252 taken for Latin-1, as quotation marks and dashes did in many old databases, they are those
    again; what stands for nothing there goes.
    """
    return text if text.isascii() else UPPER_CONTROLS.sub(_of_windows, text)


def _of_windows(control: re.Match[str]) -> str:
    return control[0].encode("latin-1").decode("windows-1252", errors="ignore")
