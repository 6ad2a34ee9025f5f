"""Reading fetched documents: the addresses in them. No models, no requests."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from lxml import html
from lxml.etree import ParserError

from byline.lib.html_bounds import with_few_attributes
from byline.lib.http_client import RemoteResponse

HTML_TYPES = ("text/html", "application/xhtml+xml", "")
# links in these elements do not count
INERT_TAGS = frozenset(
    "script style template noscript textarea title iframe noembed noframes xmp plaintext".split()
)
ADDRESS_ATTRIBUTES = ("href", "src", "data", "cite", "poster")


@dataclass(frozen=True)
class AddressNode:
    """An element that names an address, with the address resolved."""

    url: str
    element: Any


def tree_of(answer: RemoteResponse) -> Any:
    """Parse the page; None if it has no elements."""
    try:
        return html.document_fromstring(
            with_few_attributes(answer.text).encode(),
            parser=html.HTMLParser(encoding="utf-8", huge_tree=True),
        )
    except (ParserError, ValueError):
        return None


def base_of(tree: Any, url: str) -> str:
    """The base URL of the page (HTML, 2.4.3)."""
    for base in tree.iter("base"):
        if base.get("href"):
            return resolved(url, base.get("href"))
    return url


def elements_of(tree: Any) -> Iterator[Any]:
    """The elements in order, without comments, scripts and templates."""
    below = [tree]
    while below:
        element = below.pop()
        if isinstance(element.tag, str) and element.tag not in INERT_TAGS:
            yield element
            below += reversed(element)


def nodes_of(tree: Any, url: str) -> Iterator[AddressNode]:
    """All elements that name an address, except links in the head."""
    base = base_of(tree, url)
    for element in elements_of(tree):
        if element.tag in ("link", "base"):
            continue
        for name in ADDRESS_ATTRIBUTES:
            if element.get(name):
                yield AddressNode(resolved(base, element.get(name)), element)


def addresses_in(answer: RemoteResponse) -> Iterator[str]:
    """The addresses in a document.

    Of HTML they are links and embedded files, of JSON whole values, of plain text single words.
    """
    if answer.media_type in HTML_TYPES:
        tree = tree_of(answer)
        yield from (node.url for node in nodes_of(tree, answer.url)) if tree is not None else ()
    elif answer.media_type == "application/json" or answer.media_type.endswith("+json"):
        try:
            yield from _strings(json.loads(answer.body))
        except (ValueError, RecursionError):
            return
    elif answer.media_type.startswith("text/"):
        yield from (word.strip("<>()[]\"'.,;") for word in answer.text.split())


def _strings(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            yield node
        elif isinstance(node, list | dict):
            waiting += node.values() if isinstance(node, dict) else node


def resolved(base: str, address: str) -> str:
    """Resolve an address against a base; "" if it is invalid."""
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return ""
