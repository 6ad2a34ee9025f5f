"""The menu: the sections at the top, then the standing pages that the foot of every page leads to."""

from collections.abc import Iterator
from html import escape

from byline.transfer.to_wordpress.head import MENU
from byline.transfer.to_wordpress.house import House
from byline.transfer.to_wordpress.items import TAIL, Entry
from byline.transfer.to_wordpress.pages import standing
from byline.transfer.to_wordpress.xml import filed, meta

EMPTY = ("_menu_item_target", "_menu_item_xfn", "_menu_item_url")  # WordPress's importer asks for each of them
NO_CLASSES = 'a:1:{i:0;s:0:"";}'


def menu(house: House) -> Iterator[tuple[str, str]]:
    """Its entries, and their part of the file."""
    for order, (number, kind, title) in enumerate(_entries(house), 1):
        entry = Entry(
            number=house.numbers.of("menu", order),
            kind="nav_menu_item",
            title=escape(title, quote=False),
            link="",
            status="publish",
            slug=f"{MENU}-{order}",
            order=order,
            more=filed("nav_menu", MENU, "Menu") + "".join(meta("post", name, "") for name in EMPTY),
            fields={
                "_menu_item_type": "post_type" if kind == "page" else "taxonomy",
                "_menu_item_menu_item_parent": "0",
                "_menu_item_object_id": str(number),
                "_menu_item_object": kind,
                "_menu_item_classes": NO_CLASSES,
            },
        )
        yield "", entry.head(house.zone) + TAIL


def _entries(house: House) -> Iterator[tuple[int, str, str]]:
    top = house.site.root_page.depth + 1
    for section in house.sections():
        if section.depth == top and section.live:
            yield house.numbers.of_term("section", section.pk), "category", section.title
    for page in standing(house):
        if page.show_in_menus and page.live:
            yield house.numbers.of("page", page.pk), "page", page.title
