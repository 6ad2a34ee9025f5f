"""The menu: top-level sections, standing pages of the footer, then the footer's other links."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin

from byline.transfer.to_wordpress.page_items import standing_pages
from byline.transfer.to_wordpress.site_export import SiteExport
from byline.transfer.to_wordpress.wxr_head import MENU_SLUG
from byline.transfer.to_wordpress.wxr_item import ITEM_END, WxrItem
from byline.transfer.to_wordpress.wxr_xml import category_element, meta_element

REQUIRED_FIELDS = ("_menu_item_target", "_menu_item_xfn", "_menu_item_url")
"""WordPress's importer needs them even if they are empty."""
NO_CLASSES = 'a:1:{i:0;s:0:"";}'
TYPES = {"page": "post_type", "category": "taxonomy", "custom": "custom"}


@dataclass(frozen=True)
class MenuEntry:
    """The target of a menu item: an object of this kind and id, or an address (`custom`)."""

    kind: str
    title: str
    target_id: int = 0
    url: str = ""


def menu_items(export: SiteExport) -> Iterator[tuple[str, str]]:
    """The menu's items; they are not counted."""
    for order, entry in enumerate(_entries(export), 1):
        item_id = export.ids.post_id("menu", order)
        required = "".join(
            meta_element("post", name, value)
            for name, value in zip(REQUIRED_FIELDS, ("", "", entry.url), strict=True)
        )
        item = WxrItem(
            wp_id=item_id,
            kind="nav_menu_item",
            title=escape(entry.title, quote=False),
            link="",
            status="publish",
            slug=f"{MENU_SLUG}-{order}",
            order=order,
            elements=category_element("nav_menu", MENU_SLUG, "Menu") + required,
            fields={
                "_menu_item_type": TYPES[entry.kind],
                "_menu_item_menu_item_parent": "0",
                "_menu_item_object_id": str(entry.target_id or item_id),
                "_menu_item_object": entry.kind,
                "_menu_item_classes": NO_CLASSES,
            },
        )
        yield "", item.start(export.zone) + ITEM_END


def _entries(export: SiteExport) -> Iterator[MenuEntry]:
    top_level = export.site.root_page.depth + 1
    for section in export.sections():
        if section.depth == top_level and section.live:
            yield MenuEntry("category", section.title, export.ids.term_id("section", section.pk))
    for page in standing_pages(export):
        if page.show_in_menus and page.live:
            yield MenuEntry("page", page.title, export.ids.post_id("page", page.pk))
    for name, href in export.settings.more_links:
        yield MenuEntry("custom", name, url=urljoin(f"{export.site.root_url}/", href))
