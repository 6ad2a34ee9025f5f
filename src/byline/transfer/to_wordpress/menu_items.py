"""The menu: the sections at the top, the standing pages that the foot of every page leads to, then its other links."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin

from byline.network.queries import settings_of
from byline.transfer.to_wordpress.page_items import standing_pages
from byline.transfer.to_wordpress.site_export import SiteExport
from byline.transfer.to_wordpress.wxr_head import MENU_SLUG
from byline.transfer.to_wordpress.wxr_item import TAIL, WxrItem
from byline.transfer.to_wordpress.wxr_xml import category_element, meta_element

REQUIRED_FIELDS = (
    "_menu_item_target",
    "_menu_item_xfn",
    "_menu_item_url",
)  # by WordPress's importer, also where they say nothing
NO_CLASSES = 'a:1:{i:0;s:0:"";}'
TYPES = {"page": "post_type", "category": "taxonomy", "custom": "custom"}


@dataclass(frozen=True)
class MenuEntry:
    """What an entry leads to: something of this kind and number, or an address."""

    kind: str
    title: str
    number: int = 0
    url: str = ""


def menu_items(house: SiteExport) -> Iterator[tuple[str, str]]:
    """Its entries, and their part of the file."""
    for order, to in enumerate(_entries(house), 1):
        number = house.numbers.of("menu", order)
        asked = "".join(
            meta_element("post", *each)
            for each in zip(REQUIRED_FIELDS, ("", "", to.url), strict=True)
        )
        entry = WxrItem(
            number=number,
            kind="nav_menu_item",
            title=escape(to.title, quote=False),
            link="",
            status="publish",
            slug=f"{MENU_SLUG}-{order}",
            order=order,
            more=category_element("nav_menu", MENU_SLUG, "Menu") + asked,
            fields={
                "_menu_item_type": TYPES[to.kind],
                "_menu_item_menu_item_parent": "0",
                "_menu_item_object_id": str(to.number or number),
                "_menu_item_object": to.kind,
                "_menu_item_classes": NO_CLASSES,
            },
        )
        yield "", entry.head(house.zone) + TAIL


def _entries(house: SiteExport) -> Iterator[MenuEntry]:
    top = house.site.root_page.depth + 1
    for section in house.sections():
        if section.depth == top and section.live:
            yield MenuEntry("category", section.title, house.numbers.of_term("section", section.pk))
    for page in standing_pages(house):
        if page.show_in_menus and page.live:
            yield MenuEntry("page", page.title, house.numbers.of("page", page.pk))
    for name, href in settings_of(house.site).more_links:
        yield MenuEntry("custom", name, url=urljoin(f"{house.site.root_url}/", href))
