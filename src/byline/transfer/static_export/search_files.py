"""Search without a server: an index of words as scripts, which a page may load from any place."""

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
ARTICLES_PER_FILE = 500  # as static_search.js expects
WORDS_FOLDER = "search/words"
MAX_WORD_LENGTH = 40  # longer words are cut


@dataclass(frozen=True)
class SearchEntry:
    """What a search result shows of an article. `at` is its date for machines."""

    href: str
    title: str
    about: str
    details: str
    at: str

    def as_data(self) -> dict[str, str]:
        return {
            "href": self.href,
            "title": self.title,
            "about": self.about,
            "when": self.details,
            "at": self.at,
        }


def words_in(text: str) -> list[str]:
    """The words of a text in lower case and without accents."""
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text)
        if not unicodedata.category(letter).startswith("M")
    )
    return [word[:MAX_WORD_LENGTH] for word in WORD.findall(plain.lower()) if len(word) > 1]


def shard_of(word: str) -> str:
    """The name of the file with the word: its first two letters as hexadecimal code points."""
    return "-".join(f"{ord(letter):x}" for letter in word[:2])


def search_entry(page: bytes, href: str) -> tuple[SearchEntry, str] | None:
    """The search result and the full text of the article on this page; None for other pages."""
    if b"h-entry" not in page:
        return None
    tree = html.document_fromstring(page.decode(errors="replace"))
    [article, *_] = [*tree.iterfind(".//article[@class]"), None]
    if article is None or "h-entry" not in article.get("class", "").split():
        return None
    published = article.find(".//time[@class='dt-published']")
    texts = [
        _text(article, name) for name in ("headline", "standfirst", "credits", "body", "closing")
    ]
    at = published.get("datetime", "") if published is not None else ""
    bylines = _text(article, "bylines")
    day = " ".join(published.text_content().split()) if published is not None else ""
    details = " · ".join(part for part in (bylines, day) if part)
    return SearchEntry(href, texts[0], texts[1], details, at), " ".join(texts)


def _text(article: Any, name: str) -> str:
    """The text of the first element with this class."""
    for element in article.iter():
        if isinstance(element.tag, str) and name in (element.get("class") or "").split():
            return " ".join(element.text_content().split())
    return ""


def search_file_names(state: CrawlState, entries: list[SearchEntry]) -> list[str]:
    """The names of the files that `search_files` gives."""
    articles = [f"articles-{part}" for part in range(-(-len(entries) // ARTICLES_PER_FILE))]
    return [f"{WORDS_FOLDER}/{name}.js" for name in (*articles, *state.shards())]


def search_files(state: CrawlState, entries: list[SearchEntry]) -> Iterator[tuple[str, bytes]]:
    """The files of the search index by name, with their contents."""
    for first in range(0, len(entries), ARTICLES_PER_FILE):
        part = first // ARTICLES_PER_FILE
        data = [entry.as_data() for entry in entries[first : first + ARTICLES_PER_FILE]]
        yield f"{WORDS_FOLDER}/articles-{part}.js", _script(f"bylineArticles({part}", data)
    for shard, rows in groupby(state.words(), key=lambda row: row[0]):
        numbers = {
            word: [row[2] for row in group] for word, group in groupby(rows, key=lambda row: row[1])
        }
        yield f"{WORDS_FOLDER}/{shard}.js", _script(f'bylineWords("{shard}"', numbers)


def _script(call: str, data: object) -> bytes:
    return f"{call},{json.dumps(data, ensure_ascii=False, separators=(',', ':'))});\n".encode()
