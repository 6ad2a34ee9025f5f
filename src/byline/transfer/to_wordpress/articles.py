"""Articles, published ones and drafts, with what was said under them."""

from collections.abc import Iterator
from html import escape

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation

from byline.newsroom.choices import Label
from byline.newsroom.models import Article
from byline.transfer.records.batches import batches
from byline.transfer.to_wordpress.batch import Batch, look_up
from byline.transfer.to_wordpress.blocks import markup_of
from byline.transfer.to_wordpress.delimiters import Written
from byline.transfer.to_wordpress.fields import door, fields_of, named, old_slugs
from byline.transfer.to_wordpress.house import House
from byline.transfer.to_wordpress.items import TAIL, Entry
from byline.transfer.to_wordpress.talk import comment, talk_under
from byline.transfer.to_wordpress.xml import filed, meta
from byline.transfer.wordpress_format.hints import NOTE

ARTICLE, RESPONSE = "articles", "responses"


def articles(house: House) -> Iterator[tuple[str, str]]:
    """Every article of the site, with each response under it: what it is, and its part of the file."""
    for rows in batches(_whole(house)):
        batch = look_up(house, rows)
        talk = talk_under(house, [article.pk for article in batch.articles])
        under = next(talk, None)
        for article in batch.articles:
            yield ARTICLE, _entry(house, batch, article).head(house.zone)
            if under and under[0] == article.pk:
                yield from ((RESPONSE, comment(house, one)) for one in under[1])
                under = next(talk, None)
            yield "", TAIL


def _whole(house: House) -> "QuerySet[Article]":
    ours = Article.objects.filter(site=house.site).select_related(
        "site", "section", "lead_picture", "latest_revision"
    )
    return ours.prefetch_related("further_sections", "tags")


def _entry(house: House, batch: Batch, article: Article) -> Entry:
    people, former, chosen = named(article), batch.former.get(article.pk, []), house.settings
    short = f"{house.root}/?p={article.post_id}"
    fields = fields_of(house, article, former, batch.reads.get(article.pk, 0))
    if article.lead_picture:
        fields["_thumbnail_id"] = str(house.numbers.of("picture", article.lead_picture.pk))
    slugs = "".join(meta("post", "_wp_old_slug", slug) for slug in old_slugs(article, former))
    return Entry(
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
        comments=door(article.respond, chosen.respond),
        pings=door(article.pings, chosen.pings),
        is_sticky=article.pk in house.picks,
        more=_filings(house, article) + slugs,
        fields=fields,
    )


def _status(article: Article) -> str:
    return "publish" if article.live else "future" if article.go_live_at else "draft"


def _filings(house: House, article: Article) -> str:
    filed_in = dict.fromkeys([article.section, *article.further_sections.all()])
    sections = [section for section in filed_in if section.pk in house.nicenames]
    return "".join(
        [
            *(
                filed("category", house.nicenames[one.pk], escape(one.title, quote=False))
                for one in sections
            ),
            *(
                filed("post_tag", tag.slug, escape(tag.name, quote=False))
                for tag in article.tags.all()
            ),
            *(filed("author", f"cap-{person.slug}", person.slug) for person in named(article)),
        ]
    )


def _content(house: House, batch: Batch, article: Article) -> str:
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


def _note(html: str) -> Written:
    inside = f'<div class="wp-block-group {NOTE}">{Written("html", html)}</div>'
    return Written("group", inside, {"className": NOTE})
