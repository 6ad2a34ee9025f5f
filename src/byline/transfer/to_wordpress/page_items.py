"""Standing pages, each behind the one that it stands under."""

from collections.abc import Iterator
from html import escape

from byline.newsroom.models import StandingPage
from byline.transfer.to_wordpress.article_batch import former_addresses
from byline.transfer.to_wordpress.article_fields import standfirst_field
from byline.transfer.to_wordpress.body_markup import markup_of
from byline.transfer.to_wordpress.site_export import SiteExport
from byline.transfer.to_wordpress.wxr_item import TAIL, WxrItem
from byline.transfer.wordpress_format.field_names import (
    ADDRESSES,
    DESCRIPTION_FIELDS,
    IN_MENU,
    POLICY,
    STANDFIRST,
    TITLE_FIELDS,
)

PAGE = "pages"


def standing_pages(house: SiteExport) -> Iterator[StandingPage]:
    return StandingPage.objects.descendant_of(house.site.root_page).order_by("path").iterator()


def page_items(house: SiteExport) -> Iterator[tuple[str, str]]:
    """Every page outside the news, and its part of the file."""
    by_path: dict[str, int] = {}
    for order, page in enumerate(standing_pages(house)):
        by_path[page.path] = page.pk
        above = by_path.get(page.path[: -StandingPage.steplen], 0)
        yield PAGE, _entry(house, page, above, order).head(house.zone) + TAIL


def _entry(house: SiteExport, stored: StandingPage, above: int, order: int) -> WxrItem:
    page = (
        stored
        if stored.live or not stored.latest_revision
        else stored.get_latest_revision_as_object()
    )
    shelf, number = house.shelf(), house.numbers.of("page", page.pk)
    shelf.fill([page.body])
    parts = page.get_url_parts()
    short = f"{house.root}/?page_id={number}"
    former = [
        path
        for path in former_addresses(house, [page.pk])[page.pk]
        if path != f"/?page_id={number}"
    ]
    return WxrItem(
        number=number,
        kind="page",
        title=escape(page.title, quote=False),
        link=f"{parts[1]}{parts[2]}" if parts and page.live else short,
        status="publish" if page.live else "draft",
        at=page.first_published_at if page.live else None,
        dated=page.latest_revision_created_at,
        guid=short,
        slug=page.slug,
        content=markup_of(list(page.body.raw_data), shelf),
        excerpt=escape(page.standfirst, quote=False),
        parent=house.numbers.of("page", above) if above else 0,
        order=order,
        fields={
            TITLE_FIELDS[0]: page.seo_title,
            DESCRIPTION_FIELDS[0]: page.search_description,
            STANDFIRST: standfirst_field(page.standfirst),
            POLICY: page.policy,
            IN_MENU: str(int(page.show_in_menus)),
            ADDRESSES: "\n".join(former),
        },
    )
