"""Slugs: the words of a title or a name as part of an address, in their own script."""

import re
import unicodedata
from collections.abc import Callable, Iterator

from django.core.validators import validate_unicode_slug
from django.utils.functional import SimpleLazyObject

MAX_SLUG_LENGTH = 100  # characters
ZWNJ, ZWJ = "\u200c", "\u200d"
VIRAMA = 9  # the combining class of the signs that join two consonants
# Spaces of Tibetan, Ethiopic and Japanese that Unicode counts as punctuation, and the slash.
SEPARATORS = frozenset("/\u0f0b\u0f0c\u1361\u30fb")
# Marks that say how to draw the character before them; an address does not need them.
VARIATION_SELECTORS = re.compile("[\u034f\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
LAST_SCRIPT = 0x1FFFF  # no combining mark of a script is beyond


def slugify(text: str, *, longest: int = MAX_SLUG_LENGTH) -> str:
    """`text` as a slug in Unicode's form C; "" if it has neither letters nor symbols.

    Latin letters lose their accents; the vowel signs and other marks of other scripts are parts of
    words and stay. Where there are only symbols, such as emoji, their names in Unicode are used.
    """
    return _cut(_words(text) or _words(_symbol_names(text)), longest)


def free_slug(
    text: str,
    is_taken: Callable[[str], bool],
    *,
    otherwise: str = "page",
    longest: int = MAX_SLUG_LENGTH,
) -> str:
    """A slug of `text`, with -2, -3 … appended while `is_taken`; never longer than `longest`.

    `otherwise` is used if nothing of the text remains.
    """
    base = slugify(text, longest=longest) or otherwise
    slug, number = base, 1
    while is_taken(slug):
        number += 1
        ending = f"-{number}"
        slug = _cut(base, longest - len(ending)) + ending
    return slug


def kept_slug(slug: str) -> str:
    """A slug of another system, unchanged if it is one here, so that its address stays."""
    return slug if is_slug(slug) and slug == slug.lower() else slugify(slug)


def is_slug(text: str) -> bool:
    """Whether it consists of letters, digits, marks on them, joiners, hyphens and underscores."""
    return SLUG.search(text) is not None


def accept_marks() -> None:
    """Let every slug field, of models and of forms, take what `slugify` makes.

    Django's pattern for Unicode slugs has no combining marks, so it refuses most words of Hindi or
    Thai. All slug fields, Wagtail's included, share this one validator.
    """
    validate_unicode_slug.regex = SLUG


def _words(text: str) -> str:
    joined = re.sub("-+", "-", "".join(_kept(_folded(unicodedata.normalize("NFC", text)))))
    return unicodedata.normalize("NFC", joined).strip("-_")


def _folded(text: str) -> str:
    return "".join(map(_without_accent, VARIATION_SELECTORS.sub("", text))).lower()


def _without_accent(letter: str) -> str:
    """`letter` as ASCII if it is a variant of ASCII letters: e for é, fi for ﬁ, A for Ａ."""
    if letter.isascii() or not letter.isalnum():
        return letter
    parts = unicodedata.normalize("NFKD", letter)
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    return plain if plain.isascii() and plain.isalnum() else letter


def _kept(text: str) -> Iterator[str]:
    before = ""  # the last character that was kept, "" after one that was not
    for place, character in enumerate(text):
        kept = _as_kept(character, before, text[place + 1 : place + 2])
        yield kept
        if kept or character not in (ZWNJ, ZWJ):
            before = kept


def _as_kept(character: str, before: str, after: str) -> str:
    if character.isalnum() or character == "_":
        return character
    category = unicodedata.category(character)
    if category in ("Mn", "Mc"):
        return character if before and not before.isascii() else ""
    if character in (ZWNJ, ZWJ):
        return character if _joins(character, before, after) else ""
    is_between_words = category in ("Pd", "Zs", "Zl", "Zp") or character.isspace()
    return "-" if is_between_words or character in SEPARATORS else ""


def _joins(joiner: str, before: str, after: str) -> bool:
    """Whether the joiner changes how its neighbours look (after RFC 5892, A.1 and A.2)."""
    if not before:
        return False
    if unicodedata.combining(before) == VIRAMA:
        return True
    return joiner == ZWNJ and _is_arabic(before) and _is_arabic(after)


def _is_arabic(character: str) -> bool:
    return bool(character) and unicodedata.bidirectional(character) in ("AL", "NSM")


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Mc")


def _cut(slug: str, longest: int) -> str:
    """The first `longest` characters or fewer, without half a syllable or a hyphen at the end."""
    end = min(len(slug), longest)
    while 0 < end < len(slug) and _is_inside_syllable(slug, end):
        end -= 1
    return slug[:end].strip("-_")


def _is_inside_syllable(slug: str, place: int) -> bool:
    before, after = slug[place - 1], slug[place]
    return (
        _is_mark(after)
        or after in (ZWNJ, ZWJ)
        or before in (ZWNJ, ZWJ)
        or unicodedata.combining(before) == VIRAMA
    )


def _symbol_names(text: str) -> str:
    symbols = (one for one in text if unicodedata.category(one) in ("So", "Sm", "Sc"))
    return " ".join(unicodedata.name(symbol, "") for symbol in symbols)


def _pattern() -> re.Pattern[str]:
    marks = "".join(chr(code) for code in range(0x300, LAST_SCRIPT) if _is_mark(chr(code)))
    return re.compile(rf"^[-\w][-\w{marks}{ZWNJ}{ZWJ}]*\Z")


SLUG: re.Pattern[str] = SimpleLazyObject(_pattern)  # type: ignore[assignment]
