"""What an article's page names and leads to: its sections and tags, and the articles that its text links to."""

import json
import re
from operator import itemgetter
from typing import Any

from django.db.models import F, QuerySet, Value
from django.utils.encoding import iri_to_uri
from taggit.models import Tag

from byline.newsroom.models import Article, SectionPage
from byline.newsroom.models.article import ArticleQuerySet, ArticleTag
from byline.press.tags import depends_on

PAGE_LINK = re.compile(r'linktype="page" id="(\d+)"')


def links_in(*articles: Article) -> dict[int, str]:
    """The addresses of articles that the texts of these, all of one site, link to, by page id; no query where there are none."""
    linked = _linked_in(*articles)
    return _hrefs(
        dict(_linked(articles[0], linked).values_list("pk", "permalink")) if linked else {}
    )


def prefetch_names(article: Article) -> dict[int, str]:
    """Let a published article know its further sections and tags, and give what `links_in` gives: one query for all three."""
    further = Article.further_sections.through.objects.filter(article=article.pk)
    tags = ArticleTag.objects.filter(content_object=article.pk)
    asked = _rows(further, "section", "sectionpage", "title", "path_of_slugs", "path").union(
        _rows(tags, "tag", "tag", "name", "slug", "name"),
        _rows(_linked(article, _linked_in(article)), "link", "", "title", "permalink", "path"),
    )
    found = sorted(asked, key=itemgetter(-1))
    sections = [
        SectionPage(pk=pk, title=name, path_of_slugs=where)
        for kind, pk, name, where, _ in found
        if kind == "section"
    ]
    own = [Tag(pk=pk, name=name, slug=slug) for kind, pk, name, slug, _ in found if kind == "tag"]
    _know(article, "further_sections", SectionPage.objects.all(), sections)
    _know(article, "tags", Tag.objects.all(), own)
    return _hrefs({pk: permalink for kind, pk, _name, permalink, _ in found if kind == "link"})


def _linked_in(*articles: Article) -> set[int]:
    texts = (json.dumps(list(article.body.raw_data)).replace('\\"', '"') for article in articles)
    return {int(number) for text in texts for number in PAGE_LINK.findall(text)}


def _linked(article: Article, linked: set[int]) -> ArticleQuerySet:
    return Article.objects.published().on(article.site).filter(pk__in=linked)


def _hrefs(permalinks: dict[int, str]) -> dict[int, str]:
    depends_on(*(f"page:{pk}" for pk in permalinks))
    return {pk: iri_to_uri(permalink) for pk, permalink in permalinks.items()}


def _rows(things: "QuerySet[Any]", kind: str, to: str, *names: str) -> "QuerySet[Any, Any]":
    columns = {
        f"column_{number}": F(f"{to}__{name}" if to else name)
        for number, name in enumerate(("pk", *names))
    }
    return things.order_by().annotate(is_a=Value(kind), **columns).values_list("is_a", *columns)


def _know(article: Article, name: str, queryset: "QuerySet[Any]", things: list[Any]) -> None:
    """As prefetch_related does it, so that whoever asks the article for them later has them."""
    queryset._result_cache = things  # noqa: SLF001
    article.__dict__.setdefault("_prefetched_objects_cache", {})[name] = queryset
