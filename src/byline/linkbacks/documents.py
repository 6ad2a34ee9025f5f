"""What stands on a page: where it links to, and what it says of itself. Knows no models and fetches nothing."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from lxml import html
from lxml.etree import ParserError

from byline.lib.http_client import RemoteResponse

HTML_TYPES = ("text/html", "application/xhtml+xml", "")
INERT_TAGS = frozenset(
    "script style template noscript textarea title iframe noembed noframes xmp plaintext".split()
)  # no links in these
ADDRESS_ATTRIBUTES = ("href", "src", "data", "cite", "poster")


@dataclass(frozen=True)
class AddressNode:
    """A place on an HTML page that names an address, resolved."""

    url: str
    element: Any


def tree_of(answer: RemoteResponse) -> Any:
    """The page's elements; None where it has none."""
    try:
        return html.document_fromstring(
            answer.text.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True)
        )
    except (ParserError, ValueError):
        return None


def base_of(tree: Any, url: str) -> str:
    """What the page's relative addresses are relative to (HTML, 2.4.3)."""
    for base in tree.iter("base"):
        if base.get("href"):
            return resolved(url, base.get("href"))
    return url


def elements_of(tree: Any) -> Iterator[Any]:
    """The elements in their order, without what is no part of the page: in comments, scripts, templates."""
    below = [tree]
    while below:
        element = below.pop()
        if isinstance(element.tag, str) and element.tag not in INERT_TAGS:
            yield element
            below += reversed(element)


def nodes_of(tree: Any, url: str) -> Iterator[AddressNode]:
    """Everything on the page that names an address, but for what its head links to."""
    base = base_of(tree, url)
    for element in elements_of(tree):
        if element.tag in ("link", "base"):
            continue
        for name in ADDRESS_ATTRIBUTES:
            if element.get(name):
                yield AddressNode(resolved(base, element.get(name)), element)


def addresses_in(answer: RemoteResponse) -> Iterator[str]:
    """The addresses that a page names: of HTML what it links to or shows, of JSON each whole value, of text each word."""
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
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, list | dict):
            waiting += each.values() if isinstance(each, dict) else each


def resolved(base: str, address: str) -> str:
    """The address as it is meant on a page whose base that is; "" for what is none."""
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return ""
