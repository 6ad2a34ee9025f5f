"""Marks the searched words in the texts of search results."""

import re
import unicodedata
from collections.abc import Iterator

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe


def mark_words(text: str, words: str) -> SafeString:
    """`text`, escaped, with a <mark> around each of `words`, whatever its case and accents."""
    parts, end = [], 0
    for start, stop in _spans(text, words):
        parts += [
            conditional_escape(text[end:start]),
            format_html("<mark>{}</mark>", text[start:stop]),
        ]
        end = stop
    return mark_safe("".join([*parts, conditional_escape(text[end:])]))  # noqa: S308 - all escaped


def excerpt(text: str, words: str, around: int = 110) -> SafeString:
    """The first of `words` in `text` with about `around` characters on each side, marked."""
    span = next(_spans(text, words), (0, 0))
    start, stop = max(0, span[0] - around), min(len(text), span[1] + around)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    stop = len(text) if (blank := text.find(" ", stop)) < 0 else blank
    cut = text[start:stop]
    return mark_safe(  # noqa: S308
        ("… " if start else "") + mark_words(cut, words) + (" …" if stop < len(text) else "")
    )


def _spans(text: str, words: str) -> Iterator[tuple[int, int]]:
    searched = {plain(word) for word in re.findall(r"\w+", words)}
    for match in re.finditer(r"\w+", text):
        if plain(match[0]) in searched:
            yield match.span()


def plain(word: str) -> str:
    """The word without accents and in lower case, as the search index folds it."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
