"""The layout of the front page: which articles it shows, and where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from wagtail.models import Site

from byline.newsroom import list_tags
from byline.newsroom.models import Article, FrontPick, SectionPage
from byline.newsroom.queries import FiledArticles, as_cards, published_on
from byline.press.tags import depends_on


@dataclass(frozen=True)
class SectionRow:
    """A section's row on the front page."""

    section: SectionPage
    articles: Sequence[Article]


@dataclass(frozen=True)
class FrontLayout:
    """The articles of the front page, none of them twice.

    `newest` is when the newest was published; `older`: whether the site has more articles.
    """

    lead: Article | None
    beside: Sequence[Article]
    below: Sequence[Article]
    rows: Sequence[SectionRow]
    more: Sequence[Article]
    newest: datetime | None
    older: bool


def lay_out_front(
    site: Site,
    length: int = 20,
    *,
    picks: Sequence[int] | None = None,
    beside: int = 4,
    below: int = 2,
    a_row: int = 4,
    rows: int = 8,
) -> FrontLayout:
    """The front page: the editor's picks, then the newest, a row for each section, and the rest.

    It shows all of the `length` newest articles. One leads, with some `beside` and `below` it;
    `rows` sections have a row of `a_row` articles. `picks` are ids of articles to lead with instead
    of those that are stored.
    """
    depends_on(list_tags.front(site.pk))
    plan = plan_front(site, length, picks=picks, beside=beside, below=below, a_row=a_row, rows=rows)
    top = plan.top
    articles = {
        article.pk: article for article in as_cards(Article.objects.filter(pk__in=plan.shown))
    }
    return FrontLayout(
        lead=articles[top[0]] if top else None,
        beside=[articles[key] for key in top[1 : 1 + beside]],
        below=[articles[key] for key in top[1 + beside :]],
        rows=[
            SectionRow(section, _pictured_first([articles[key] for key in row]))
            for section, row in plan.rows
        ],
        more=[articles[key] for key in plan.more],
        newest=max((article.published_at for article in articles.values()), default=None),
        older=plan.older,
    )


@dataclass(frozen=True)
class FrontPlan:
    """Which articles the front page shows where, by their ids."""

    top: Sequence[int]
    rows: Sequence[tuple[SectionPage, Sequence[int]]]
    more: Sequence[int]
    older: bool

    @property
    def shown(self) -> set[int]:
        return {*self.top, *(key for _section, row in self.rows for key in row), *self.more}


def plan_front(
    site: Site,
    length: int,
    *,
    picks: Sequence[int] | None = None,
    beside: int = 4,
    below: int = 2,
    a_row: int = 4,
    rows: int = 8,
) -> FrontPlan:
    """As lay_out_front, with the ids of the articles alone."""
    keys = list(published_on(site).values_list("pk", flat=True)[: length + 1])
    top = list(dict.fromkeys([*_picks(site, picks), *keys[:length]]))[: 1 + beside + below]
    filed = _rows(site, set(top), a_row, rows)
    shown = {*top, *(key for _section, row in filed for key in row)}
    return FrontPlan(
        top, filed, [key for key in keys[:length] if key not in shown], len(keys) > length
    )


def _pictured_first(articles: list[Article]) -> list[Article]:
    """Put the first article with a picture first; the others keep their order."""
    first = next((article for article in articles if article.lead_picture_id), None)
    return [first, *(article for article in articles if article != first)] if first else articles


def _picks(site: Site, instead: Sequence[int] | None) -> Iterable[int]:
    if instead is not None:
        published = set(published_on(site).filter(pk__in=instead).values_list("pk", flat=True))
        return [key for key in instead if key in published]
    picks = FrontPick.objects.filter(
        front=site.root_page_id, article__site=site, article__is_out=True
    )
    keys: Iterable[int] = picks.order_by("sort_order").values_list("article", flat=True)
    return keys


def _rows(
    site: Site, shown: set[int], length: int, most: int
) -> list[tuple[SectionPage, list[int]]]:
    """The sections with something left to show.

    Each has its newest `length` articles that no row above it shows.
    """
    taken = set(shown)
    rows: list[tuple[SectionPage, list[int]]] = []
    places = list(SectionPage.objects.filter(site=site).values_list("pk", "path"))
    for section in front_sections(site):
        newest = FiledArticles([pk for pk, path in places if path.startswith(section.path)]).keys(
            0, len(taken) + length
        )
        keys = [key for key in newest if key not in taken][:length]
        if keys and len(rows) < most:
            rows.append((section, keys))
            taken.update(keys)
    return rows


def front_sections(site: Site) -> list[SectionPage]:
    """The sections with a row on the front page, in their order."""
    top = SectionPage.objects.live().filter(site=site, on_front=True).child_of(site.root_page)
    return list(top.order_by("path").select_related("site"))
