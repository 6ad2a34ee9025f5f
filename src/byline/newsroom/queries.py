"""What the newsroom is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects
from django.db.models.expressions import RawSQL
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from taggit.models import Tag
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
)
from byline.newsroom.models.article import ArticleQuerySet
from byline.newsroom.models.article_state import PAGE_ONLY_FIELDS, PICTURE_TEXT_FIELDS
from byline.press.tags import depends_on

MAX_RELATED = 4  # articles of its section that an article's page leads on to
# Each from an index, in its order: joined by OR, every article of the site is looked at.
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
    """As latest_articles, for who shows a few of them and says otherwise when these are others."""
    published: ArticleQuerySet = Article.objects.published().on(site).newest_first()
    return published


def articles_filed_in(section: SectionPage) -> ArticleQuerySet:
    """What is published under the section and those below it, the newest first."""
    depends_on(list_tags.filed_in(section.pk))
    filed: ArticleQuerySet = Article.objects.published().filed_under(section).newest_first()
    return filed


@dataclass(frozen=True)
class FiledArticles:
    """The published articles filed under any of these sections, the newest first, as a paginator takes them.

    From an ordered index for each section: where sections are joined by OR, all that they have is sorted.
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
    """What is filed under this section and those below it."""
    depends_on(list_tags.filed_in(section.pk or 0))  # a preview's may have none yet
    return FiledArticles(
        list(
            SectionPage.objects.descendant_of(section, inclusive=True).values_list("pk", flat=True)
        )
    )


def articles_by(contributor: Contributor, site: Site) -> ArticleQuerySet:
    """What the site published under this name, the newest first."""
    depends_on(list_tags.written_by(site.pk, contributor.pk))
    return published_on(site).by(contributor)


def articles_tagged(tag: Tag, site: Site) -> ArticleQuerySet:
    """What the site published with this tag, the newest first."""
    depends_on(list_tags.tagged(site.pk, tag.pk))
    return published_on(site).tagged(tag)


def articles_between(site: Site, first: datetime, after: datetime, by: str) -> ArticleQuerySet:
    """What the site published in a year, month or day (`by`) that begins at `first` and is over at `after`, the newest first."""
    depends_on(list_tags.published_in(site.pk, first, by))
    return published_on(site).filter(published_at__gte=first, published_at__lt=after)


def corrections_on(site: Site) -> "QuerySet[Correction]":
    """What was corrected in the site's published articles, the newest first, each with its article's headline and address."""
    depends_on(list_tags.corrections(site.pk))
    told = Correction.objects.filter(article__site=site, article__is_out=True).order_by(
        "-published_at", "-pk"
    )
    return told.select_related("article").only(
        "kind", "text", "published_at", "article__title", "article__permalink"
    )


@dataclass(frozen=True)
class Link:
    """Where a page's head and foot lead to."""

    title: str
    href: str


@dataclass(frozen=True)
class Navigation:
    """The ways through a site: its sections, and the standing pages that its foot leads to."""

    sections: Sequence[Link]
    pages: Sequence[Link]


def navigation_of(site: Site) -> Navigation:
    """The site's sections at the top of the tree and its standing pages in menus, in one query."""
    depends_on(list_tags.menus(site.pk))
    root = site.root_page
    sections, standing = (
        ContentType.objects.get_for_model(model).pk for model in (SectionPage, StandingPage)
    )
    found = IN_MENUS.rows(root=root.path, top=root.depth + 1, sections=sections, standing=standing)
    links: dict[int, list[Link]] = {sections: [], standing: []}
    depends_on(*(f"page:{pk}" for pk, *_rest in found))
    for _pk, kind, title, url_path in found:
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
    """What an article's page leads on to: the one before it, the one after it, and the newest others of its section."""

    previous: Article | None
    following: Article | None
    related: Sequence[Article]

    @property
    def articles(self) -> list[Article]:
        return [article for article in (self.previous, self.following, *self.related) if article]


def further_reading(article: Article) -> FurtherReading:
    """The articles that stand around this one, asked for in one query; `prefetch_cards` gives them what their cards show."""
    number = article.pk or 0  # a preview's may have none yet
    depends_on(list_tags.around(number), list_tags.newest_of(article.section_id))
    found = FURTHER_READING.rows(
        site=article.site_id, at=article.published_at, number=number, section=article.section_id
    )
    earlier = [other for other in found if _key(other) < _key(article)]
    later = [other for other in found if _key(other) > _key(article)]
    return FurtherReading(
        previous=earlier[0] if earlier else None,
        following=later[-1] if later else None,
        related=[other for other in found if other.section_id == article.section_id][:MAX_RELATED],
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
    """Have what a room above keeps of each article, one row under each of these names, read together with it."""
    EXTRA_RELATED.update(names)


def as_article(articles: ArticleQuerySet) -> ArticleQuerySet:
    """With what only an article's own page shows.

    `prefetch_cards` adds what its cards show too, `prefetch_names` what it names.
    """
    return articles.select_related("section", "lead_picture", *sorted(EXTRA_RELATED))


def as_articles(articles: ArticleQuerySet) -> ArticleQuerySet:
    """As `as_article`, for many of whatever sites: what `prefetch_names` adds to one is asked for all of them at once."""
    whole: ArticleQuerySet = (
        as_article(articles).select_related("site").prefetch_related("further_sections", "tags")
    )
    return whole


def article_for_its_page(site: Site, path: str) -> Article | None:
    """The published article of the site whose address this is, as its page shows it."""
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
    """Look up the names over these articles, and the sizes of their lead pictures and of `pictures`, in two queries.

    What was corrected is a third, where it is shown; cards, which don't, were loaded without saying whether anything was.
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
        each["picture"]
        for block in body
        if block.block_type == "gallery"
        for each in block.value["pictures"]
    ]
    return [picture for picture in (*single, *several) if picture]


@dataclass(frozen=True)
class Period:
    """A year, month or day with something published in it; `first` is when it begins, by the site's clock."""

    first: datetime
    href: str


def periods_beside(
    site: Site, first: datetime, after: datetime, by: str
) -> tuple[Period | None, Period | None]:
    """The nearest period of the same length with articles before the one from `first` to `after`, and the nearest later one."""
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
    """The months in which something was published, each as its first moment."""
    ours = (
        Article.objects.published().on(site).filter(published_at__gte=first, published_at__lt=after)
    )
    return list(ours.datetimes("published_at", "month"))
