"""What the newsroom is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.template.loader import render_to_string
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


def sections_of(site: Site) -> list[SectionPage]:
    """The site's sections at the top of the tree, in their order."""
    return list(SectionPage.objects.live().filter(site=site).child_of(site.root_page).order_by("path").select_related("site"))


def front_sections(site: Site) -> list[SectionPage]:
    """Those with a row of their own on the front page."""
    return [section for section in sections_of(site) if section.on_front]


def menu_pages(site: Site) -> list[Page]:
    """The standing pages that the foot of every page leads to."""
    return list(Page.objects.live().in_menu().type(StandingPage).descendant_of(site.root_page).order_by("path"))


def neighbours(article: Article) -> tuple[Article | None, Article | None]:
    """The article published just before this one on its site, and the one just after."""
    around = (
        Article.objects.published()
        .on(article.site)
        .exclude(pk=article.pk)
        .select_related("site")
        .only("title", "permalink", "published_at", "site")
    )
    before = around.filter(published_at__lte=article.published_at).newest_first().first()
    after = around.filter(published_at__gt=article.published_at).order_by("published_at", "pk").first()
    return before, after


def related_to(article: Article, count: int = 3) -> list[Article]:
    """The newest others of its section."""
    others = Article.objects.published().filter(section=article.section_id).exclude(pk=article.pk).newest_first()
    return list(as_cards(others)[:count])


def shown_text(page: StandingPage) -> str:
    """The HTML that readers see of a standing page's body."""
    return render_to_string("byline/body.html", {"body": page.body}).strip()


def as_article(articles: ArticleQuerySet) -> ArticleQuerySet:
    """With all that an article's page shows, in a fixed number of queries."""
    bylines = Byline.objects.select_related("contributor").order_by("sort_order")
    return articles.select_related("section__site", "site", "lead_picture").prefetch_related(
        Prefetch("bylines", bylines), "lead_picture__renditions", "further_sections__site", "tags"
    )
