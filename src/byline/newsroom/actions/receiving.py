"""Taking in an article from another house in one go: what filing and publishing come to, without their steps.

An import brings thousands. Filing and publishing one asks some hundred questions of the database; this asks some thirty.
"""

import uuid
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry, Revision

from byline.lib.text import free_slug
from byline.network.queries import settings_of
from byline.newsroom.actions.articles import write_copy
from byline.newsroom.copy import Copy
from byline.newsroom.models import Address, Article, SectionPage
from byline.newsroom.models.address import LONGEST
from byline.newsroom.models.permalinks import check_address, permalink_of
from byline.newsroom.rules import new_guid
from byline.newsroom.signals import article_saved

HANGING = {"bylines": "article_id", "tagged_items": "content_object_id", "corrections": "article_id"}
"""What hangs on an article, by the field that names the article."""


@transaction.atomic
def receive_article(section: SectionPage, copy: Copy, *, live: bool) -> Article:
    """File `copy` as a new article with one revision, published where it says if `live`.

    The same rows as file_article and publish_article leave, but for the log, where it has one entry, and no signal of a
    publication: nobody is to be told of news that is years old. Indexing is the caller's to see to. Raises
    ValidationError where nobody answers for it, or its address is somebody else's; nothing is changed then.
    """
    now = timezone.now()
    article = Article(live=live, post_id=copy.post_id, guid=copy.guid, has_unpublished_changes=not live)
    write_copy(article, copy)
    article.is_corrected = bool(copy.corrections)
    _place(article, section, copy)
    if live:
        article.check_names()
        article.published_at = article.published_at or now
        article.first_published_at = article.last_published_at = now
        article.guid = article.guid or new_guid(article.site.hostname, article.published_at, article.post_id)
    _insert(article, section)
    _keep_revision(article, now)
    if live:
        _take_address(article, copy.permalink)
    article_saved.send(Article, pk=article.pk, before=None)
    return article


def _place(article: Article, section: SectionPage, copy: Copy) -> None:
    # section.get_children() trusts a count that this section, read before, may have outgrown
    between = SectionPage._get_children_path_interval(section.path)  # noqa: SLF001
    beside = Page.objects.filter(depth=section.depth + 1, path__range=between)
    last = beside.order_by("-path").values_list("path", flat=True).first()
    article.path = Page(path=last)._inc_path() if last else Article._get_path(section.path, section.depth + 1, 1)  # noqa: SLF001
    article.depth, article.numchild = section.depth + 1, 0
    wanted = copy.slug or copy.headline
    article.slug = free_slug(wanted, lambda slug: beside.filter(slug=slug).exists(), otherwise="article")
    article.set_url_path(section)
    article.section, article.site, article.locale_id = section, section.site, section.locale_id
    article.draft_title = article.title
    if not article.post_id:
        highest = Article.objects.filter(site=section.site_id).aggregate(highest=models.Max("post_id"))["highest"]
        article.post_id = (highest or 0) + 1


def _insert(article: Article, section: SectionPage) -> None:
    """The rows of the page, the article and what hangs on it. Page.save() would ask again what is known."""
    article.save_base(force_insert=True)
    Page.objects.filter(pk=section.pk).update(numchild=models.F("numchild") + 1)
    for relation, article_id in HANGING.items():
        rows = list(getattr(article, relation).all())
        for row in rows:
            setattr(row, article_id, article.pk)
        if rows:
            type(rows[0])._default_manager.bulk_create(rows)
    through = Article.further_sections.through
    through.objects.bulk_create(
        [through(article_id=article.pk, sectionpage_id=further.pk) for further in article.further_sections.all()]
    )


def _keep_revision(article: Article, now: datetime) -> None:
    kind, base = ContentType.objects.get_for_model(Article), ContentType.objects.get_for_model(Page)
    revision = Revision(
        content_type=kind,
        base_content_type=base,
        object_id=str(article.pk),
        created_at=now,
        content=article.serializable_data(),
        object_str=str(article),
    )
    Revision.objects.bulk_create([revision])
    article.latest_revision, article.latest_revision_created_at = revision, now
    article.live_revision = revision if article.live else None
    Page.objects.filter(pk=article.pk).update(
        latest_revision=revision, latest_revision_created_at=now, live_revision=article.live_revision
    )
    made = PageLogEntry(
        content_type=kind,
        label=article.get_admin_display_title(),
        action="wagtail.publish" if article.live else "wagtail.create",
        timestamp=now,
        uuid=uuid.uuid4(),
        revision=revision,
        page_id=article.pk,
        content_changed=True,
        data={},
    )
    PageLogEntry.objects.bulk_create([made])


def _take_address(article: Article, permalink: str) -> None:
    pattern = "" if permalink else settings_of(article.site).permalink_pattern
    address = Address(
        site=article.site,
        path=permalink or permalink_of(article, pattern),
        page=article,
        is_current=True,
        slug=article.slug,
        pattern=pattern,
        category=article.section.path_of_slugs,
    )
    if len(address.path) > LONGEST:
        raise ValidationError({"slug": _("An address has at most %(longest)s characters.") % {"longest": LONGEST}})
    taken = check_address(article, address)
    address.pk = taken.pk if taken else None
    address.save(force_update=bool(taken))
    article.permalink = address.path
    Article.objects.filter(pk=article.pk).update(permalink=address.path)
