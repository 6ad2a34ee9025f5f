"""Loads everything that the items of several articles need, in few queries."""

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
    """`reads` and `former` (the former addresses) are by the articles' primary keys."""

    articles: Sequence[Article]
    references: References
    reads: dict[int, int]
    former: dict[int, list[str]]


def load_batch(export: SiteExport, rows: Sequence[Article]) -> ArticleBatch:
    """Load the articles; drafts in the state of their latest revision."""
    articles = [row if row.live else _latest(row) for row in rows]
    bylines = Byline.objects.select_related("contributor").order_by("sort_order")
    prefetch_related_objects(
        [article for article in articles if article.live],
        Prefetch("bylines", bylines),
        "corrections",
    )
    references = export.new_references()
    references.load(
        [article.body for article in articles],
        filter(None, (article.lead_picture_id for article in articles)),
    )
    keys = [article.pk for article in articles]
    reads = {tally.pk: tally.total for tally in Tally.objects.filter(pk__in=keys)}
    return ArticleBatch(articles, references, reads, former_addresses(export, keys))


def former_addresses(export: SiteExport, pages: Sequence[int]) -> dict[int, list[str]]:
    """The addresses that redirect to each of these pages."""
    former: dict[int, list[str]] = defaultdict(list)
    rows = Address.objects.filter(site=export.site, page__in=pages, is_current=False).order_by(
        "path"
    )
    for page, path in rows.values_list("page", "path"):
        former[page].append(path)
    return former


def _latest(article: Article) -> Article:
    latest: Article = (
        article.get_latest_revision_as_object() if article.latest_revision else article
    )
    return latest
