"""What the filter sees of a response: hashed words, letters and signs, each a place in a table of weights."""

import re
from collections.abc import Callable, Iterator
from math import sqrt
from urllib.parse import urlsplit
from zlib import crc32

SIZE = 1 << 16  # places in the table
HEAD, TAIL = 2000, 1000  # of a long text, its first and last characters are looked at
WORD = re.compile(r"\w+")
LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]+", re.IGNORECASE)
LETTERS = 4


def features_of(name: str, text: str, link: str = "") -> list[tuple[int, float]]:
    """Where in the table to look, and with what weight; each kind of feature weighs the same, however long the text."""
    said = text if len(text) <= HEAD + TAIL else f"{text[:HEAD]} {text[-TAIL:]}"
    found: list[tuple[int, float]] = []
    for kind in (_words, _letters):
        found += _weighed({_place(each) for each in kind(said.casefold())})
    return found + _weighed({_place(each) for each in _signs(name, said, link)})


def _weighed(places: set[int]) -> list[tuple[int, float]]:
    weight = 1 / sqrt(len(places)) if places else 0.0
    return [(place, weight) for place in places]


def _place(feature: str) -> int:
    return crc32(feature.encode("utf-8", "replace")) % SIZE


def _words(said: str) -> Iterator[str]:
    """Words, and pairs of them."""
    before = ""
    for word in WORD.findall(LINK.sub(" ", said)):
        yield f"w {word}"
        yield f"p {before} {word}"
        before = word


def _letters(said: str) -> Iterator[str]:
    """Runs of letters, which survive when words are spelt to deceive, and know no language."""
    line = f" {' '.join(said.split())} "
    for start in range(len(line) - LETTERS + 1):
        yield f"l{line[start : start + LETTERS]}"


def _signs(name: str, said: str, link: str) -> Iterator[str]:
    """What any language shares: links, names that are no names, shouting, money."""
    links = LINK.findall(said)
    yield f"links {min(len(links), 5)}"
    yield f"share of links {min(9, 10 * sum(map(len, links)) // max(1, len(said)))}"
    yield f"website {bool(link)}"
    for what, is_so in _marks(name, said):
        if is_so:
            yield what
    for address in (*links, link):
        yield from _host(address)


def _marks(name: str, said: str) -> Iterator[tuple[str, bool]]:
    yield "name with digits", bool(re.search(r"\d", name))
    yield "name with address", bool(re.search(r"\w\.\w|@|https?:", name))
    yield "shouting", _share(said, str.isupper) > 0.3  # noqa: PLR2004
    yield "digits", _share(said, str.isdigit) > 0.1  # noqa: PLR2004
    yield "money", bool(re.search(r"[$€£¥₹₿]|\b(?:usd|eur|btc)\b|100\s?%", said, re.IGNORECASE))
    yield "exclaiming", bool(re.search(r"!!|(!.*){4}", said))
    yield "markup", bool(re.search(r"\[/?url|</?a\b", said, re.IGNORECASE))
    yield (
        "telephone or messenger",
        bool(re.search(r"\+\d[\d ()-]{7,}|whatsapp|telegram|t\.me/", said, re.IGNORECASE)),
    )
    yield "pictograms", bool(re.search(r"[\U0001F300-\U0001FAFF]{2}", said))


def _share(said: str, is_such: Callable[[str], bool]) -> float:
    return sum(map(is_such, said)) / max(20, len(said))


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
