"""The first pass over a file: checks it and collects what must be known before the first item."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from byline.transfer.html.links import host_of
from byline.transfer.run.proof import reply_checksum
from byline.transfer.wordpress.comment_fields import kind_of, source_state
from byline.transfer.wordpress.guesses import link_pattern
from byline.transfer.wordpress.menus import Menus
from byline.transfer.wordpress.rules import LEFT_OUT_STATUSES, old_address
from byline.transfer.wordpress.wxr_elements import sketch_comment
from byline.transfer.wordpress.wxr_reader import WxrReader
from byline.transfer.wordpress.wxr_records import (
    WordPressAuthor,
    WordPressChannel,
    WordPressItem,
    WordPressTermLink,
)
from byline.transfer.wordpress_format.field_names import FIELD_PREFIX

Watch = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the old site. `file` is its path in the uploads folder."""

    id: int
    url: str
    title: str
    alt: str
    caption: str
    file: str
    parent: int
    order: int
    line: int
    page: str = ""
    meta: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GuestAuthor:
    """A guest author of Co-Authors Plus; `linked` is the login of the same person's account, if
    any.
    """

    slug: str
    name: str
    biography: str
    line: int
    linked: str = ""
    meta: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Survey:
    """What the whole file contains, without the bodies.

    `comment_counts` counts by item, kind and state; `replies` is the checksum of an item's replies.
    """

    channel: WordPressChannel
    version: str = ""
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    comment_counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    replies: Counter[str] = field(default_factory=Counter)
    attachments: dict[int, Attachment] = field(default_factory=dict)
    pages_of_files: set[str] = field(default_factory=set)
    guests: dict[str, GuestAuthor] = field(default_factory=dict)
    reusable: dict[int, str] = field(default_factory=dict)
    filings: dict[WordPressTermLink, None] = field(default_factory=dict)
    creators: dict[str, None] = field(default_factory=dict)
    pages: set[int] = field(default_factory=set)
    menus: Menus = field(default_factory=Menus)
    patterns: Counter[str] = field(default_factory=Counter)
    dates: list[tuple[datetime, datetime]] = field(default_factory=list)
    hosts: Counter[str] = field(default_factory=Counter)

    @property
    def items(self) -> int:
        return sum(self.counts.values())

    @property
    def comments(self) -> int:
        return self.comment_counts.total()

    @property
    def authors(self) -> dict[str, WordPressAuthor]:
        return {author.login: author for author in self.channel.authors if author.login}

    @property
    def logins(self) -> dict[int, str]:
        """The logins of the old site's users, by their numbers."""
        return {author.id: login for login, author in self.authors.items() if author.id}


def survey(path: Path, watch: Watch = lambda read, size: None) -> Survey:
    """Read the whole file once. Raises WxrError, with the line, if it is not accepted.

    Writes nothing.
    """
    reader = WxrReader(path, comment=sketch_comment)
    result = Survey(reader.channel)
    for item in reader:
        _note(result, item)
        watch(reader.position, reader.size)
    result.version = reader.channel.version or reader.namespace_version
    return result


def _note(result: Survey, item: WordPressItem) -> None:
    result.counts[item.type, item.status] += 1
    for comment in item.comments:
        result.comment_counts[item.key, kind_of(comment), source_state(comment)] += 1
        if comment.parent:
            result.replies[item.key] += reply_checksum(comment.key, str(comment.parent))
    if take := TAKEN.get(item.type):
        take(result, item)


def _note_article(result: Survey, item: WordPressItem) -> None:
    result.filings.update(dict.fromkeys(item.filings))
    if item.creator:
        result.creators[item.creator] = None
    if name := host_of(item.link):
        result.hosts[name] += 1
    if item.type == "page" and item.id is not None and item.status not in LEFT_OUT_STATUSES:
        result.pages.add(item.id)
    if item.status != "publish":
        return
    if item.date and item.date_gmt:
        result.dates.append((item.date, item.date_gmt))
    address = old_address(item.link)
    if item.type == "post" and address.path and not address.query:
        result.patterns[link_pattern(address.path, item)] += 1


def _note_attachment(result: Survey, item: WordPressItem) -> None:
    if item.id is not None:
        result.attachments[item.id] = Attachment(
            item.id,
            item.attachment_url or item.guid,
            item.title,
            item.meta.get("_wp_attachment_image_alt", "").strip(),
            item.excerpt.strip(),
            item.meta.get("_wp_attached_file", "").strip(),
            item.parent,
            item.menu_order,
            item.line,
            item.link,
            {name: value for name, value in item.meta.items() if name.startswith(FIELD_PREFIX)},
        )
        result.pages_of_files.add(old_address(item.link).path)


def _note_guest(result: Survey, item: WordPressItem) -> None:
    slug = (item.meta.get("cap-user_login") or item.slug).removeprefix("cap-")
    name = item.meta.get("cap-display_name") or item.title or slug
    if slug:
        linked = item.meta.get("cap-linked_account", "").strip()
        result.guests[slug] = GuestAuthor(
            slug, name, item.meta.get("cap-description", ""), item.line, linked, item.meta
        )


def _note_reusable(result: Survey, item: WordPressItem) -> None:
    if item.id is not None:
        result.reusable[item.id] = item.content


TAKEN: dict[str, Callable[[Survey, WordPressItem], None]] = {
    "post": _note_article,
    "page": _note_article,
    "attachment": _note_attachment,
    "guest-author": _note_guest,
    "wp_block": _note_reusable,
    "nav_menu_item": lambda survey, item: survey.menus.note(item),
}
