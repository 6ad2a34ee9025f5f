"""The menu: the sections at the top, the standing pages that the foot of every page leads to, then its other links."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin

from byline.network.queries import settings_of
from byline.transfer.to_wordpress.head import MENU
from byline.transfer.to_wordpress.house import House
from byline.transfer.to_wordpress.items import TAIL, Entry
from byline.transfer.to_wordpress.pages import standing
from byline.transfer.to_wordpress.xml import filed, meta

ASKED = (
    "_menu_item_target",
    "_menu_item_xfn",
    "_menu_item_url",
)  # by WordPress's importer, also where they say nothing
NO_CLASSES = 'a:1:{i:0;s:0:"";}'
TYPES = {"page": "post_type", "category": "taxonomy", "custom": "custom"}


@dataclass(frozen=True)
class Leading:
    """What an entry leads to: something of this kind and number, or an address."""

    kind: str
    title: str
    number: int = 0
    url: str = ""


def menu(house: House) -> Iterator[tuple[str, str]]:
    """Its entries, and their part of the file."""
    for order, to in enumerate(_entries(house), 1):
        number = house.numbers.of("menu", order)
        asked = "".join(meta("post", *each) for each in zip(ASKED, ("", "", to.url), strict=True))
        entry = Entry(
            number=number,
            kind="nav_menu_item",
            title=escape(to.title, quote=False),
            link="",
            status="publish",
            slug=f"{MENU}-{order}",
            order=order,
            more=filed("nav_menu", MENU, "Menu") + asked,
            fields={
                "_menu_item_type": TYPES[to.kind],
                "_menu_item_menu_item_parent": "0",
                "_menu_item_object_id": str(to.number or number),
                "_menu_item_object": to.kind,
                "_menu_item_classes": NO_CLASSES,
            },
        )
        yield "", entry.head(house.zone) + TAIL


def _entries(house: House) -> Iterator[Leading]:
    top = house.site.root_page.depth + 1
    for section in house.sections():
        if section.depth == top and section.live:
            yield Leading("category", section.title, house.numbers.of_term("section", section.pk))
    for page in standing(house):
        if page.show_in_menus and page.live:
            yield Leading("page", page.title, house.numbers.of("page", page.pk))
    for name, href in settings_of(house.site).more_links:
        yield Leading("custom", name, url=urljoin(f"{house.site.root_url}/", href))
