"""A WordPress export as plain records. Nothing here knows XML or the newsroom."""

from dataclasses import dataclass, field
from datetime import datetime
from html import unescape

from byline.transfer.run.fingerprint import fingerprint_of


class WxrError(Exception):
    """The file is not accepted. `line` (from 1) is where it fails, if known."""

    def __init__(self, message: str, *, line: int | None = None) -> None:
        super().__init__(message)
        self.message, self.line = message, line

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}" if self.line else self.message


@dataclass(frozen=True, slots=True)
class WordPressAuthor:
    """An account of the old site.

    WordPress exports the login, not the slug of the author's page.
    """

    login: str
    name: str = ""
    email: str = ""
    first_name: str = ""
    last_name: str = ""
    id: int | None = None

    @property
    def display_name(self) -> str:
        return self.name or f"{self.first_name} {self.last_name}".strip() or self.login


@dataclass(frozen=True, slots=True)
class WordPressTerm:
    """A category, a tag or a term of another taxonomy; `parent` is the slug of its parent."""

    taxonomy: str
    slug: str
    name: str
    parent: str = ""
    description: str = ""
    id: int | None = None
    meta: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class WordPressTermLink:
    """One `<category>` line of an item: a taxonomy and a term in it."""

    domain: str
    slug: str
    name: str


@dataclass(slots=True)
class WordPressChannel:
    """What the export says about the site. `version` is "" when the file names none."""

    title: str = ""
    link: str = ""
    description: str = ""
    language: str = ""
    base_site_url: str = ""
    base_blog_url: str = ""
    version: str = ""
    generator: str = ""
    published: str = ""
    authors: list[WordPressAuthor] = field(default_factory=list)
    terms: list[WordPressTerm] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The old site's address, as far as the file has it."""
        return self.base_blog_url or self.link or self.base_site_url

    def terms_of(self, taxonomy: str) -> list[WordPressTerm]:
        return [term for term in self.terms if term.taxonomy == taxonomy]


@dataclass(frozen=True, slots=True)
class WordPressComment:
    """One `<wp:comment>` as written in the file.

    `approved` is 1, 0, spam, trash or a plugin's word.
    """

    line: int
    id: int | None = None
    author: str = ""
    mail: str = ""
    url: str = ""
    address: str = ""
    date: str = ""
    date_gmt: str = ""
    content: str = ""
    approved: str = ""
    type: str = ""
    parent: int = 0
    user: int = 0
    meta: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """Its number, or else a fingerprint of its words and date."""
        return (
            str(self.id)
            if self.id
            else "said " + fingerprint_of(self.author, self.date, self.content)[:40]
        )

    @property
    def name(self) -> str:
        """How a report calls it."""
        return f"{self.author or 'Anonymous'}, {self.date or 'without a date'}"


@dataclass(slots=True)
class WordPressItem:
    """A post, page, attachment or whatever WordPress keeps as a post, as in the file."""

    line: int
    type: str = ""
    id: int | None = None
    title: str = ""
    link: str = ""
    guid: str = ""
    creator: str = ""
    published: str = ""
    date: datetime | None = None
    date_gmt: datetime | None = None
    modified: datetime | None = None
    modified_gmt: datetime | None = None
    status: str = ""
    slug: str = ""
    parent: int = 0
    menu_order: int = 0
    content: str = ""
    excerpt: str = ""
    password: str = ""
    sticky: bool = False
    comment_status: str = ""
    ping_status: str = ""
    attachment_url: str = ""
    comments: list[WordPressComment] = field(default_factory=list)
    filings: list[WordPressTermLink] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Identifies the item among those of its type: its number, or else its guid or address."""
        return str(self.id) if self.id is not None else self.guid or self.link or self.title

    @property
    def name(self) -> str:
        """How a report calls it."""
        return unescape(self.title) or self.slug or f"{self.type or 'item'} {self.key}"

    def filed(self, domain: str) -> list[WordPressTermLink]:
        return [filing for filing in self.filings if filing.domain == domain]
