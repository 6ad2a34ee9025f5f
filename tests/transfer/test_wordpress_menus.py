"""The menus of the old site: sections in their order, pages and links at the footer of every page in
theirs.
"""

import re

from django.test import Client
from wagtail.models import Site

from byline.network.queries import settings_of
from byline.newsroom import actions
from byline.newsroom.models import SectionPage, StandingPage
from byline.transfer.run.report import ImportReport
from transfer.conftest import ImportExport
from transfer.exports import SITE, category, filed, item, meta


def chosen(
    number: int,
    order: int,
    url: str = "",
    *,
    kind: str = "custom",
    of: int = 0,
    name: str = "",
    menu: str = "main",
) -> str:
    """An entry of a menu."""
    fields = {
        "_menu_item_type": kind,
        "_menu_item_object": kind,
        "_menu_item_object_id": str(of or number),
        "_menu_item_url": url,
    }
    more = "".join(meta(*field) for field in fields.items()) + filed("nav_menu", menu, menu)
    return item(number, name, kind="nav_menu_item", order=order, more=more)


def footer_links(reader: Client) -> list[tuple[str, str]]:
    """What it leads to, but for what every paper's foot has."""
    page = reader.get("/").content.decode()
    links = re.findall(
        r'<li><a href="([^"]+)">([^<]+)</a></li>', page[page.index('<footer class="foot">') :]
    )
    return [
        link
        for link in links
        if link not in (("/corrections/", "Corrections"), ("/search/", "Search"))
    ]


def reasons(report: ImportReport) -> dict[str, str]:
    return {entry.id: entry.why for entry in report.skipped}


def test_a_menu_says_which_pages_are_at_the_foot(import_export: ImportExport) -> None:
    entry = meta("_menu_item_object", "page") + meta("_menu_item_object_id", "10")
    import_export(
        item(10, kind="page"), item(11, kind="page"), item(20, kind="nav_menu_item", more=entry)
    )
    assert {page.title: page.show_in_menus for page in StandingPage.objects.all()} == {
        "Piece 10": True,
        "Piece 11": False,
    }


def test_sections_stand_in_the_order_of_the_old_menu(
    import_export: ImportExport, reader: Client
) -> None:
    head = (
        category("arts", "Arts", number=3)
        + category("port", "Port", number=4)
        + category("town", "Town", number=5)
    )
    chosen = [
        meta("_menu_item_object", "category") + meta("_menu_item_object_id", str(number))
        for number in (5, 4)
    ]
    entries = [
        item(20 + order, kind="nav_menu_item", order=order, more=more)
        for order, more in enumerate(chosen, 1)
    ]
    import_export(item(1, more=filed("category", "arts", "Arts")), *reversed(entries), head=head)
    assert [section.title for section in SectionPage.objects.order_by("path")] == [
        "Town",
        "Port",
        "Arts",
    ]
    page = reader.get("/").content.decode()
    assert page.index(">Town<") < page.index(">Port<") < page.index(">Arts<")


def test_pages_stand_in_the_order_of_the_old_menu(
    import_export: ImportExport, reader: Client
) -> None:
    pages = [
        item(number, name, kind="page", slug=name.lower())
        for number, name in ((10, "About"), (11, "Crew"), (12, "Shop"))
    ]
    menu = [chosen(20 + of, order, kind="page", of=of) for order, of in enumerate((12, 10, 11), 1)]
    other = [
        chosen(30 + of, order, kind="page", of=of, menu="other")
        for order, of in enumerate((11, 12), 1)
    ]
    import_export(*pages, *menu, *other)
    assert [name for _href, name in footer_links(reader)] == ["Shop", "About", "Crew"]
    import_export(
        *pages,
        item(13, "Jobs", kind="page", slug="jobs"),
        *menu[:2],
        chosen(40, 3, kind="page", of=13),
        chosen(31, 4, kind="page", of=11),
    )
    assert [name for _href, name in footer_links(reader)] == ["Shop", "About", "Jobs", "Crew"]


def test_links_of_a_menus_own_stand_at_the_foot(
    import_export: ImportExport, reader: Client
) -> None:
    report = import_export(
        item(1, slug="ferry"),
        item(10, "About", kind="page", slug="about", link=f"{SITE}/about/"),
        chosen(21, 2, "https://shop.harbour.example/?a=1&b=2", name="Shop &amp; gifts"),
        chosen(20, 1, "mailto:desk@harbour.example", name="Write to us"),
        chosen(22, 3, f"{SITE}/2016/09/17/ferry/", name="Timetable"),
        chosen(23, 4, "/feed/", name="Feed"),
    )  # fmt: skip
    assert footer_links(reader) == [
        ("/about/", "About"), ("mailto:desk@harbour.example", "Write to us"),
        ("https://shop.harbour.example/?a=1&amp;b=2", "Shop &amp; gifts"), ("/2016/09/17/ferry/", "Timetable"), ("/feed/", "Feed"),
    ]  # fmt: skip
    assert (report.number("menu", "created"), set(reasons(report).values())) == (
        1, {"a menu entry with its own address: in the footer of every page"}
    )  # fmt: skip


def test_what_leads_nowhere_is_told_and_not_kept(
    import_export: ImportExport, reader: Client
) -> None:
    report = import_export(
        item(1),
        chosen(20, 1, "#", name="More"),
        chosen(21, 2, f"{SITE}/", name="Home"),
        chosen(22, 3, f"{SITE}/forum/", name="Forum"),
        chosen(23, 4, "javascript:alert(1)", name="Do not"),
        chosen(24, 5, "https://harbour/", name="No host"),
        chosen(25, 6, "https://nameless.example/", name=" "),
        chosen(26, 7, kind="post_tag", of=7, name="Fish"),
        *(
            chosen(30 + number, 10 + number, f"https://{number}.example/", name=f"Link {number}")
            for number in range(21)
        ),
    )
    assert [href for href, _name in footer_links(reader)] == [
        f"https://{number}.example/" for number in range(20)
    ]
    own = "a menu entry with its own address"
    assert {
        key: reason
        for key, reason in reasons(report).items()
        if not reason.endswith("footer of every page")
    } == {
        "20": f"{own} (#): it has no usable address",
        "21": f"{own} ({SITE}/): the site's name already leads there",
        "22": f"{own} ({SITE}/forum/): nothing is there",
        "23": f"{own} (javascript:alert(1)): it has no usable address",
        "24": f"{own} (https://harbour/): “https://harbour/” is not a web address. Enter a full one, such as "
        "https://harbour.example/about.",
        "25": f"{own} (https://nameless.example/): it has no usable address",
        "26": "a menu entry for something else (post_tag): menus link sections, pages and addresses",
        "50": f"{own} (https://20.example/): the footer has 20 links already",
    }


def test_what_an_editor_chose_for_the_foot_since_stays(import_export: ImportExport) -> None:
    shop = chosen(20, 1, "https://shop.example/", name="Shop")
    import_export(item(1), shop)
    assert import_export(item(1), shop).number("menu", "unchanged") == 1
    assert (
        import_export(item(1), shop, chosen(21, 2, "https://two.example/", name="Two")).number(
            "menu", "updated"
        )
        == 1
    )
    site = Site.objects.get()
    actions.set_links(site, [("Our shop", "https://shop.example/")])
    report = import_export(item(1), shop)
    assert settings_of(site).more_links == [("Our shop", "https://shop.example/")]
    assert reasons(report)["links"] == "edited here since, so left unchanged"


def test_links_that_are_here_already_stay_beside_those_that_come(
    import_export: ImportExport,
) -> None:
    site = actions.open_site(name="The Harbour Bell", hostname="harbour.example", is_default=True)
    actions.set_links(
        site, [("Donate", "https://give.example/"), ("Shop", "https://shop.example/")]
    )
    import_export(
        item(1),
        chosen(20, 1, "https://shop.example/", name="Old shop"),
        chosen(21, 2, "https://two.example/", name="Two"),
    )
    assert [name for name, _href in settings_of(site).more_links] == ["Donate", "Shop", "Two"]
