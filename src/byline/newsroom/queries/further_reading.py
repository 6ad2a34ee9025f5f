"""Further reading on an article's page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models.expressions import RawSQL

from byline.lib.compiled_queries import CompiledQuery, Param
from byline.newsroom import list_tags
from byline.newsroom.models import (
    Article,
)
from byline.newsroom.models.article_queryset import ArticleQuerySet
from byline.newsroom.queries.loading import select_card_fields
from byline.press.tags import depends_on

MAX_RELATED = 4  # articles of its section that an article's page leads on to


# Each part reads an index in its order; joined by OR, all articles of the site would be read.
FURTHER_READING_SQL = """
SELECT * FROM (
    SELECT page_ptr_id FROM newsroom_article
    WHERE is_out AND site_id = %s AND (published_at, page_ptr_id) < (%s, %s) AND page_ptr_id <> %s
    ORDER BY published_at DESC, page_ptr_id DESC LIMIT 1
) AS before UNION ALL SELECT * FROM (
    SELECT page_ptr_id FROM newsroom_article
    WHERE is_out AND site_id = %s AND (published_at, page_ptr_id) > (%s, %s) AND page_ptr_id <> %s
    ORDER BY published_at, page_ptr_id LIMIT 1
) AS after UNION ALL SELECT * FROM (
    SELECT page_ptr_id FROM newsroom_article
    WHERE is_out AND section_id = %s AND page_ptr_id <> %s
    ORDER BY published_at DESC, page_ptr_id DESC LIMIT %s
) AS beside
"""


@dataclass(frozen=True)
class FurtherReading:
    """The article before, the one after, and the newest of the section."""

    previous: Article | None
    following: Article | None
    related: Sequence[Article]

    @property
    def articles(self) -> list[Article]:
        return [article for article in (self.previous, self.following, *self.related) if article]


def further_reading(article: Article) -> FurtherReading:
    """The further reading of this article, in one query; `prefetch_cards` adds what cards show."""
    number = article.pk or 0  # a new article's preview has no key
    depends_on(list_tags.around(number), list_tags.newest_of(article.section_id))
    others = FURTHER_READING.rows(
        site=article.site_id, at=article.published_at, number=number, section=article.section_id
    )
    earlier = [other for other in others if _key(other) < _key(article)]
    later = [other for other in others if _key(other) > _key(article)]
    return FurtherReading(
        previous=earlier[0] if earlier else None,
        following=later[-1] if later else None,
        related=[other for other in others if other.section_id == article.section_id][:MAX_RELATED],
    )


def _further_reading() -> ArticleQuerySet:
    place = (Param("site"), Param("at"), Param("number"), Param("number"))
    nearest = RawSQL(  # noqa: S611 - all values
        FURTHER_READING_SQL, (*place, *place, Param("section"), Param("number"), MAX_RELATED)
    )
    near: ArticleQuerySet = select_card_fields(
        Article.objects.filter(id__in=nearest).newest_first()
    )
    return near


FURTHER_READING: CompiledQuery[Article] = CompiledQuery(_further_reading)


def _key(article: Article) -> tuple[datetime | None, int]:
    return article.published_at, article.pk
