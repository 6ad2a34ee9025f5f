"""Prefetching what an article's page names and links to."""

import json
import re
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from django.db.models import F, QuerySet, Value
from django.utils.encoding import iri_to_uri

from byline.newsroom.models import Article, ArticleTag, SectionPage, Tag
from byline.newsroom.models.article_queryset import ArticleQuerySet
from byline.press.tags import depends_on

PAGE_LINK = re.compile(r'linktype="page" id="(\d+)"')


def links_in(*articles: Article) -> dict[int, str]:
    """The addresses of the articles that the texts of these link to, by page number.

    All articles are of one site. No query where there are no links.
    """
    blocks = [block for article in articles for block in article.body.raw_data]
    return hrefs_of_linked(articles[0].site_id, blocks)


def hrefs_of_linked(site: int, blocks: Sequence[Any]) -> dict[int, str]:
    """As `links_in`, for the raw blocks of bodies; `site` is the number of their site."""
    linked = _linked_in(blocks)
    return _hrefs(dict(_linked(site, linked).values_list("pk", "permalink"))) if linked else {}


def prefetch_names(article: Article) -> dict[int, str]:
    """Prefetch a published article's further sections and tags; returns what `links_in` returns.

    One query for all three.
    """
    further = Article.further_sections.through.objects.filter(article=article.pk)
    tags = ArticleTag.objects.filter(content_object=article.pk)
    asked = _rows(further, "section", "sectionpage", "title", "path_of_slugs", "path").union(
        _rows(tags, "tag", "tag", "name", "slug", "name"),
        _rows(
            _linked(article.site_id, _linked_in(article.body.raw_data)),
            "link",
            "",
            "title",
            "permalink",
            "path",
        ),
    )
    rows = sorted(asked, key=itemgetter(-1))
    sections = [
        SectionPage(pk=pk, title=name, path_of_slugs=where)
        for kind, pk, name, where, _ in rows
        if kind == "section"
    ]
    own = [Tag(pk=pk, name=name, slug=slug) for kind, pk, name, slug, _ in rows if kind == "tag"]
    _cache_prefetched(article, "further_sections", SectionPage.objects.all(), sections)
    _cache_prefetched(article, "tags", Tag.objects.all(), own)
    return _hrefs({pk: permalink for kind, pk, _name, permalink, _ in rows if kind == "link"})


def _linked_in(blocks: Sequence[Any]) -> set[int]:
    text = json.dumps(list(blocks)).replace('\\"', '"')
    return {int(number) for number in PAGE_LINK.findall(text)}


def _linked(site: int, linked: set[int]) -> ArticleQuerySet:
    articles: ArticleQuerySet = Article.objects.published().filter(site=site, pk__in=linked)
    return articles


def _hrefs(permalinks: dict[int, str]) -> dict[int, str]:
    depends_on(*(f"page:{pk}" for pk in permalinks))
    return {pk: iri_to_uri(permalink) for pk, permalink in permalinks.items()}


def _rows(things: "QuerySet[Any]", kind: str, to: str, *names: str) -> "QuerySet[Any, Any]":
    columns = {
        f"column_{number}": F(f"{to}__{name}" if to else name)
        for number, name in enumerate(("pk", *names))
    }
    return things.order_by().annotate(is_a=Value(kind), **columns).values_list("is_a", *columns)


def _cache_prefetched(
    article: Article, name: str, queryset: "QuerySet[Any]", things: list[Any]
) -> None:
    """Cache them on the article, as prefetch_related does."""
    queryset._result_cache = things  # noqa: SLF001
    article.__dict__.setdefault("_prefetched_objects_cache", {})[name] = queryset
