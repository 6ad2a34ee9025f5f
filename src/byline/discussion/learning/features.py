"""The features of a response: words, letters and signs, hashed to places in the weight table."""

import re
from collections.abc import Callable, Iterator
from math import sqrt
from urllib.parse import urlsplit
from zlib import crc32

TABLE_SIZE = 1 << 16  # places in the table
HEAD_LENGTH, TAIL_LENGTH = 2000, 1000  # characters of a long text that are used
WORD = re.compile(r"\w+")
LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]+", re.IGNORECASE)
MONEY = re.compile(r"[$€£¥₹₿]|\b(?:usd|eur|btc)\b|100\s?%", re.IGNORECASE)
LETTER_RUN = 4  # characters


def features_of(name: str, text: str, link: str = "") -> list[tuple[int, float]]:
    """Places in the table and their weights; long and short texts weigh the same."""
    if len(text) > HEAD_LENGTH + TAIL_LENGTH:
        text = f"{text[:HEAD_LENGTH]} {text[-TAIL_LENGTH:]}"
    folded = text.casefold()
    kinds = (_words(folded), _letters(folded), _signs(name, text, link))
    return [pair for features in kinds for pair in _weighted(set(map(_place, features)))]


def _weighted(places: set[int]) -> list[tuple[int, float]]:
    weight = 1 / sqrt(len(places)) if places else 0.0
    return [(place, weight) for place in places]


def _place(feature: str) -> int:
    return crc32(feature.encode("utf-8", "replace")) % TABLE_SIZE


def _words(text: str) -> Iterator[str]:
    """Words and pairs of words."""
    before = ""
    for word in WORD.findall(LINK.sub(" ", text)):
        yield f"w {word}"
        yield f"p {before} {word}"
        before = word


def _letters(text: str) -> Iterator[str]:
    """Runs of letters: they work in every language and survive disguised spellings."""
    line = f" {' '.join(text.split())} "
    for start in range(len(line) - LETTER_RUN + 1):
        yield f"l{line[start : start + LETTER_RUN]}"


def _signs(name: str, text: str, link: str) -> Iterator[str]:
    """Signs that do not depend on the language: links, suspicious names, capitals, money."""
    links = LINK.findall(text)
    yield f"links {min(len(links), 5)}"
    yield f"share of links {min(9, 10 * sum(map(len, links)) // max(1, len(text)))}"
    yield f"website {bool(link)}"
    for sign, is_present in _marks(name, text):
        if is_present:
            yield sign
    for address in (*links, link):
        yield from _host(address)


def _marks(name: str, text: str) -> Iterator[tuple[str, bool]]:
    yield "name with digits", bool(re.search(r"\d", name))
    yield "name with address", bool(re.search(r"\w\.\w|@|https?:", name))
    yield "shouting", _share(text, str.isupper) > 0.3  # noqa: PLR2004
    yield "digits", _share(text, str.isdigit) > 0.1  # noqa: PLR2004
    yield "money", bool(MONEY.search(text))
    yield "exclaiming", bool(re.search(r"!!|(!.*){4}", text))
    yield "markup", bool(re.search(r"\[/?url|</?a\b", text, re.IGNORECASE))
    yield (
        "telephone or messenger",
        bool(re.search(r"\+\d[\d ()-]{7,}|whatsapp|telegram|t\.me/", text, re.IGNORECASE)),
    )
    yield "pictograms", bool(re.search(r"[\U0001F300-\U0001FAFF]{2}", text))


def _share(text: str, is_such: Callable[[str], bool]) -> float:
    return sum(map(is_such, text)) / max(20, len(text))


def _host(address: str) -> Iterator[str]:
    try:
        host = (
            urlsplit(address if "://" in address else f"https://{address}").hostname
            if address
            else None
        )
    except ValueError:
        host = None
    if host:
        yield f"host {host.removeprefix('www.')}"
        yield f"last part {host.rpartition('.')[2]}"
