"""The lists of published articles and of corrections, each with its cache tag."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from wagtail.models import Site

from byline.newsroom import list_tags
from byline.newsroom.models import (
    Article,
    Byline,
    Contributor,
    Correction,
    SectionPage,
    Tag,
)
from byline.newsroom.models.article_queryset import ArticleQuerySet
from byline.newsroom.queries.loading import as_cards
from byline.press.tags import depends_on


def latest_articles(site: Site) -> ArticleQuerySet:
    """The site's published articles, the newest first."""
    depends_on(list_tags.latest(site.pk))
    return published_on(site)


def published_on(site: Site) -> ArticleQuerySet:
    """As latest_articles, for pages that show a few and declare their dependency themselves."""
    published: ArticleQuerySet = Article.objects.published().on(site).newest_first()
    return published


def articles_filed_in(section: SectionPage) -> ArticleQuerySet:
    """The published articles of the section and those below it, the newest first."""
    depends_on(list_tags.filed_in(section.pk))
    filed: ArticleQuerySet = Article.objects.published().filed_under(section).newest_first()
    return filed


@dataclass(frozen=True)
class FiledArticles:
    """The published articles of these sections, the newest first, for a paginator.

    Merged from an ordered index for each section: joined by OR, all articles would be sorted.
    """

    sections: Sequence[int]

    def __len__(self) -> int:
        first = Article.objects.published().filter(section__in=self.sections).count()
        return first + self._further().exclude(section__in=self.sections).count()

    def keys(self, first: int, after: int) -> list[int]:
        """The ids of those from place `first` (from 0) up to `after`."""
        own = [Article.objects.published().filter(section=section) for section in self.sections]
        every, *others = (
            articles.order_by().values_list("published_at", "pk")
            for articles in (self._further(), *own)
        )
        return [
            pk for _at, pk in every.union(*others).order_by("-published_at", "-pk")[first:after]
        ]

    def __getitem__(self, places: slice) -> list[Article]:
        return list(
            as_cards(
                Article.objects.filter(pk__in=self.keys(places.start, places.stop))
            ).newest_first()
        )

    def _further(self) -> ArticleQuerySet:
        further = Article.further_sections.through.objects.filter(
            sectionpage__in=self.sections
        ).values("article")
        return Article.objects.published().filter(pk__in=further)


def filed_under(section: SectionPage) -> FiledArticles:
    """The articles filed under this section or one below it."""
    depends_on(list_tags.filed_in(section.pk or 0))  # a new section's preview has no key
    return FiledArticles(
        list(
            SectionPage.objects.descendant_of(section, inclusive=True).values_list("pk", flat=True)
        )
    )


def articles_by(contributor: Contributor, site: Site) -> ArticleQuerySet:
    """The contributor's articles on the site, the newest first."""
    depends_on(list_tags.written_by(site.pk, contributor.pk))
    return published_on(site).by(contributor)


def contributor_named(site: Site, slug: str) -> Contributor | None:
    """The contributor with this slug, of the site or named in its bylines; its own come first."""
    named = Byline.objects.filter(article__site=site).values("contributor")
    people = Contributor.objects.filter(Q(site=site) | Q(pk__in=named), slug=slug)
    known = sorted(people.select_related("portrait"), key=lambda person: person.site_id != site.pk)
    return known[0] if known else None


def articles_tagged(tag: Tag, site: Site) -> ArticleQuerySet:
    """The site's articles with this tag, the newest first."""
    depends_on(list_tags.tagged(site.pk, tag.pk))
    return published_on(site).tagged(tag)


def articles_between(site: Site, first: datetime, after: datetime, by: str) -> ArticleQuerySet:
    """The site's articles of a period, the newest first.

    The year, month or day (`by`) begins at `first` and ends before `after`.
    """
    depends_on(list_tags.published_in(site.pk, first, by))
    return published_on(site).filter(published_at__gte=first, published_at__lt=after)


def corrections_on(site: Site) -> "QuerySet[Correction]":
    """The corrections of the site's published articles, the newest first.

    Each has its article's headline and address.
    """
    depends_on(list_tags.corrections(site.pk))
    corrections = Correction.objects.filter(article__site=site, article__is_out=True).order_by(
        "-published_at", "-pk"
    )
    return corrections.select_related("article").only(
        "kind", "text", "published_at", "article__title", "article__permalink"
    )
