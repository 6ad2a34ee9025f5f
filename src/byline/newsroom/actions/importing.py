"""Importing articles in batches, with the same result as filing and publishing each.

An import may bring a hundred thousand. Filing and publishing one makes some hundred queries; this
makes a quarter of that for some hundreds together.
"""

import uuid
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from byline.lib.bulk_insert import allocate_keys, insert_all, next_keys
from byline.newsroom.actions.articles import publish_article, write_copy
from byline.newsroom.actions.new_addresses import assign_addresses, save_addresses
from byline.newsroom.actions.tree_positions import assign_positions
from byline.newsroom.copy import Copy, Incoming
from byline.newsroom.models import Article, SectionPage
from byline.newsroom.models.article_state import announce_imported
from byline.newsroom.models.schedule import is_to_come
from byline.newsroom.rules import new_guid

CHILD_RELATIONS = {
    "bylines": "article_id",
    "tagged_items": "content_object_id",
    "corrections": "article_id",
}
"""The relations of an article's own rows, each with the column that names the article."""


def import_article(section: SectionPage, copy: Copy, *, live: bool) -> Article:
    """As import_articles, for one."""
    return import_articles([Incoming(section, copy, live)])[0]


@transaction.atomic
def import_articles(incoming: Sequence[Incoming]) -> list[Article]:
    """File each as a new article with one revision, published if it is `live`, in this order.

    One whose date is still to come is scheduled for it.

    Leaves the same rows as file_article and publish_article, except for one log entry an article,
    and announces each quietly. The caller indexes them. Raises ValidationError where one has no
    byline or its address is another page's; nothing is changed then.
    """
    now = timezone.now()
    arrived = [(_build(item), item) for item in incoming]
    articles = [article for article, _item in arrived]
    assign_positions(arrived)
    for article, key in zip(articles, next_keys(Page, len(articles)), strict=True):
        article.id = article.page_ptr_id = key
    for article in articles:
        if article.live:
            _publish(article, now)
    addresses = assign_addresses([(article, item) for article, item in arrived if article.live])
    revisions = _revisions_of(articles, now)
    permalinks = {address.page_id: address.path for address in addresses}
    for article in articles:
        article.permalink = permalinks.get(article.pk, "")
    _save(articles, revisions, now)
    save_addresses(addresses)
    for article in articles:
        if article.live:
            announce_imported(article)
    return [
        publish_article(article) if item.live and not article.live else article
        for article, item in arrived
    ]


def _build(item: Incoming) -> Article:
    article = Article(post_id=item.copy.post_id, guid=item.copy.guid)
    write_copy(article, item.copy)
    article.live = article.is_out = item.live and not is_to_come(article.go_live_at)
    article.has_unpublished_changes = not article.live
    article.is_corrected = bool(item.copy.corrections)
    article.wagtail_admin_comments = []  # known to be empty: no query for them, nor for corrections
    if not article.is_corrected:
        article.corrections = []
    return article


def _publish(article: Article, now: datetime) -> None:
    article.check_names()
    article.published_at = article.published_at or now
    article.first_published_at = article.last_published_at = now
    article.guid = article.guid or new_guid(
        article.site.hostname, article.published_at, article.post_id
    )


def _revisions_of(articles: Sequence[Article], now: datetime) -> Sequence[Revision]:
    """A revision of each, set on the article; the articles' own rows get their keys."""
    for relation in CHILD_RELATIONS:
        allocate_keys([row for article in articles for row in _child_rows(article, relation)])
    kind, base = ContentType.objects.get_for_model(Article), ContentType.objects.get_for_model(Page)
    revisions = [
        Revision(
            content_type=kind,
            base_content_type=base,
            object_id=str(article.pk),
            created_at=now,
            content=article.serializable_data(),
            object_str=str(article),
        )
        for article in articles
    ]
    for article, revision in zip(articles, allocate_keys(revisions), strict=True):
        article.latest_revision, article.latest_revision_created_at = revision, now
        article.live_revision = revision if article.live else None
    return revisions


def _child_rows(article: Article, relation: str) -> list[Any]:
    """Its rows of this relation, with the article's key."""
    rows = list(getattr(article, relation).all())
    for row in rows:
        setattr(row, CHILD_RELATIONS[relation], article.pk)
    return rows


def _save(articles: Sequence[Article], revisions: Sequence[Revision], now: datetime) -> None:
    """Insert all rows. `Page.save` would query again what is known."""
    insert_all(articles, Page)
    insert_all(articles)
    for relation in CHILD_RELATIONS:
        insert_all([row for article in articles for row in getattr(article, relation).all()])
    through = Article.further_sections.through
    further = [
        (article.pk, section.pk)
        for article in articles
        for section in article.further_sections.all()
    ]
    insert_all(
        allocate_keys(
            [through(article_id=article, sectionpage_id=section) for article, section in further]
        )
    )
    insert_all(revisions)
    insert_all(allocate_keys([_log_entry(article, now) for article in articles]))
    for section, number in Counter(article.section_id for article in articles).items():
        Page.objects.filter(pk=section).update(numchild=models.F("numchild") + number)


def _log_entry(article: Article, now: datetime) -> PageLogEntry:
    return PageLogEntry(
        content_type=ContentType.objects.get_for_model(Article),
        label=article.get_admin_display_title(),
        action="wagtail.publish" if article.live else "wagtail.create",
        timestamp=now,
        uuid=uuid.uuid4(),
        revision=article.latest_revision,
        page_id=article.pk,
        content_changed=True,
        data={},
    )
