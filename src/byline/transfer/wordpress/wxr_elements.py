"""Turns one XML element of an export into one record."""

import re
from collections.abc import Callable
from functools import lru_cache

from lxml import etree

from byline.transfer.run.xml_text import element_content
from byline.transfer.wordpress.dates import wordpress_date
from byline.transfer.wordpress.wxr_records import (
    WordPressAuthor,
    WordPressChannel,
    WordPressComment,
    WordPressItem,
    WordPressTerm,
    WordPressTermLink,
)

WP = re.compile(r"^https?://(?:www\.)?wordpress\.org/export/(\d+\.\d+)/?$")
EXCERPT = re.compile(r"^https?://(?:www\.)?wordpress\.org/export/\d+\.\d+/excerpt/?$")
PREFIXES = {
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
}
LAST_SURE_LINE = 65_535

Element = etree._Element  # noqa: SLF001  (the only name that lxml has for its type)


def field_of(element: Element) -> str:
    """The element's name with its namespace, known by its address: `wp:status`, `content:encoded`,
    `title`.

    "" for comments and for namespaces that exports do not use.
    """
    return _field(element.tag) if isinstance(element.tag, str) else ""


@lru_cache(maxsize=1000)
def _field(tag: str) -> str:
    name = etree.QName(tag)
    prefix = _prefix(name.namespace)
    if prefix is None:
        return ""
    return f"{prefix}:{name.localname}" if prefix else name.localname


def _prefix(namespace: str | None) -> str | None:
    if not namespace:
        return ""
    if WP.match(namespace):
        return "wp"
    if EXCERPT.match(namespace):
        return "excerpt"
    return PREFIXES.get(namespace.replace("https://", "http://", 1))


def export_version(element: Element) -> str:
    """The version in the address of the element's namespace ("1.2"), or ""."""
    match = WP.match(etree.QName(element).namespace or "") if isinstance(element.tag, str) else None
    return match[1] if match else ""


def _fields(element: Element) -> list[tuple[str, Element]]:
    return [
        (name, child)
        for child in element
        if isinstance(child.tag, str) and (name := _field(child.tag))
    ]


def _texts(element: Element) -> dict[str, str]:
    texts: dict[str, str] = {}
    for name, child in _fields(element):
        texts.setdefault(name, element_content(child).strip())
    return texts


def number(text: str) -> int | None:
    """`text` as an integer, None when it is not one."""
    try:
        return int(text.strip())
    except ValueError:
        return None


def read_author(element: Element) -> WordPressAuthor:
    fields = _texts(element)
    return WordPressAuthor(
        login=fields.get("wp:author_login", ""),
        name=fields.get("wp:author_display_name", ""),
        email=fields.get("wp:author_email", ""),
        first_name=fields.get("wp:author_first_name", ""),
        last_name=fields.get("wp:author_last_name", ""),
        id=number(fields.get("wp:author_id", "")),
    )


def read_category(element: Element) -> WordPressTerm:
    fields = _texts(element)
    slug = fields.get("wp:category_nicename", "")
    return WordPressTerm(
        "category",
        slug,
        fields.get("wp:cat_name", "") or slug,
        fields.get("wp:category_parent", ""),
        fields.get("wp:category_description", ""),
        number(fields.get("wp:term_id", "")),
        _termmeta(element),
    )


def _termmeta(element: Element) -> tuple[tuple[str, str], ...]:
    rows = (_texts(child) for name, child in _fields(element) if name == "wp:termmeta")
    return tuple(
        (fields.get("wp:meta_key", ""), fields.get("wp:meta_value", "")) for fields in rows
    )


def read_tag(element: Element) -> WordPressTerm:
    fields = _texts(element)
    slug = fields.get("wp:tag_slug", "")
    name, about = fields.get("wp:tag_name", "") or slug, fields.get("wp:tag_description", "")
    return WordPressTerm("post_tag", slug, name, "", about, number(fields.get("wp:term_id", "")))


def read_term(element: Element) -> WordPressTerm:
    fields = _texts(element)
    slug = fields.get("wp:term_slug", "")
    return WordPressTerm(
        fields.get("wp:term_taxonomy", ""),
        slug,
        fields.get("wp:term_name", "") or slug,
        fields.get("wp:term_parent", ""),
        fields.get("wp:term_description", ""),
        number(fields.get("wp:term_id", "")),
        _termmeta(element),
    )


PLAIN = {
    "title": "title",
    "link": "link",
    "description": "description",
    "language": "language",
    "generator": "generator",
    "pubDate": "published",
    "wp:base_site_url": "base_site_url",
    "wp:base_blog_url": "base_blog_url",
    "wp:wxr_version": "version",
}
TERMS: dict[str, Callable[[Element], WordPressTerm]] = {
    "wp:category": read_category,
    "wp:tag": read_tag,
    "wp:term": read_term,
}


def absorb(channel: WordPressChannel, element: Element) -> None:
    """Add to `channel` what an element outside the items says about the site."""
    name = field_of(element)
    if name in PLAIN and not getattr(channel, PLAIN[name]):
        setattr(channel, PLAIN[name], element_content(element).strip())
    elif name in TERMS:
        channel.terms.append(TERMS[name](element))
    elif name == "wp:author":
        channel.authors.append(read_author(element))


ITEM_TEXTS = {
    "title": "title",
    "link": "link",
    "guid": "guid",
    "dc:creator": "creator",
    "pubDate": "published",
    "wp:status": "status",
    "wp:post_name": "slug",
    "wp:post_type": "type",
    "wp:post_password": "password",
    "wp:comment_status": "comment_status",
    "wp:ping_status": "ping_status",
    "wp:attachment_url": "attachment_url",
}
ITEM_BODIES = {"content:encoded": "content", "excerpt:encoded": "excerpt"}
ITEM_DATES = {
    "wp:post_date": "date",
    "wp:post_date_gmt": "date_gmt",
    "wp:post_modified": "modified",
    "wp:post_modified_gmt": "modified_gmt",
}
ITEM_NUMBERS = {"wp:post_parent": "parent", "wp:menu_order": "menu_order"}


SKETCHED = frozenset(
    ("wp:comment_id", "wp:comment_approved", "wp:comment_type", "wp:comment_parent")
)


def line_of(element: Element) -> int:
    """The element's line, from 1.

    After line 65,535 libxml2 only knows the line of the text inside.
    """
    line = element.sourceline or 0
    return line - (element.text or "").count("\n") if line > LAST_SURE_LINE else line


def read_item(element: Element) -> WordPressItem:
    """One `<item>`. If a field occurs twice, the first counts."""
    item = WordPressItem(line=line_of(element))
    seen: set[str] = set()
    for name, child in _fields(element):
        if name == "category":
            item.filings.append(_filing(child))
        elif name == "wp:postmeta":
            _note_meta(item, child)
        elif name not in seen:
            seen.add(name)
            _note(item, name, element_content(child))
    return item


def _note(item: WordPressItem, name: str, text: str) -> None:
    if name in ITEM_TEXTS:
        setattr(item, ITEM_TEXTS[name], text.strip())
    elif name in ITEM_BODIES:
        setattr(item, ITEM_BODIES[name], text)
    elif name in ITEM_DATES:
        setattr(item, ITEM_DATES[name], wordpress_date(text))
    elif name in ITEM_NUMBERS:
        setattr(item, ITEM_NUMBERS[name], number(text) or 0)
    elif name == "wp:post_id":
        item.id = number(text)
    elif name == "wp:is_sticky":
        item.sticky = text.strip() == "1"


def _filing(element: Element) -> WordPressTermLink:
    name = element_content(element).strip()
    return WordPressTermLink(
        str(element.get("domain") or ""), str(element.get("nicename") or ""), name
    )


def _note_meta(item: WordPressItem, element: Element) -> None:
    fields = {name: element_content(child) for name, child in _fields(element)}
    if key := fields.get("wp:meta_key", "").strip():
        item.meta.setdefault(key, fields.get("wp:meta_value", ""))


def sketch_comment(element: Element) -> WordPressComment:
    """Read only number, parent, state and type, which takes half the time; all without a number as
    key.
    """
    fields: dict[str, str] = {}
    for name, child in _fields(element):
        if name in SKETCHED:
            fields.setdefault(name, element_content(child).strip())
    if not (key := number(fields.get("wp:comment_id", ""))):
        return read_comment(element)
    return WordPressComment(
        line_of(element),
        key,
        approved=fields.get("wp:comment_approved", ""),
        type=fields.get("wp:comment_type", ""),
        parent=number(fields.get("wp:comment_parent", "")) or 0,
    )


def read_comment(element: Element) -> WordPressComment:
    fields: dict[str, str] = {}
    meta: list[tuple[str, str]] = []
    for name, child in _fields(element):
        if name == "wp:commentmeta":
            own = {inner: element_content(one) for inner, one in _fields(child)}
            meta.append((own.get("wp:meta_key", "").strip(), own.get("wp:meta_value", "")))
        else:
            fields.setdefault(name, element_content(child))
    return WordPressComment(
        line_of(element),
        number(fields.get("wp:comment_id", "")),
        fields.get("wp:comment_author", "").strip(),
        fields.get("wp:comment_author_email", "").strip(),
        fields.get("wp:comment_author_url", "").strip(),
        fields.get("wp:comment_author_IP", "").strip(),
        fields.get("wp:comment_date", "").strip(),
        fields.get("wp:comment_date_gmt", "").strip(),
        fields.get("wp:comment_content", ""),
        fields.get("wp:comment_approved", "").strip(),
        fields.get("wp:comment_type", "").strip(),
        number(fields.get("wp:comment_parent", "")) or 0,
        number(fields.get("wp:comment_user_id", "")) or 0,
        tuple(meta),
    )
