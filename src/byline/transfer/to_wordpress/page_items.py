"""Standing pages; a page comes after its parent."""

from collections.abc import Iterator
from html import escape

from byline.newsroom.models import StandingPage
from byline.transfer.to_wordpress.article_batch import former_addresses
from byline.transfer.to_wordpress.article_fields import standfirst_field
from byline.transfer.to_wordpress.body_markup import markup_of
from byline.transfer.to_wordpress.site_export import SiteExport
from byline.transfer.to_wordpress.wxr_item import ITEM_END, WxrItem
from byline.transfer.wordpress_format.field_names import (
    ADDRESSES,
    DESCRIPTION_FIELDS,
    IN_MENU,
    POLICY,
    STANDFIRST,
    TITLE_FIELDS,
)

PAGES_KIND = "pages"


def standing_pages(export: SiteExport) -> Iterator[StandingPage]:
    return StandingPage.objects.descendant_of(export.site.root_page).order_by("path").iterator()


def page_items(export: SiteExport) -> Iterator[tuple[str, str]]:
    """Every standing page of the site: its kind, and its part of the file."""
    keys_by_path: dict[str, int] = {}
    for order, page in enumerate(standing_pages(export)):
        keys_by_path[page.path] = page.pk
        parent = keys_by_path.get(page.path[: -StandingPage.steplen], 0)
        yield PAGES_KIND, _item(export, page, parent, order).start(export.zone) + ITEM_END


def _item(export: SiteExport, stored: StandingPage, parent: int, order: int) -> WxrItem:
    page = (
        stored
        if stored.live or not stored.latest_revision
        else stored.get_latest_revision_as_object()
    )
    references, page_id = export.new_references(), export.ids.post_id("page", page.pk)
    references.load([page.body])
    parts = page.get_url_parts()
    query = f"/?page_id={page_id}"
    short_link = export.root + query
    former = [path for path in former_addresses(export, [page.pk])[page.pk] if path != query]
    return WxrItem(
        wp_id=page_id,
        kind="page",
        title=escape(page.title, quote=False),
        link=f"{parts[1]}{parts[2]}" if parts and page.live else short_link,
        status="publish" if page.live else "draft",
        published_at=page.first_published_at if page.live else None,
        listed_at=page.latest_revision_created_at,
        guid=short_link,
        slug=page.slug,
        content=markup_of(list(page.body.raw_data), references),
        excerpt=escape(page.standfirst, quote=False),
        parent=export.ids.post_id("page", parent) if parent else 0,
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
