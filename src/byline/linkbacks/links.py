"""Where an article's body links to."""

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
from byline.newsroom.prefetching import PAGE_LINK, links_in


def links_of(article: Article) -> list[str]:
    """The addresses that the body links to, each once and whole, without the article's own."""
    root, own = article.site.root_url, address_key(article.site.root_url + article.href)
    pages = links_in(article)
    found: dict[str, str] = {}
    for link in _in_blocks(article.body.raw_data):
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
            found.setdefault(address_key(address), address)
    return list(found.values())[:MAX_LINKS]


def page_of(article: Article) -> str:
    """A bare page of the article's headline, its paper's name, its texts and whatever else it links to."""
    pages = links_in(article)
    texts = "".join(text for text in strings_in(article.body.raw_data) if "<a" in text.lower())
    texts = PAGE_LINK.sub(
        lambda found: f'href="{escape(article.site.root_url + pages.get(int(found[1]), ""))}"',
        texts,
    )
    links = "".join(f'<p><a href="{escape(link)}"></a></p>' for link in links_of(article))
    name = escape(settings_of(article.site).name)
    return f'<title>{escape(article.title)}</title><meta name="author" content="{name}"><body>{texts}{links}</body>'


def digest_of(article: Article) -> str:
    """Tells what the article says apart from what it said before."""
    return hashlib.sha256(
        json.dumps(article.words(), sort_keys=True, default=str).encode()
    ).hexdigest()


def _in_blocks(blocks: Any) -> Iterator[str]:
    for block in blocks:
        if block["type"] == "embed":
            yield str(block["value"].get("url", ""))
        for text in strings_in(block["value"]):
            yield from _in_html(text) if "<a" in text.lower() else ()


def strings_in(value: Any) -> Iterator[str]:
    """The texts of a stream's raw data, however deep they stand in it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings_in(each)
    elif isinstance(value, Iterable):
        for each in value:
            yield from strings_in(each)


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
