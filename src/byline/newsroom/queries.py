"""What the newsroom is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch, Q
from django.template.loader import render_to_string
from django.utils.encoding import iri_to_uri
from wagtail.models import Page, Site

from byline.newsroom.models import Article, Byline, FrontPage, SectionPage, StandingPage
from byline.newsroom.models.article import ArticleQuerySet

CARD_PICTURES = ("fill-480x320|format-webp", "fill-960x640|format-webp")


def as_cards(articles: ArticleQuerySet) -> ArticleQuerySet:
    """With all that a card shows, in a fixed number of queries."""
    bylines = Byline.objects.select_related("contributor").order_by("sort_order")
    return (
        articles.select_related("section", "section__site", "site", "lead_picture")
        .prefetch_related(Prefetch("bylines", bylines), "lead_picture__renditions")
        .defer("body")
    )


def latest_articles(site: Site) -> ArticleQuerySet:
    """The site's published articles, the newest first."""
    published: ArticleQuerySet = Article.objects.published().on(site).newest_first()
    return published


@dataclass(frozen=True)
class Row:
    """A section's row on the front page."""

    section: SectionPage
    articles: Sequence[Article]


@dataclass(frozen=True)
class Front:
    """What stands on the front page: no article twice."""

    lead: Article | None
    secondary: Sequence[Article]
    rows: Sequence[Row]
    more: Sequence[Article]


def front_of(site: Site, *, secondary: int = 5, a_row: int = 4, more: int = 12) -> Front:
    """The front page: what the editor picked in that order, the newest behind it, then a row a section."""
    picks = FrontPage.objects.get(pk=site.root_page_id).picks.order_by("sort_order").values_list("article", flat=True)
    recent = list(as_cards(latest_articles(site))[: 1 + secondary + more])
    picked = {article.pk: article for article in as_cards(latest_articles(site).filter(pk__in=list(picks)))}
    ordered = [picked[pk] for pk in picks if pk in picked]
    top = [*ordered, *(article for article in recent if article.pk not in picked)]
    shown = {article.pk for article in top[: 1 + secondary]}
    rows = [row for row in (_row(section, shown, a_row) for section in front_sections(site)) if row.articles]
    shown |= {article.pk for row in rows for article in row.articles}
    return Front(
        lead=top[0] if top else None,
        secondary=top[1 : 1 + secondary],
        rows=rows,
        more=[article for article in recent if article.pk not in shown][:more],
    )


def _row(section: SectionPage, shown: set[int], length: int) -> Row:
    articles = as_cards(Article.objects.published().filed_under(section).exclude(pk__in=shown).newest_first())[:length]
    return Row(section, list(articles))


@dataclass(frozen=True)
class Link:
    """Where a page's head and foot lead to."""

    title: str
    href: str


@dataclass(frozen=True)
class Guide:
    """The ways through a site: its sections, and the standing pages that its foot leads to."""

    sections: Sequence[Link]
    pages: Sequence[Link]


def guide_to(site: Site) -> Guide:
    """The site's sections at the top of the tree and its standing pages in menus, in one query."""
    kinds = {kind.pk: model for model, kind in ContentType.objects.get_for_models(SectionPage, StandingPage).items()}
    pages = Page.objects.live().descendant_of(site.root_page).filter(content_type__in=kinds).order_by("path")
    ours = pages.filter(Q(show_in_menus=True) | Q(depth=site.root_page.depth + 1))
    start = len(site.root_page.url_path) - 1
    links: dict[type[Page], list[Link]] = {SectionPage: [], StandingPage: []}
    for page in ours.only("title", "url_path", "depth", "content_type", "show_in_menus"):
        kind, path = kinds[page.content_type_id], page.url_path[start:]
        if kind is SectionPage and page.depth == site.root_page.depth + 1:
            links[kind].append(Link(page.title, iri_to_uri(f"/category{path}")))
        elif kind is StandingPage and page.show_in_menus:
            links[kind].append(Link(page.title, iri_to_uri(path)))
    return Guide(sections=links[SectionPage], pages=links[StandingPage])


def front_sections(site: Site) -> list[SectionPage]:
    """The sections with a row of their own on the front page, in their order."""
    top = SectionPage.objects.live().filter(site=site, on_front=True).child_of(site.root_page)
    return list(top.order_by("path").select_related("site"))


@dataclass(frozen=True)
class Around:
    """What an article's page leads on to: the one before it, the one after it, and the newest others of its section."""

    previous: Article | None
    following: Article | None
    related: Sequence[Article]


def around(article: Article, related: int = 3) -> Around:
    """The articles that stand around this one, asked for in one query."""
    others = Article.objects.published().exclude(pk=article.pk)
    at, same_moment = article.published_at, Q(published_at=article.published_at)
    before = others.on(article.site).filter(Q(published_at__lt=at) | same_moment & Q(pk__lt=article.pk)).newest_first()
    after = others.on(article.site).filter(Q(published_at__gt=at) | same_moment & Q(pk__gt=article.pk))
    after = after.order_by("published_at", "pk")
    same = others.filter(section=article.section_id).newest_first()
    nearest = (articles.values("pk")[:count] for articles, count in ((before, 1), (after, 1), (same, related)))
    wanted = reduce(or_, (Q(pk__in=keys) for keys in nearest))
    found = list(as_cards(Article.objects.filter(wanted).newest_first()))
    earlier = [other for other in found if _key(other) < _key(article)]
    later = [other for other in found if _key(other) > _key(article)]
    return Around(
        previous=earlier[0] if earlier else None,
        following=later[-1] if later else None,
        related=[other for other in found if other.section_id == article.section_id][:related],
    )


def _key(article: Article) -> tuple[datetime | None, int]:
    return article.published_at, article.pk


def shown_text(page: StandingPage) -> str:
    """The HTML that readers see of a standing page's body."""
    return render_to_string("byline/body.html", {"body": page.body}).strip()


def as_article(articles: ArticleQuerySet) -> ArticleQuerySet:
    """With all that an article's page shows, in a fixed number of queries."""
    bylines = Byline.objects.select_related("contributor").order_by("sort_order")
    return articles.select_related("section__site", "site", "lead_picture").prefetch_related(
        Prefetch("bylines", bylines), "lead_picture__renditions", "further_sections__site", "tags"
    )
