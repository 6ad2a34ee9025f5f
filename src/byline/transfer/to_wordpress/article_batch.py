"""What is looked up for some hundred articles together."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects

from byline.newsroom.models import Address, Article, Byline
from byline.readership.models import Tally
from byline.transfer.to_wordpress.references import References
from byline.transfer.to_wordpress.site_export import SiteExport


@dataclass(frozen=True)
class ArticleBatch:
    """`reads` is how often each was read, `former` the paths that lead to each but for its own."""

    articles: Sequence[Article]
    shelf: References
    reads: dict[int, int]
    former: dict[int, list[str]]


def load_batch(house: SiteExport, rows: Sequence[Article]) -> ArticleBatch:
    """Drafts as their newest revisions have them."""
    articles = [row if row.live else _newest(row) for row in rows]
    names = Prefetch("bylines", Byline.objects.select_related("contributor").order_by("sort_order"))
    prefetch_related_objects(
        [article for article in articles if article.live], names, "corrections"
    )
    shelf = house.shelf()
    shelf.fill(
        [article.body for article in articles],
        filter(None, (article.lead_picture_id for article in articles)),
    )
    keys = [article.pk for article in articles]
    reads = {tally.pk: tally.total for tally in Tally.objects.filter(pk__in=keys)}
    return ArticleBatch(articles, shelf, reads, former_addresses(house, keys))


def former_addresses(house: SiteExport, pages: Sequence[int]) -> dict[int, list[str]]:
    """The addresses that lead to each of these pages, but for the one where it stands."""
    former: dict[int, list[str]] = defaultdict(list)
    rows = Address.objects.filter(site=house.site, page__in=pages, is_current=False).order_by(
        "path"
    )
    for page, path in rows.values_list("page", "path"):
        former[page].append(path)
    return former


def _newest(article: Article) -> Article:
    newest: Article = (
        article.get_latest_revision_as_object() if article.latest_revision else article
    )
    return newest
