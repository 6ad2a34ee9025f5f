"""Published articles and drafts, with their responses."""

from collections.abc import Iterator
from html import escape

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from wagtail.models import Site

from byline.newsroom.choices import Label
from byline.newsroom.models import Article
from byline.transfer.row_batches import in_batches
from byline.transfer.to_wordpress.article_batch import ArticleBatch, load_batch
from byline.transfer.to_wordpress.article_fields import (
    contributors_of,
    fields_of,
    old_slugs,
    open_or_closed,
)
from byline.transfer.to_wordpress.block_markup import BlockMarkup
from byline.transfer.to_wordpress.body_markup import markup_of
from byline.transfer.to_wordpress.response_items import comment_element, responses_by_article
from byline.transfer.to_wordpress.site_export import SiteExport
from byline.transfer.to_wordpress.wxr_item import ITEM_END, WxrItem
from byline.transfer.to_wordpress.wxr_xml import category_element, meta_element
from byline.transfer.wordpress_format.hints import NOTE_CLASS

ARTICLE, RESPONSE = "articles", "responses"
LABEL_TEMPLATE = "byline/parts/label_note.html"
CORRECTIONS_TEMPLATE = "byline/parts/corrections.html"


def article_items(export: SiteExport) -> Iterator[tuple[str, str]]:
    """Every article of the site and its responses: the kind of each, and its part of the file."""
    for rows in in_batches(_articles_of(export.site)):
        batch = load_batch(export, rows)
        threads = responses_by_article([article.pk for article in batch.articles])
        thread = next(threads, None)
        for article in batch.articles:
            yield ARTICLE, _item(export, batch, article).start(export.zone)
            if thread and thread[0] == article.pk:
                yield from ((RESPONSE, comment_element(export, comment)) for comment in thread[1])
                thread = next(threads, None)
            yield "", ITEM_END


def _articles_of(site: Site) -> "QuerySet[Article]":
    articles = Article.objects.filter(site=site).prefetch_related("further_sections", "tags")
    return articles.select_related("site", "section", "lead_picture", "latest_revision")


def _item(export: SiteExport, batch: ArticleBatch, article: Article) -> WxrItem:
    contributors, former = contributors_of(article), batch.former.get(article.pk, [])
    short_link = f"{export.root}/?p={article.post_id}"
    fields = fields_of(export, article, former, batch.reads.get(article.pk, 0))
    if article.lead_picture:
        fields["_thumbnail_id"] = str(export.ids.post_id("picture", article.lead_picture.pk))
    slugs = "".join(
        meta_element("post", "_wp_old_slug", slug) for slug in old_slugs(article, former)
    )
    return WxrItem(
        wp_id=article.post_id,
        kind="post",
        title=escape(article.title, quote=False),
        link=export.root + article.href if article.live else short_link,
        status=_status(article),
        published_at=article.published_at if article.live else article.go_live_at,
        listed_at=article.latest_revision_created_at or timezone.now(),
        modified_at=article.updated_at if article.live else None,
        guid=article.guid,
        creator=export.login(contributors[0]) if contributors else "",
        slug=article.slug,
        content=_content(export, batch, article),
        excerpt=escape(article.standfirst, quote=False),
        comments=open_or_closed(article.respond, export.settings.respond),
        pings=open_or_closed(article.pings, export.settings.pings),
        is_sticky=article.pk in export.front_picks,
        elements=_terms(export, article) + slugs,
        fields=fields,
    )


def _status(article: Article) -> str:
    return "publish" if article.live else "future" if article.go_live_at else "draft"


def _terms(export: SiteExport, article: Article) -> str:
    all_sections = dict.fromkeys([article.section, *article.further_sections.all()])
    sections = [section for section in all_sections if section.pk in export.nicenames]
    return "".join(
        [
            *(
                category_element(
                    "category", export.nicenames[section.pk], escape(section.title, quote=False)
                )
                for section in sections
            ),
            *(
                category_element("post_tag", tag.slug, escape(tag.name, quote=False))
                for tag in article.tags.all()
            ),
            *(
                category_element("author", f"cap-{person.slug}", person.slug)
                for person in contributors_of(article)
            ),
        ]
    )


def _content(export: SiteExport, batch: ArticleBatch, article: Article) -> str:
    body = markup_of(list(article.body.raw_data), batch.references)
    with translation.override(export.settings.language), timezone.override(export.zone):
        label = _rendered_note(LABEL_TEMPLATE, article=article) if _is_labelled(article) else ""
        published = [
            correction for correction in article.corrections.all() if correction.published_at
        ]
        corrections = (
            _rendered_note(CORRECTIONS_TEMPLATE, corrections=published) if published else ""
        )
        lines = "".join(
            f"<p>{escape(line)}</p>"
            for line in (article.notice_line, article.ownership_line)
            if line
        )
    return "\n\n".join(filter(None, (label, body, corrections, _note(lines) if lines else "")))


def _is_labelled(article: Article) -> bool:
    return article.label != Label.NEWS or article.machine_assisted


def _rendered_note(template: str, **context: object) -> str:
    """What Byline shows beside an article. Byline's importer reads it from the custom fields."""
    return _note(render_to_string(template, context).strip())


def _note(html: str) -> str:
    inside = f'<div class="wp-block-group {NOTE_CLASS}">{BlockMarkup("html", html)}</div>'
    return str(BlockMarkup("group", inside, {"className": NOTE_CLASS}))
