"""The comments on a page: WordPress's list, microformats, or schema.org in JSON-LD or microdata."""

import json
import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

import mf2py

from byline.transfer.html.tree import Element, classes, element_text, nodes, outer_html
from byline.transfer.page.saved_page import SavedPage
from byline.transfer.run.comment_records import SourceComment
from byline.transfer.run.comment_states import PUBLISHED
from byline.transfer.run.fingerprint import fingerprint_of

SAVED_PAGE = "page"
NUMBER = re.compile(r"(?:div-)?(?:comment|li-comment)-(\d+)")
MAX_DEPTH = 50


def comments_of(page: SavedPage) -> tuple[list[SourceComment], str]:
    """The comments by the first way that finds any, and the name of that way."""
    for name, way in WAYS.items():
        if comments := list(way(page)):
            return comments, name
    return [], ""


def _comment(
    text: str,
    *,
    name: str = "",
    at: str = "",
    key: str = "",
    parent: str = "",
    link: str = "",
    anchor: str = "",
) -> SourceComment:
    key = key or "comment " + fingerprint_of(name, at, text)[:40]
    return SourceComment(
        key,
        SAVED_PAGE,
        PUBLISHED,
        text,
        name,
        at.replace(" ", "T", 1),
        parent,
        link=link,
        anchor=anchor,
    )


def _of_wordpress(page: SavedPage) -> Iterator[SourceComment]:
    for item in page.tree.iter("li"):
        number = _number(item)
        body = _first(item, "comment-content", "comment-body", "comment-text")
        if number and body is not None and ("comment" in classes(item) or _is_listed(item)):
            yield _comment(
                _inner(body),
                name=element_text(who)
                if (who := _first(item, "fn", "comment-author")) is not None
                else "",
                at=_time(item),
                key=number,
                parent=next(
                    filter(None, (_number(above) for above in item.iterancestors("li"))), ""
                ),
                link=_link(who),
                anchor=f"comment-{number}",
            )


def _number(item: Element) -> str:
    """WordPress's number of the comment, from this `<li>` or an element directly inside it."""
    for element in (item, *item[:1]):
        if match := NUMBER.fullmatch(str(element.get("id") or "")):
            return match[1]
    return ""


def _is_listed(item: Element) -> bool:
    return any(
        classes(above) & {"commentlist", "comment-list", "children"}
        for above in item.iterancestors("ol", "ul")
    )


def _first(item: Element, *names: str) -> Element | None:
    """The first element of these classes that belongs to the comment itself, not to a reply inside
    it.
    """
    for name in names:
        for element in item.iterdescendants():
            if (
                isinstance(element.tag, str)
                and name in classes(element)
                and next(element.iterancestors("li"), None) is item
            ):
                return element
    return None


def _time(item: Element) -> str:
    times = (
        element
        for element in item.iterdescendants("time")
        if next(element.iterancestors("li"), None) is item
    )
    return next((str(element.get("datetime") or "") for element in times), "")


def _link(who: Element | None) -> str:
    around = [] if who is None else [*who.iterdescendants("a"), *who.iterancestors("a")]
    return next(
        (str(link.get("href") or "") for link in around),
        str(who.get("href") or "") if who is not None else "",
    )


def _inner(element: Element) -> str:
    return "".join(
        escape(node, quote=False) if isinstance(node, str) else outer_html(node)
        for node in nodes(element)
    ).strip()


def _of_microformats(page: SavedPage) -> Iterator[SourceComment]:
    parsed = mf2py.parse(doc=page.html, url=page.address or None)
    for item in _items(parsed.get("items", []), 0):
        for comment in item.get("properties", {}).get("comment", []):
            if isinstance(comment, dict):
                yield from _of_entry(comment.get("properties", {}))


def _items(items: list[Any], depth: int) -> Iterator[dict[str, Any]]:
    for item in items if depth < MAX_DEPTH else []:
        yield item
        yield from _items(item.get("children", []), depth + 1)


def _of_entry(properties: dict[str, Any]) -> Iterator[SourceComment]:
    content, author = (
        _one(properties, "content") or _one(properties, "name"),
        _one(properties, "author"),
    )
    text = content.get("html", "") if isinstance(content, dict) else escape(content)
    about = author.get("properties", {}) if isinstance(author, dict) else {}
    name = _one(about, "name") if about else author
    url = str(_one(properties, "url"))
    if text:
        yield _comment(
            text,
            name=str(name),
            at=str(_one(properties, "published")),
            key=url[:250],
            link=str(_one(about, "url")),
        )


def _one(properties: dict[str, Any], name: str) -> Any:
    return next(iter(properties.get(name, [])), "")


def _of_json(page: SavedPage) -> Iterator[SourceComment]:
    for script in page.tree.iter("script"):
        if script.get("type") == "application/ld+json":
            try:
                data = json.loads(script.text or "")
            except (ValueError, RecursionError):
                continue
            yield from _in_json(data, 0)


def _in_json(value: Any, depth: int) -> Iterator[SourceComment]:
    """Comments anywhere in it; replies inside a comment get it as their parent."""
    for data in (value if isinstance(value, list) else [value]) if depth < MAX_DEPTH else []:
        if isinstance(data, dict):
            if _is_comment(data.get("@type")):
                yield from _of_object(data, "", depth)
            else:
                for inner in data.values():
                    yield from _in_json(inner, depth + 1)


def _is_comment(kind: Any) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return bool({"Comment", "UserComments"} & {one for one in kinds if isinstance(one, str)})


def _of_object(data: dict[str, Any], parent: str, depth: int) -> Iterator[SourceComment]:
    author = data.get("author") or data.get("creator") or ""
    author = author[0] if isinstance(author, list) and author else author
    about = author if isinstance(author, dict) else {"name": author}
    text = escape(_text(data, "text", "commentText", "description"), quote=False)
    comment = _comment(
        text,
        name=_text(about, "name"),
        at=_text(data, "datePublished", "dateCreated", "commentTime"),
        key=_text(data, "@id", "url")[:250],
        parent=parent
        or _text(
            data.get("parentItem") if isinstance(data.get("parentItem"), dict) else {}, "@id", "url"
        )[:250],
        link=_text(about, "url"),
    )
    if text:
        yield comment
    replies = data.get("comment")
    for inner in replies if isinstance(replies, list) and depth < MAX_DEPTH else []:
        if isinstance(inner, dict):
            yield from _of_object(inner, comment.key, depth + 1)


def _text(one: Any, *names: str) -> str:
    return next((one[name] for name in names if isinstance(one.get(name), str) and one[name]), "")


def _of_microdata(page: SavedPage) -> Iterator[SourceComment]:
    for item in page.tree.iter():
        kind = str(item.get("itemtype") or "") if isinstance(item.tag, str) else ""
        if re.fullmatch(r"https?://schema\.org/(?:Comment|UserComments)", kind):
            body = _prop(item, "text", "commentText")
            if body is not None:
                who, when = (
                    _prop(item, "author", "creator"),
                    _prop(item, "datePublished", "dateCreated", "commentTime"),
                )
                name = _prop(who, "name") if who is not None else None
                yield _comment(
                    _inner(body),
                    name=element_text(name if name is not None else who) if who is not None else "",
                    at=str(when.get("datetime") or when.get("content") or "")
                    if when is not None
                    else "",
                    key=str(item.get("itemid") or item.get("id") or "")[:250],
                )


def _prop(item: Element, *names: str) -> Element | None:
    elements = (
        element
        for element in item.iterdescendants()
        if isinstance(element.tag, str) and element.get("itemprop") in names
    )
    return next(
        (element for element in elements if _holder(element) is item or "name" in names), None
    )


def _holder(element: Element) -> Element | None:
    return next(
        (above for above in element.iterancestors() if above.get("itemscope") is not None), None
    )


WAYS: dict[str, Callable[[SavedPage], Iterator[SourceComment]]] = {
    "WordPress's list of comments": _of_wordpress,
    "microformats": _of_microformats,
    "its JSON-LD": _of_json,
    "its microdata": _of_microdata,
}
