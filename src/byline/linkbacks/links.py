"""Where an article's body links to."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from lxml import html
from lxml.etree import ParserError

from byline.linkbacks.choices import LONGEST, MOST_LINKS
from byline.linkbacks.pages import MUTE
from byline.linkbacks.rules import is_web_address, key_of
from byline.newsroom.models import Article
from byline.newsroom.queries import links_in


def links_of(article: Article) -> list[str]:
    """The addresses that the body links to, each once and whole, without the article's own."""
    root, own = article.site.root_url, key_of(article.site.root_url + article.href)
    pages = links_in(article)
    found: dict[str, str] = {}
    for link in _in_blocks(article.body.raw_data):
        address = root + pages.get(int(link.removeprefix("page:")), "") if link.startswith("page:") else link
        address = root + address if address.startswith("/") and not address.startswith("//") else address
        if is_web_address(address) and len(address) <= LONGEST and key_of(address) not in (own, key_of(root)):
            found.setdefault(key_of(address), address)
    return list(found.values())[:MOST_LINKS]


def digest_of(article: Article) -> str:
    """Tells what the article says apart from what it said before."""
    return hashlib.sha256(json.dumps(article.words(), sort_keys=True, default=str).encode()).hexdigest()


def _in_blocks(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from _in_html(value) if "<a" in value.lower() else ()
    elif isinstance(value, dict):
        if value.get("type") == "embed":
            yield str(value["value"].get("url", ""))
        for each in value.values():
            yield from _in_blocks(each)
    else:
        for each in value if isinstance(value, list | tuple) or hasattr(value, "__getitem__") else ():
            yield from _in_blocks(each)


def _in_html(text: str) -> Iterator[str]:
    try:
        tree = html.fragment_fromstring(text, create_parent="div")
    except ParserError:
        return
    for link in tree.iter("a"):
        if any(above.tag in MUTE for above in link.iterancestors()):
            continue
        if link.get("linktype") == "page":
            yield f"page:{link.get('id')}"
        elif href := link.get("href"):
            yield href.strip().partition("#")[0]
