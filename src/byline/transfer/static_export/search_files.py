"""Search without a server: which words stand in which article, in files that a page's script may load from anywhere."""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from lxml import html

from byline.transfer.static_export.crawl_state import CrawlState

WORD = re.compile(r"[^\W_]+")
ARTICLES_PER_FILE = 500  # articles in a file; static_search.js counts on it
WORDS_FOLDER = "search/words"
MAX_WORD_LENGTH = 40  # letters of a word


@dataclass(frozen=True)
class SearchEntry:
    """What the search says of an article."""

    href: str
    title: str
    about: str
    when: str
    at: str

    def as_data(self) -> dict[str, str]:
        return {
            "href": self.href,
            "title": self.title,
            "about": self.about,
            "when": self.when,
            "at": self.at,
        }


def words_in(text: str) -> list[str]:
    """The words of a text as they are looked for: without capitals and accents."""
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text)
        if not unicodedata.category(letter).startswith("M")
    )
    return [word[:MAX_WORD_LENGTH] for word in WORD.findall(plain.lower()) if len(word) > 1]


def shard_of(word: str) -> str:
    """The file that a word stands in: named by its first two letters, in a way that every file system takes."""
    return "-".join(f"{ord(letter):x}" for letter in word[:2])


def search_entry(page: bytes, href: str) -> tuple[SearchEntry, str] | None:
    """What is told of the article on this page, and all its words; None where the page is no article's."""
    if b"h-entry" not in page:
        return None
    tree = html.document_fromstring(page.decode(errors="replace"))
    [article, *_] = [*tree.iterfind(".//article[@class]"), None]
    if article is None or "h-entry" not in article.get("class", "").split():
        return None
    when = article.find(".//time[@class='dt-published']")
    said = [
        _text(article, each) for each in ("headline", "standfirst", "credits", "body", "closing")
    ]
    at = when.get("datetime", "") if when is not None else ""
    credited = _text(article, "bylines")
    day = " ".join(when.text_content().split()) if when is not None else ""
    return SearchEntry(
        href, said[0], said[1], " · ".join(part for part in (credited, day) if part), at
    ), " ".join(said)


def _text(article: Any, name: str) -> str:
    found = [
        each
        for each in article.iter()
        if isinstance(each.tag, str) and name in (each.get("class") or "").split()
    ]
    return " ".join(" ".join(each.text_content().split()) for each in found[:1])


def search_file_names(notes: CrawlState, told: list[SearchEntry]) -> list[str]:
    """The names of the files of the search."""
    articles = [f"articles-{part}" for part in range(-(-len(told) // ARTICLES_PER_FILE))]
    return [f"{WORDS_FOLDER}/{name}.js" for name in (*articles, *notes.parts())]


def search_files(notes: CrawlState, told: list[SearchEntry]) -> Iterator[tuple[str, bytes]]:
    """The files of the search, each with what is in it."""
    for first in range(0, len(told), ARTICLES_PER_FILE):
        part = first // ARTICLES_PER_FILE
        data = [each.as_data() for each in told[first : first + ARTICLES_PER_FILE]]
        yield f"{WORDS_FOLDER}/articles-{part}.js", _script(f"bylineArticles({part}", data)
    for part_name, rows in groupby(notes.words(), key=lambda row: row[0]):
        found = {
            word: [row[2] for row in same] for word, same in groupby(rows, key=lambda row: row[1])
        }
        yield f"{WORDS_FOLDER}/{part_name}.js", _script(f'bylineWords("{part_name}"', found)


def _script(call: str, data: object) -> bytes:
    return f"{call},{json.dumps(data, ensure_ascii=False, separators=(',', ':'))});\n".encode()
