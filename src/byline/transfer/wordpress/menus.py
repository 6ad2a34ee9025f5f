"""The old site's menus: an order for sections and pages, and links of their own."""

from dataclasses import dataclass, field

from byline.transfer.wordpress.wxr_records import WordPressItem

Place = tuple[int, int]
"""Number of the menu in the order of the file, and position in it."""
UNNAMED_MENU = "menu"  # of an entry without the name of a menu


@dataclass(frozen=True, slots=True)
class MenuLink:
    """An entry that leads to an address, not to an item of the export."""

    key: str
    text: str
    url: str
    line: int
    place: Place


@dataclass(slots=True)
class Menus:
    """Pages and categories by number, each at its first position in a menu."""

    pages: dict[int, Place] = field(default_factory=dict)
    categories: dict[str, Place] = field(default_factory=dict)
    links: list[MenuLink] = field(default_factory=list)
    _known: dict[str, int] = field(default_factory=dict)

    def note(self, item: WordPressItem) -> None:
        kind, number = item.meta.get("_menu_item_object"), item.meta.get("_menu_item_object_id", "")
        place = self._place(item)
        if kind == "page" and number.isdecimal():
            self.pages[int(number)] = min(place, self.pages.get(int(number), place))
        elif kind == "category":
            self.categories[number] = min(place, self.categories.get(number, place))
        elif is_link(item):
            self.links.append(
                MenuLink(
                    item.key, item.title, item.meta["_menu_item_url"].strip(), item.line, place
                )
            )

    def _place(self, item: WordPressItem) -> Place:
        menu = next(
            (filing.slug or filing.name for filing in item.filings if filing.domain == "nav_menu"),
            UNNAMED_MENU,
        )
        return self._known.setdefault(menu, len(self._known)), item.menu_order


def is_link(item: WordPressItem) -> bool:
    """Whether this entry of a menu leads to an address of its own."""
    is_custom = "custom" in (item.meta.get("_menu_item_object"), item.meta.get("_menu_item_type"))
    return is_custom and bool(item.meta.get("_menu_item_url", "").strip())
