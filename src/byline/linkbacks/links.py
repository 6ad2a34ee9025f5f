"""The links in an article's body."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from lxml import html
from lxml.etree import ParserError

from byline.linkbacks.choices import MAX_ADDRESS_LENGTH, MAX_LINKS
from byline.linkbacks.documents import INERT_TAGS
from byline.linkbacks.rules import address_key, is_web_address
from byline.network.queries import settings_of
from byline.newsroom.models import Article
from byline.newsroom.models.article_state import read_article_state
from byline.newsroom.prefetching import PAGE_LINK, hrefs_of_linked, links_in
from byline.newsroom.signals import ArticleState


def links_of(article: ArticleState) -> list[str]:
    """The full addresses that the body links to, each once, without the article's own."""
    root, own = article.root_url, address_key(article.url)
    pages = hrefs_of_linked(article.site, article.blocks)
    addresses: dict[str, str] = {}
    for link in _in_blocks(article.blocks):
        address = (
            root + pages.get(int(link.removeprefix("page:")), "")
            if link.startswith("page:")
            else link
        )
        address = (
            root + address if address.startswith("/") and not address.startswith("//") else address
        )
        if (
            is_web_address(address)
            and len(address) <= MAX_ADDRESS_LENGTH
            and address_key(address) not in (own, address_key(root))
        ):
            addresses.setdefault(address_key(address), address)
    return list(addresses.values())[:MAX_LINKS]


def page_of(article: Article) -> str:
    """A minimal page of the article: headline, site name, texts and links."""
    pages = links_in(article)
    texts = "".join(text for text in strings_in(article.body.raw_data) if "<a" in text.lower())
    texts = PAGE_LINK.sub(
        lambda match: f'href="{escape(article.site.root_url + pages.get(int(match[1]), ""))}"',
        texts,
    )
    state = read_article_state(article.pk)
    targets = links_of(state) if state else []
    links = "".join(f'<p><a href="{escape(link)}"></a></p>' for link in targets)
    name = escape(settings_of(article.site).name)
    head = f'<title>{escape(article.title)}</title><meta name="author" content="{name}">'
    return f"{head}<body>{texts}{links}</body>"


def digest_of(article: ArticleState) -> str:
    """A digest that changes when the article's text or links do."""
    words = json.dumps(article.words, sort_keys=True, default=str)
    return hashlib.sha256(words.encode()).hexdigest()


def _in_blocks(blocks: Any) -> Iterator[str]:
    for block in blocks:
        if block["type"] == "embed":
            yield str(block["value"].get("url", ""))
        for text in strings_in(block["value"]):
            yield from _in_html(text) if "<a" in text.lower() else ()


def strings_in(value: Any) -> Iterator[str]:
    """All texts in a stream's raw data, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings_in(item)
    elif isinstance(value, Iterable):
        for item in value:
            yield from strings_in(item)


def _in_html(text: str) -> Iterator[str]:
    try:
        tree = html.fragment_fromstring(text, create_parent="div")
    except ParserError:
        return
    for link in tree.iter("a"):
        if any(above.tag in INERT_TAGS for above in link.iterancestors()):
            continue
        if link.get("linktype") == "page":
            yield f"page:{link.get('id')}"
        elif href := link.get("href"):
            yield href.strip().partition("#")[0]
