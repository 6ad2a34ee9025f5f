"""Loads the fields of articles that cards, their own pages and machines need."""

from collections.abc import Sequence

from django.db.models import Prefetch, prefetch_related_objects
from django.template.loader import render_to_string
from wagtail.blocks import StreamValue
from wagtail.models import Site

from byline.lib.compiled_queries import CompiledQuery, Param
from byline.newsroom.models import (
    Article,
    Byline,
    Picture,
    SectionPage,
    StandingPage,
)
from byline.newsroom.models.article_fields import PAGE_ONLY_FIELDS, PICTURE_TEXT_FIELDS
from byline.newsroom.models.article_queryset import ArticleQuerySet

EXTRA_RELATED: set[str] = set()


def as_cards(articles: ArticleQuerySet) -> ArticleQuerySet:
    """With all that a card shows, in a fixed number of queries."""
    return select_card_fields(articles).prefetch_related(
        bylines_of_cards(), "lead_picture__renditions"
    )


def select_card_fields(articles: ArticleQuerySet) -> ArticleQuerySet:
    page_only = (*PAGE_ONLY_FIELDS, *(f"lead_picture__{name}" for name in PICTURE_TEXT_FIELDS))
    return articles.select_related("section", "section__site", "site", "lead_picture").defer(
        *page_only
    )


def bylines_of_cards() -> "Prefetch[str]":
    return Prefetch("bylines", Byline.objects.select_related("contributor").order_by("sort_order"))


def also_select(*names: str) -> None:
    """Read these one-to-one relations of rooms above together with each article."""
    EXTRA_RELATED.update(names)


def as_article(articles: ArticleQuerySet) -> ArticleQuerySet:
    """With what only an article's own page shows.

    `prefetch_cards` adds what its cards show too, `prefetch_names` what it names.
    """
    return articles.select_related("section", "lead_picture", *sorted(EXTRA_RELATED))


def as_articles(articles: ArticleQuerySet) -> ArticleQuerySet:
    """As `as_article`, for many articles of any sites, with what `prefetch_names` adds to one."""
    further_sections = Prefetch("further_sections", SectionPage.objects.order_by("path"))
    whole: ArticleQuerySet = (
        as_article(articles).select_related("site").prefetch_related(further_sections, "tags")
    )
    return whole


def article_for_its_page(site: Site, path: str) -> Article | None:
    """The published article of the site at this path, with all that its page shows."""
    article = AT_PATH.first(site=site.pk, path=path)
    if article:
        article.site = site
    return article


AT_PATH = CompiledQuery(
    lambda: as_article(
        Article.objects.published().filter(site=Param("site"), permalink=Param("path"))
    ).order_by()[:1]
)


def prefetch_cards(articles: Sequence[Article], pictures: Sequence[Picture] = ()) -> None:
    """Prefetch the bylines of these articles and the renditions of all pictures, in two queries.

    A third query prefetches corrections, for articles that were not loaded as cards.
    """
    prefetch_related_objects(articles, bylines_of_cards())
    prefetch_related_objects(
        [article for article in articles if article.__dict__.get("is_corrected")], "corrections"
    )
    leads = [article.lead_picture for article in articles if article.lead_picture]
    prefetch_related_objects([*leads, *pictures], "renditions")


def pictures_in(body: StreamValue) -> list[Picture]:
    """The pictures of a body, those of galleries too, in at most two queries."""
    single = [block.value["picture"] for block in body if block.block_type == "picture"]
    several = [
        item["picture"]
        for block in body
        if block.block_type == "gallery"
        for item in block.value["pictures"]
    ]
    return [picture for picture in (*single, *several) if picture]


def shown_text(page: StandingPage) -> str:
    """The HTML that readers see of a standing page's body."""
    return render_to_string("byline/body.html", {"body": page.body}).strip()
