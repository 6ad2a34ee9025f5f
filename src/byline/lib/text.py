"""Slugs, accents and control characters."""

import re
import unicodedata
from collections.abc import Callable

from django.utils.text import slugify

C1_CONTROLS = re.compile(r"[\x80-\x9f]")


def free_slug(
    text: str, is_taken: Callable[[str], bool], *, otherwise: str = "page", longest: int = 100
) -> str:
    """A slug of `text` in its own script, with -2, -3 … appended while `is_taken`.

    `otherwise` is used if nothing of the text remains.
    """
    base = (
        slugify(without_latin_accents(text), allow_unicode=True)[:longest].strip("-_") or otherwise
    )
    slug, number = base, 1
    while is_taken(slug):
        number += 1
        slug = f"{base}-{number}"
    return slug


def without_latin_accents(text: str) -> str:
    """`text` with é as e. Letters of other scripts keep their marks, which are part of them."""
    return "".join(_base(letter) for letter in unicodedata.normalize("NFC", text))


def _base(letter: str) -> str:
    base = unicodedata.normalize("NFKD", letter)[:1]
    return base if base.isascii() else letter


def without_controls(text: str) -> str:
    """`text` without C1 control characters, which a page may not have (HTML, “text content”).

    In many old databases they are quotation marks and dashes in Windows-1252 that were read as
    Latin-1; these are restored. Others are removed.
    """
    return text if text.isascii() else C1_CONTROLS.sub(_of_windows, text)


def _of_windows(control: re.Match[str]) -> str:
    return control[0].encode("latin-1").decode("windows-1252", errors="ignore")
