"""Found words, marked where they stand in a text."""

import re
import unicodedata
from collections.abc import Iterator

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe


def mark_words(text: str, words: str) -> SafeString:
    """`text`, escaped, with a <mark> around each word that begins as one of `words` does, whatever the accents."""
    parts, end = [], 0
    for start, stop in _spans(text, words):
        parts += [
            conditional_escape(text[end:start]),
            format_html("<mark>{}</mark>", text[start:stop]),
        ]
        end = stop
    return mark_safe("".join([*parts, conditional_escape(text[end:])]))  # noqa: S308  (escaped piece by piece)


def excerpt(text: str, words: str, around: int = 110) -> SafeString:
    """The place in `text` where the first of `words` stands, with some `around` characters on each side, marked."""
    span = next(_spans(text, words), (0, 0))
    start, stop = max(0, span[0] - around), min(len(text), span[1] + around)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    stop = len(text) if (blank := text.find(" ", stop)) < 0 else blank
    cut = text[start:stop]
    return mark_safe(  # noqa: S308
        ("… " if start else "") + mark_words(cut, words) + (" …" if stop < len(text) else "")
    )


def _spans(text: str, words: str) -> Iterator[tuple[int, int]]:
    wanted = {plain(word) for word in re.findall(r"\w+", words)}
    for match in re.finditer(r"\w+", text):
        if plain(match[0]) in wanted:
            yield match.span()


def plain(word: str) -> str:
    """The word without accents and capitals, as the search index folds it."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
