"""What the newsroom announces: one event for everything that happens to a published article."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.dispatch import Signal
from django.utils.encoding import iri_to_uri
from wagtail.models import Site

article_changed = Signal()
"""What readers and machines see of an article is not as it was: `change` is an ArticleChange.

Sent by every save, deletion and import that changes it, whoever makes the change, inside the
transaction that makes it; receivers write down what is to be done and do nothing slow.
"""


def words_of(stream: Any) -> Any:
    """A stream's raw data without the ids of blocks and paragraphs, which an import may renew."""
    if isinstance(stream, list):
        return [words_of(part) for part in stream]
    if isinstance(stream, dict):
        return {name: words_of(part) for name, part in stream.items() if name != "id"}
    if isinstance(stream, str):
        return re.sub(r' data-block-key="[^"]*"', "", stream)
    return stream


@dataclass(frozen=True)
class ArticleState:
    """A published article as it is stored at one moment. Numbers are primary keys."""

    pk: int
    site: int
    root_url: str
    """Scheme and host of its site, without a slash at the end."""
    section: int
    published_at: datetime
    updated_at: datetime | None
    permalink: str
    """Its path, decoded; "" only for a row that was published past `Article.save`."""
    title: str
    standfirst: str
    body: str
    """The stream's raw data, as JSON."""
    card: tuple[Any, ...]
    """Everything that a card of the article shows."""
    page: tuple[Any, ...]
    """Everything that only the article's own page shows."""
    sections: frozenset[int]
    filed_in: tuple[tuple[int, str], ...]
    """The site and the path of slugs of each of these sections, the primary one first."""
    contributors: frozenset[int]
    tags: frozenset[int]
    lists: tuple[str, ...]
    """The paths of all pages that list it, each of which has feeds: front page, sections and those
    above them, tags, contributors."""
    corrections: tuple[tuple[str, str, datetime | None], ...]
    """Kind, text and date of each, the oldest first."""

    @property
    def position(self) -> tuple[int, datetime]:
        """Its place in every list that is ordered by time."""
        return self.site, self.published_at

    @property
    def url(self) -> str:
        """Its complete address, as a link writes it."""
        return self.root_url + iri_to_uri(self.permalink)

    @cached_property
    def blocks(self) -> list[dict[str, Any]]:
        """The raw blocks of its body."""
        blocks: list[dict[str, Any]] = json.loads(self.body or "[]")
        return blocks

    @cached_property
    def words(self) -> tuple[Any, ...]:
        """What it says: a change of these is a change of the article. See `Article.words`."""
        corrections = [(kind, text) for kind, text, _published_at in self.corrections]
        return self.title, self.standfirst, words_of(self.blocks), corrections


@dataclass(frozen=True)
class ArticleChange:
    """An article was published, changed, moved, unpublished or deleted.

    `before` and `after` are None where readers do not see it; both are None when a draft is
    deleted, and they are never equal otherwise.
    """

    pk: int
    site: Site
    """The site that it is on now, or was on last."""
    before: ArticleState | None
    after: ArticleState | None
    quiet: bool = False
    """Nobody outside is to be notified, now or later: see `byline.newsroom.quiet`."""
    is_first_publication: bool = False
    is_deletion: bool = False
