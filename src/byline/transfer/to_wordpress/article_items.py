"""Articles, published ones and drafts, with what was said under them."""

from collections.abc import Iterator
from html import escape

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation

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
from byline.transfer.to_wordpress.wxr_item import TAIL, WxrItem
from byline.transfer.to_wordpress.wxr_xml import category_element, meta_element
from byline.transfer.wordpress_format.hints import NOTE_CLASS

ARTICLE, RESPONSE = "articles", "responses"


def article_items(house: SiteExport) -> Iterator[tuple[str, str]]:
    """Every article of the site, with each response under it: what it is, and its part of the file."""
    for rows in in_batches(_whole(house)):
        batch = load_batch(house, rows)
        talk = responses_by_article(house, [article.pk for article in batch.articles])
        under = next(talk, None)
        for article in batch.articles:
            yield ARTICLE, _entry(house, batch, article).head(house.zone)
            if under and under[0] == article.pk:
                yield from ((RESPONSE, comment_element(house, one)) for one in under[1])
                under = next(talk, None)
            yield "", TAIL


def _whole(house: SiteExport) -> "QuerySet[Article]":
    ours = Article.objects.filter(site=house.site).select_related(
        "site", "section", "lead_picture", "latest_revision"
    )
    return ours.prefetch_related("further_sections", "tags")


def _entry(house: SiteExport, batch: ArticleBatch, article: Article) -> WxrItem:
    people, former, chosen = (
        contributors_of(article),
        batch.former.get(article.pk, []),
        house.settings,
    )
    short = f"{house.root}/?p={article.post_id}"
    fields = fields_of(house, article, former, batch.reads.get(article.pk, 0))
    if article.lead_picture:
        fields["_thumbnail_id"] = str(house.numbers.of("picture", article.lead_picture.pk))
    slugs = "".join(
        meta_element("post", "_wp_old_slug", slug) for slug in old_slugs(article, former)
    )
    return WxrItem(
        number=article.post_id,
        kind="post",
        title=escape(article.title, quote=False),
        link=house.root + article.href if article.live else short,
        status=_status(article),
        at=article.published_at if article.live else article.go_live_at,
        dated=article.latest_revision_created_at or timezone.now(),
        changed=article.updated_at if article.live else None,
        guid=article.guid,
        creator=house.login(people[0]) if people else "",
        slug=article.slug,
        content=_content(house, batch, article),
        excerpt=escape(article.standfirst, quote=False),
        comments=open_or_closed(article.respond, chosen.respond),
        pings=open_or_closed(article.pings, chosen.pings),
        is_sticky=article.pk in house.picks,
        more=_filings(house, article) + slugs,
        fields=fields,
    )


def _status(article: Article) -> str:
    return "publish" if article.live else "future" if article.go_live_at else "draft"


def _filings(house: SiteExport, article: Article) -> str:
    filed_in = dict.fromkeys([article.section, *article.further_sections.all()])
    sections = [section for section in filed_in if section.pk in house.nicenames]
    return "".join(
        [
            *(
                category_element(
                    "category", house.nicenames[one.pk], escape(one.title, quote=False)
                )
                for one in sections
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


def _content(house: SiteExport, batch: ArticleBatch, article: Article) -> str:
    body = markup_of(list(article.body.raw_data), batch.shelf)
    with translation.override(house.settings.language), timezone.override(house.zone):
        before = _told("byline/parts/told.html", article=article) if _is_told(article) else ""
        corrections = [one for one in article.corrections.all() if one.published_at]
        after = (
            _told("byline/parts/corrections.html", corrections=corrections) if corrections else ""
        )
        lines = "".join(
            f"<p>{escape(line)}</p>"
            for line in (article.notice_line, article.ownership_line)
            if line
        )
    return "\n\n".join(filter(None, (before, body, after, str(_note(lines)) if lines else "")))


def _is_told(article: Article) -> bool:
    return article.label != Label.NEWS or article.machine_assisted


def _told(template: str, **context: object) -> str:
    """What stands beside an article here, for readers of WordPress; our own importer has it from the fields."""
    return str(_note(render_to_string(template, context).strip()))


def _note(html: str) -> BlockMarkup:
    inside = f'<div class="wp-block-group {NOTE_CLASS}">{BlockMarkup("html", html)}</div>'
    return BlockMarkup("group", inside, {"className": NOTE_CLASS})
