"""Queries for articles, lists, navigation and previews."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects
from django.db.models.expressions import RawSQL
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from wagtail.blocks import StreamValue
from wagtail.models import Page, Site

from byline.lib.compiled_queries import CompiledQuery, Param
from byline.newsroom import list_tags
from byline.newsroom.models import (
    Article,
    Byline,
    Contributor,
    Correction,
    Picture,
    SectionPage,
    StandingPage,
    Tag,
)
from byline.newsroom.models.article import ArticleQuerySet
from byline.newsroom.models.article_state import PAGE_ONLY_FIELDS, PICTURE_TEXT_FIELDS
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
EXTRA_RELATED: set[str] = set()


def as_cards(articles: ArticleQuerySet) -> ArticleQuerySet:
    """With all that a card shows, in a fixed number of queries."""
    return _for_cards(articles).prefetch_related(_names(), "lead_picture__renditions")


def _for_cards(articles: ArticleQuerySet) -> ArticleQuerySet:
    beyond = (*PAGE_ONLY_FIELDS, *(f"lead_picture__{name}" for name in PICTURE_TEXT_FIELDS))
    return articles.select_related("section", "section__site", "site", "lead_picture").defer(
        *beyond
    )


def _names() -> "Prefetch[str]":
    return Prefetch("bylines", Byline.objects.select_related("contributor").order_by("sort_order"))


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


@dataclass(frozen=True)
class Link:
    """A link in a page's header or footer."""

    title: str
    href: str


@dataclass(frozen=True)
class Navigation:
    """A site's sections, and the standing pages linked in its footer."""

    sections: Sequence[Link]
    pages: Sequence[Link]


def navigation_of(site: Site) -> Navigation:
    """The site's sections at the top of the tree and its standing pages in menus, in one query."""
    depends_on(list_tags.menus(site.pk))
    root = site.root_page
    sections, standing = (
        ContentType.objects.get_for_model(model).pk for model in (SectionPage, StandingPage)
    )
    rows = IN_MENUS.rows(root=root.path, top=root.depth + 1, sections=sections, standing=standing)
    links: dict[int, list[Link]] = {sections: [], standing: []}
    depends_on(*(f"page:{pk}" for pk, *_rest in rows))
    for _pk, kind, title, url_path in rows:
        path = url_path[len(root.url_path) - 1 :]
        links[kind].append(
            Link(title, iri_to_uri(f"/category{path}" if kind == sections else path))
        )
    return Navigation(sections=links[sections], pages=links[standing])


def _in_menus() -> "QuerySet[Page, tuple[int, int, str, str]]":
    sections = Q(content_type=Param("sections"), depth=Param("top"))
    ours = Page.objects.live().filter(
        sections | Q(content_type=Param("standing"), show_in_menus=True)
    )
    return (
        ours.filter(path__startswith=Param("root"))
        .order_by("path")
        .values_list("pk", "content_type", "title", "url_path")
    )


IN_MENUS = CompiledQuery(_in_menus)


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
    near: ArticleQuerySet = _for_cards(Article.objects.filter(id__in=nearest).newest_first())
    return near


FURTHER_READING: CompiledQuery[Article] = CompiledQuery(_further_reading)


def _key(article: Article) -> tuple[datetime | None, int]:
    return article.published_at, article.pk


def shown_text(page: StandingPage) -> str:
    """The HTML that readers see of a standing page's body."""
    return render_to_string("byline/body.html", {"body": page.body}).strip()


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
    whole: ArticleQuerySet = (
        as_article(articles).select_related("site").prefetch_related("further_sections", "tags")
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
    prefetch_related_objects(articles, _names())
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


@dataclass(frozen=True)
class Period:
    """A year, month or day with articles; `first` is its first moment in the site's time zone."""

    first: datetime
    href: str


def periods_beside(
    site: Site, first: datetime, after: datetime, by: str
) -> tuple[Period | None, Period | None]:
    """The nearest earlier and the nearest later period of the same length that have articles."""
    ours = Article.objects.published().on(site)
    earlier = (
        ours.filter(published_at__lt=first)
        .order_by("-published_at")
        .values_list("published_at", flat=True)
        .first()
    )
    later = (
        ours.filter(published_at__gte=after)
        .order_by("published_at")
        .values_list("published_at", flat=True)
        .first()
    )
    return _period(earlier, by), _period(later, by)


def _period(moment: datetime | None, by: str) -> Period | None:
    if moment is None:
        return None
    local = timezone.localtime(moment)
    return Period(
        local, "/" + local.strftime({"year": "%Y", "month": "%Y/%m", "day": "%Y/%m/%d"}[by]) + "/"
    )


def months_between(site: Site, first: datetime, after: datetime) -> list[datetime]:
    """The months with articles, each as its first moment."""
    ours = (
        Article.objects.published().on(site).filter(published_at__gte=first, published_at__lt=after)
    )
    return list(ours.datetimes("published_at", "month"))
