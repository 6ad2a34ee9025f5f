"""Reads the author, title and text of a page that links here, from microformats if it has any."""

import re
from collections.abc import Collection, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import mf2py

from byline.discussion.choices import ResponseType
from byline.lib.http_client import RemoteResponse
from byline.lib.scrub import text_of
from byline.linkbacks.documents import HTML_TYPES, INERT_TAGS, nodes_of, tree_of
from byline.linkbacks.rules import address_key, host_of

RESPONSE_PROPERTIES = {
    "in-reply-to": ResponseType.REPLY,
    "like-of": ResponseType.LIKE,
    "repost-of": ResponseType.REPOST,
}
MAX_EXCERPT_LENGTH = 280  # characters
# a page beyond these bounds is an attack
MAX_ELEMENTS, MAX_DEPTH, MAX_FORMAT_DEPTH = 20_000, 150, 12
BLOCKS = frozenset(
    "p li blockquote td dd figcaption h1 h2 h3 h4 h5 h6 div section article body".split()
)


@dataclass(frozen=True)
class MentionSource:
    """A page that links here: its author, its title, how it responds and its text."""

    name: str
    title: str = ""
    response_type: ResponseType = ResponseType.MENTION
    words: str = ""


def read_source(answer: RemoteResponse, keys: Collection[str]) -> MentionSource:
    """Read the page. `keys` are the address keys of the article (rules.address_key)."""
    tree = tree_of(answer) if answer.media_type in HTML_TYPES else None
    if tree is None:
        return MentionSource(host_of(answer.url))
    entry = _entry(answer, keys) if _is_reasonable(tree) else {}
    title = _one_line(_first(entry.get("name")) or _meta(tree, "og:title") or _title(tree))
    name = (
        _author(entry)
        or _meta(tree, "author")
        or _meta(tree, "og:site_name")
        or host_of(answer.url)
    )
    response_type = next(
        (
            response_type
            for property_name, response_type in RESPONSE_PROPERTIES.items()
            if _names(entry.get(property_name, []), keys)
        ),
        ResponseType.MENTION,
    )
    if response_type == ResponseType.REPLY and (whole := _content(entry)):
        return MentionSource(_one_line(name), title, response_type, whole)
    words = (
        _around(tree, answer.url, keys)
        or _one_line(_first(entry.get("summary")))
        or _one_line(_content(entry))
    )
    return MentionSource(_one_line(name), title, response_type, _cut(words))


def _is_reasonable(tree: Any) -> bool:
    """Whether the page can be read in reasonable time.

    The parser reads a nested microformat once for every level around it.
    """
    count, queue = 0, [(tree, 0, 0)]
    while queue:
        element, depth, formats = queue.pop()
        formats += (
            bool(re.search(r"(^|\s)(h|e)-", element.get("class") or ""))
            if isinstance(element.tag, str)
            else 0
        )
        count += 1
        if count > MAX_ELEMENTS or depth > MAX_DEPTH or formats > MAX_FORMAT_DEPTH:
            return False
        queue += [(child, depth + 1, formats) for child in element]
    return True


def _entry(answer: RemoteResponse, keys: Collection[str]) -> dict[str, Any]:
    """The properties of the entry about the article, or else of the first one."""
    try:
        items = mf2py.parse(doc=answer.text, url=answer.url, html_parser="lxml")["items"]
    except (ValueError, RecursionError, AttributeError, TypeError):  # anything may be on a page
        return {}
    entries = [item["properties"] for item in _all(items) if "h-entry" in item.get("type", [])]
    about_article = [
        entry
        for entry in entries
        if any(_names(entry.get(name, []), keys) for name in RESPONSE_PROPERTIES)
    ]
    return next(iter([*about_article, *entries]), {})


def _all(items: list[Any]) -> Iterator[Any]:
    for item in items:
        if isinstance(item, dict):
            yield item
            yield from _all(item.get("children", []))


def _names(values: list[Any], keys: Collection[str]) -> bool:
    """Whether a value is the article: its address, or a citation with it."""
    for value in values:
        urls = (
            [value]
            if isinstance(value, str)
            else value.get("properties", {}).get("url", [])
            if isinstance(value, dict)
            else []
        )
        if any(isinstance(url, str) and _key(url) in keys for url in urls):
            return True
    return False


def _key(url: str) -> str:
    try:
        return address_key(url)
    except ValueError:
        return ""


def _author(entry: dict[str, Any]) -> str:
    author = next(iter(entry.get("author", [])), "")
    if isinstance(author, dict):
        return _first(author.get("properties", {}).get("name")) or str(author.get("value", ""))
    return author if isinstance(author, str) and "://" not in author else ""


def _first(values: Any) -> str:
    return next((value for value in values or [] if isinstance(value, str)), "")


def _content(entry: dict[str, Any]) -> str:
    content = next(iter(entry.get("content", [])), "")
    text = text_of(content.get("html", "")) if isinstance(content, dict) else content
    return text if isinstance(text, str) else ""


def _meta(tree: Any, name: str) -> str:
    for meta in tree.iter("meta"):
        if name in (meta.get("name"), meta.get("property")):
            return str(meta.get("content") or "")
    return ""


def _title(tree: Any) -> str:
    title = next(tree.iter("title"), None)
    return "" if title is None else title.text_content()


def _around(tree: Any, url: str, keys: Collection[str]) -> str:
    """The text of the block around the link."""
    for node in nodes_of(tree, url):
        if _key(node.url) in keys:
            block = node.element
            while block.getparent() is not None and block.tag not in BLOCKS:
                block = block.getparent()
            return _one_line(_words_of(block))
    return ""


def _words_of(block: Any) -> str:
    copy = deepcopy(block)
    for element in list(copy.iter(*INERT_TAGS)):
        element.drop_tree()
    return str(copy.text_content())


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _cut(words: str) -> str:
    return (
        words
        if len(words) <= MAX_EXCERPT_LENGTH
        else words[:MAX_EXCERPT_LENGTH].rsplit(" ", 1)[0] + " …"
    )
