from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Site

from byline.lib.slugs import free_slug
from byline.newsroom.choices import CorrectionKind
from byline.newsroom.copy import Copy
from byline.newsroom.models import (
    Address,
    Article,
    Byline,
    Correction,
    FrontPage,
    FrontPick,
    SectionPage,
)
from byline.newsroom.models.permalinks import check_address
from byline.newsroom.models.schedule import schedule_future_date
from byline.newsroom.models.slug_from_title import lock_children
from byline.newsroom.quiet import quietly

COPIED_FIELDS = (
    "standfirst lead_picture lead_caption label machine_assisted published_at updated_at"
    " ownership_line notice_line respond pings seo_title search_description"
).split()


@transaction.atomic
def file_article(section: SectionPage, copy: Copy, *, owner: Any = None) -> Article:
    """A draft of `copy` in `section`, with its first revision. A taken slug gets a number."""
    article = Article(owner=owner, live=False, post_id=copy.post_id, guid=copy.guid)
    write_copy(article, copy)
    lock_children(section)
    article.slug = free_slug(
        copy.slug or copy.headline,
        lambda slug: section.get_children().filter(slug=slug).exists(),
        otherwise="article",
    )
    section.add_child(instance=article)
    article.save_revision(user=owner, clean=False)
    return article


@transaction.atomic
def revise_article(article: Article, copy: Copy, *, user: Any = None) -> Article:
    """Replace the article's content by `copy`, as a new revision that is not published yet."""
    article = article.get_latest_revision_as_object()
    write_copy(article, copy)
    if copy.slug:
        article.slug = copy.slug
    article.save_revision(user=user, clean=False)
    return article


@transaction.atomic
def correct_article(
    article: Article,
    text: str,
    *,
    kind: str = CorrectionKind.CORRECTION,
    published_at: datetime | None = None,
    user: Any = None,
) -> Article:
    """Add a correction in a new revision; it is dated when that is published."""
    article = article.get_latest_revision_as_object()
    correction = Correction(article=article, kind=kind, text=text, published_at=published_at)
    correction.full_clean(exclude=["article"])
    article.corrections.add(correction)
    article.save_revision(user=user, clean=False)
    return article


def write_copy(article: Article, copy: Copy) -> None:
    """Write the copy's content into an article that is not saved yet.

    A date that is still to come becomes its schedule.
    """
    article.title = copy.headline[:255]
    article.body = copy.body
    for name in COPIED_FIELDS:
        setattr(article, name, getattr(copy, name))
    schedule_future_date(article)
    article.bylines = [
        Byline(contributor=credit.contributor, role=credit.role, sort_order=place)
        for place, credit in enumerate(copy.credits)
    ]
    if copy.corrections is not None:
        article.corrections = [
            Correction(text=row.text, kind=row.kind, published_at=row.published_at)
            for row in copy.corrections
        ]
    article.further_sections = copy.further_sections
    article.tags.set(copy.tags, clear=True)


@transaction.atomic
def publish_article(
    article: Article,
    *,
    user: Any = None,
    go_live_at: datetime | None = None,
    permalink: str = "",
    quiet: bool = False,
) -> Article:
    """Publish the article's latest revision, now or at `go_live_at`.

    `permalink` is the path it has always had, when it comes from elsewhere. `quiet`: nobody outside
    is notified of it, now or later. Raises ValidationError when it has no byline or its address is
    another page's.
    """
    if permalink and not article.permalink:
        _reserve(article, permalink)
    revision = article.get_latest_revision()
    if go_live_at:
        article = revision.as_object()
        article.go_live_at = go_live_at
        revision = article.save_revision(user=user)
    with quietly(only_if=quiet):
        revision.publish(user=user)
    return Article.objects.get(pk=article.pk)


def _reserve(article: Article, path: str) -> None:
    address = Address(
        site=article.site, path=path, page=article, is_current=True, slug=article.slug
    )
    address.category = article.section.path_of_slugs
    taken = check_address(article, address)
    address.pk = taken.pk if taken else None
    address.save(force_update=bool(taken))


def unpublish_article(article: Article, *, user: Any = None) -> None:
    """Unpublish the article: its address answers 410 until it is published again."""
    stored = Article.objects.get(pk=article.pk)  # not what the caller may have changed in memory
    stored.unpublish(user=user)


@transaction.atomic
def pick_for_front(site: Site, articles: Sequence[Article], *, user: Any = None) -> None:
    """Replace the picks of the site's front page by these, in this order; the first one leads."""
    front = FrontPage.objects.get(pk=site.root_page_id)
    front.picks = [
        FrontPick(article=article, sort_order=place) for place, article in enumerate(articles)
    ]
    front.save_revision(user=user).publish(user=user)
