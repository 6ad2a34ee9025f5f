"""The addresses of new, published articles: what they are, and whether they are free."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from byline.lib.bulk_insert import allocate_keys, insert_all
from byline.network.models import SiteSettings
from byline.network.queries import settings_of
from byline.newsroom.copy import Incoming
from byline.newsroom.models import Address, Article
from byline.newsroom.models.address import MAX_PATH_LENGTH
from byline.newsroom.models.permalinks import permalink_of, why_refused


def assign_addresses(new_articles: Sequence[tuple[Article, Incoming]]) -> list[Address]:
    """The address that each article gets, in their order, not saved.

    Raises ValidationError where one is too long or taken.
    """
    sites = {article.site_id: article.site for article, _item in new_articles}
    chosen = {key: settings_of(site) for key, site in sites.items()}
    addresses = [
        _due(article, item.copy.permalink, chosen[article.site_id])
        for article, item in new_articles
    ]
    for key, site in sites.items():
        _take_over_rows(site, [address for address in addresses if address.site_id == key])
    return addresses


def _due(article: Article, permalink: str, chosen: SiteSettings) -> Address:
    pattern = "" if permalink else chosen.permalink_pattern
    address = Address(
        site=article.site,
        path=permalink or permalink_of(article, pattern, chosen),
        page=article,
        is_current=True,
        slug=article.slug,
        pattern=pattern,
        category=article.section.path_of_slugs,
    )
    if len(address.path) > MAX_PATH_LENGTH:
        raise ValidationError(
            {
                "slug": _(
                    "The address is longer than %(longest)s characters. Choose a shorter slug."
                )
                % {"longest": MAX_PATH_LENGTH}
            }
        )
    return address


def _take_over_rows(site: Site, addresses: list[Address]) -> None:
    """Reuse the row of an address whose page was deleted."""
    paths = {address.path for address in addresses}
    taken = {
        row.path: row
        for row in Address.objects.filter(site=site, path__in=paths).select_related("page")
    }
    standing = _standing_page_paths(site, paths)
    for address in addresses:
        before = taken.get(address.path)
        stands = address.path in standing
        refusal = why_refused(address.path, before, stands=stands, pattern=address.pattern)
        if refusal:
            raise ValidationError({"slug": refusal})
        address.pk = before.pk if before else None
        taken[address.path] = address


def _standing_page_paths(site: Site, paths: set[str]) -> set[str]:
    """The paths of standing pages among these."""
    root = site.root_page.url_path.rstrip("/")
    places = {place: path for path in paths for place in (root + path, f"{root}{path}/")}
    pages = Page.objects.live().filter(url_path__in=places, content_type__model="standingpage")
    return {places[place] for place in pages.values_list("url_path", flat=True)}


def save_addresses(addresses: Sequence[Address]) -> None:
    for address in addresses:
        if address.pk:
            address.save(force_update=True)
    insert_all(allocate_keys([address for address in addresses if not address.pk]))
