"""Checks of the demo's files: every name in use exists, and every picture has a description."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from byline.demo.body_notation import DemoBlock
from byline.demo.content_types import DemoArticle, DemoPicture, DemoSite
from byline.demo.relative_dates import DemoContentError
from byline.discussion.choices import Voice
from byline.network.choices import PolicyKind, Relationship
from byline.newsroom.choices import BylineRole, CorrectionKind, Label, OpenState

ARTICLE_STATUSES = ("published", "draft", "scheduled")
RESPONSE_STATES = ("published", "waiting", "removed")
MAX_TITLE_LENGTH = 255  # characters of a headline, a title or a description


def check_sites(sites: Sequence[DemoSite]) -> None:
    """Raise DemoContentError for the first mistake.

    Sites may use each other's contributors and pictures.
    """
    people = {person.slug for site in sites for person in site.contributors}
    pictures = {picture.key for site in sites for picture in site.pictures}
    for site in sites:
        for picture in site.pictures:
            _check_picture(site, picture)
        for person in site.contributors:
            _known(f"{site.key}: the portrait of {person.name}", person.portrait, pictures)
        for affiliation in site.network:
            _known(
                f"{site.key}: the relationship of {affiliation.name}",
                affiliation.relationship,
                Relationship.values,
            )
        _check_pages(site, pictures)
        _check_responses(site)
        earlier: set[str] = set()
        for article in site.articles:
            _check_article(site, article, people, pictures, earlier)
            earlier |= {article.key} if article.status == "published" else set()
        for key in site.front:
            _known(
                f"{site.key}: the front page",
                key,
                {article.key for article in site.articles if article.status == "published"},
            )


def _check_responses(site: DemoSite) -> None:
    counts: dict[str, int] = {}
    published = {article.key for article in site.articles if article.status == "published"}
    for response in site.responses:
        where = f"{site.key}/responses.toml: {response.name}"
        _known(f"{where}: its article", response.article, published)
        _known(f"{where}: its state", response.state, RESPONSE_STATES)
        _known(f"{where}: its voice", response.voice, Voice.values)
        earlier = counts.get(response.article, 0)
        if response.reply_to is not None and not 0 < response.reply_to <= earlier:
            raise DemoContentError(f"{where}: there is no response {response.reply_to} before it")
        counts[response.article] = earlier + 1


def _check_picture(site: DemoSite, picture: DemoPicture) -> None:
    where = f"{site.key}/pictures.toml: {picture.key}"
    if not picture.file.is_file():
        raise DemoContentError(f"{where}: there is no file pictures/{picture.file.name}")
    for name in ("title", "description", "credit"):
        length = len(getattr(picture, name))
        if not 0 < length <= MAX_TITLE_LENGTH:
            raise DemoContentError(
                f"{where}: “{name}” has {length} characters; 1 to {MAX_TITLE_LENGTH} are accepted"
            )


def _check_pages(site: DemoSite, pictures: Collection[str]) -> None:
    for page in site.pages:
        where = f"{site.key}/pages: {page.key}"
        if page.policy:
            _known(f"{where}: its policy", page.policy, PolicyKind.values)
        _check_body(where, page.body, pictures, (), ())


def _check_article(
    site: DemoSite,
    article: DemoArticle,
    people: Collection[str],
    pictures: Collection[str],
    earlier: Collection[str],
) -> None:
    where = f"{site.key}/articles: {article.key}"
    if article.key in earlier:
        raise DemoContentError(f"{where}: two articles have this key")
    if not 0 < len(article.headline) <= MAX_TITLE_LENGTH:
        raise DemoContentError(
            f"{where}: a headline has 1 to {MAX_TITLE_LENGTH} characters, "
            f"not {len(article.headline)}"
        )
    for name, value, accepted in (
        ("label", article.label, Label.values),
        ("status", article.status, ARTICLE_STATUSES),
        ("respond", article.respond, OpenState.values),
    ):
        _known(f"{where}: its {name}", value, accepted)
    for slug in (article.section, *article.also):
        _known(f"{where}: its section", slug, [section.slug for section in site.sections])
    if not article.bylines and article.status != "draft":
        raise DemoContentError(f'{where}: it has no byline; add bylines = ["somebody: reported"]')
    for slug, role in article.bylines:
        _known(f"{where}: its byline", slug, people)
        _known(f"{where}: the role of {slug}", role, BylineRole.values)
    for correction in article.corrections:
        _known(f"{where}: the kind of a correction", correction.kind, CorrectionKind.values)
    if article.lead:
        _known(f"{where}: its lead picture", article.lead, pictures)
    _check_body(
        where, article.body, pictures, [document.key for document in site.documents], earlier
    )


def _check_body(
    where: str,
    body: list[DemoBlock],
    pictures: Collection[str],
    documents: Collection[str],
    articles: Collection[str],
) -> None:
    for value in _values(body, "picture"):
        _known(f"{where}: a picture", value, pictures)
    for value in _values(body, "document"):
        _known(f"{where}: a document", value, documents)
    for key in re.findall(r'linktype="page" id="([^"]*)"', str(body)):
        _known(f"{where}: a link to an earlier article", key, articles)


def _values(part: Any, name: str) -> Iterator[str]:
    """Every string with the key `name`, at any depth of a body."""
    for key, value in (
        part.items()
        if isinstance(part, dict)
        else enumerate(part)
        if isinstance(part, list)
        else ()
    ):
        if key == name and isinstance(value, str):
            yield value
        yield from _values(value, name)


def _known(where: str, name: str, accepted: Collection[str]) -> None:
    if name not in accepted:
        raise DemoContentError(
            f"{where}: “{name}” is unknown; choose from {', '.join(sorted(accepted)) or 'none'}"
        )
