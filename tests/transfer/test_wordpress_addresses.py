"""Every published post answers where it always did, whatever that address looks like."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from wagtail.models import Site

from byline.network.queries import settings_of
from byline.newsroom import actions
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Article, Contributor
from byline.transfer.actions import import_wordpress
from transfer.conftest import ImportExport
from transfer.exports import SITE, filed, item, write, wxr

ByNumber = Callable[[int], Article]


@pytest.mark.parametrize(
    "path",
    [
        "/2016/09/17/plain/",
        "/no-last-slash",
        "/blog/page.html",
        "/archives/7",
        "/a/b/c/d/e/",
        "/%e6%bd%ae%e6%b1%90/",
        "/caf%C3%A9/",
        "/潮汐/",
        "/broken-%E6%BD/",
        "/with%20blank/",
        "/tide+time/",
        "/author/",
        "/comments/",
        "/2016/09/17/12345/",
    ],
)
def test_an_old_address_answers(import_export: ImportExport, reader: Client, path: str) -> None:
    report = import_export(item(7, "High water", slug="something-else", link=SITE + path))
    answer = reader.get(path)
    assert answer.status_code == 200
    assert "High water" in answer.content.decode()
    assert report.decisions == []


@pytest.mark.parametrize(
    ("link", "asked"),
    [
        (f"{SITE}/?p=7", "/?p=7"),
        (f"{SITE}/folder/?p=7", "/folder/?p=7"),
        (f"{SITE}/?p=4711", "/?p=4711"),
        (f"{SITE}/index.php?p=7", "/index.php?p=7"),
    ],
)
def test_an_address_that_was_a_number_leads_on(
    import_export: ImportExport, reader: Client, link: str, asked: str
) -> None:
    import_export(item(7, "High water", slug="high-water", link=link))
    answer = reader.get(asked)
    assert (answer.status_code, answer["Location"]) == (301, "/2016/09/17/high-water/")
    assert reader.get(answer["Location"]).status_code == 200


def test_a_link_without_a_host_counts_and_one_that_is_none_does_not(
    import_export: ImportExport, reader: Client, article: Callable[[int], Article]
) -> None:
    import_export(
        item(1, link="/blog/one.html"),
        item(2, link=""),
        item(3, link="javascript:alert(1)"),
        item(4, link=f"{SITE}/"),
    )
    assert [article(number).permalink for number in (1, 2, 3, 4)] == [
        "/blog/one.html",
        "/2016/09/17/piece-2/",
        "/2016/09/17/piece-3/",
        "/2016/09/17/piece-4/",
    ]


def test_the_day_in_an_address_of_ours_is_the_sites(
    import_export: ImportExport, article: ByNumber
) -> None:
    late = item(1, date="2016-09-18 00:30:00", gmt="2016-09-17 22:30:00", link="", slug="late")
    import_export(item(2), late)
    assert article(1).permalink == "/2016/09/18/late/"


def test_of_two_at_one_address_the_second_stands_elsewhere(
    import_export: ImportExport, reader: Client, article: ByNumber
) -> None:
    same = f"{SITE}/2016/09/17/twins/"
    report = import_export(
        item(1, "First", slug="twins", link=same),
        item(2, "Second", slug="twins", link=same),
        item(3, "Third", slug="twins", link=same),
    )
    assert [article(number).permalink for number in (1, 2, 3)] == [
        "/2016/09/17/twins/",
        "/2016/09/17/twins-2/",
        "/2016/09/17/twins-3/",
    ]
    assert "First" in reader.get("/2016/09/17/twins/").content.decode()
    assert [(entry.id, entry.why.partition(":")[0]) for entry in report.decisions] == [
        ("2", "its address /2016/09/17/twins/ was taken"),
        ("3", "its address /2016/09/17/twins/ was taken"),
    ]


def test_an_address_that_is_bylines_own_gives_way(
    import_export: ImportExport, article: ByNumber
) -> None:
    owned = [
        item(1, slug="feed", link=f"{SITE}/feed/"),
        item(2, slug="gallery", link=f"{SITE}/media/gallery/"),
    ]
    report = import_export(*owned, item(3), item(4), item(5))
    assert [article(number).permalink for number in (1, 2)] == [
        "/2016/09/17/feed-2/",
        "/2016/09/17/gallery/",
    ]
    assert [entry.id for entry in report.decisions] == ["1", "2"]


def test_where_the_pattern_leads_nowhere_the_number_does(
    import_export: ImportExport, reader: Client, article: ByNumber
) -> None:
    press = filed("category", "media", "Media")
    posts = [item(number, link=f"{SITE}/media/piece-{number}/", more=press) for number in (1, 2)]
    import_export(*posts)
    assert settings_of(Site.objects.get()).permalink_pattern == "/%category%/%postname%/"
    assert [article(number).permalink for number in (1, 2)] == ["/archives/1/", "/archives/2/"]
    assert reader.get("/archives/2/").status_code == 200


@pytest.mark.parametrize("first", ["page", "post"])
def test_a_page_and_a_post_may_have_wanted_one_address(
    import_export: ImportExport, reader: Client, first: str
) -> None:
    both = [
        item(1, "The page", kind="page", slug="tides", link=f"{SITE}/tides/"),
        item(2, "The post", slug="tides", link=f"{SITE}/tides/"),
    ]
    report = import_export(*(both if first == "page" else both[::-1]))
    kept, moved = ("The page", "The post") if first == "page" else ("The post", "The page")
    assert kept in reader.get("/tides/").content.decode()
    assert moved in reader.get("/tides-2/").content.decode()
    assert len(report.decisions) == 1


def test_a_page_called_as_a_section_leads_from_its_old_address(
    import_export: ImportExport, reader: Client
) -> None:
    report = import_export(
        item(1, more=filed("category", "town", "Town")),
        item(2, "Town hall", kind="page", slug="town", link=f"{SITE}/town/"),
    )
    assert reader.get("/category/town/").status_code == 200
    answer = reader.get("/town/")
    assert (answer.status_code, answer["Location"]) == (301, "/town-2/")
    assert [entry.why for entry in report.decisions] == ["stood at /town/, which leads to /town-2/"]


def test_two_items_of_one_number(import_export: ImportExport, reader: Client) -> None:
    first, second = (
        item(1, "First"),
        item(1, "Second").replace("/?p=1<", "/?p=999<").replace("piece-1", "piece-one"),
    )
    import_export(first, item(2))
    import_export(first, item(2), second)
    assert Article.objects.count() == 2  # the number is who it is: the last one said what it is


def test_a_number_that_was_given_away_here_stays_there(
    import_export: ImportExport, reader: Client, article: ByNumber
) -> None:
    import_export(item(1))
    ours = actions.import_article(
        article(1).section, Copy("Ours", credits=[Credit(Contributor.objects.get())]), live=True
    )
    report = import_export(item(1), item(ours.post_id, "Theirs", slug="theirs"))
    assert reader.get(f"/?p={ours.post_id}")["Location"] == ours.href
    theirs = Article.objects.get(title="Theirs")
    assert (theirs.live, theirs.post_id) == (True, ours.post_id + 1)
    assert [entry.why for entry in report.decisions] == [
        f"its number {ours.post_id} is another article's: /?p={ours.post_id} leads there"
    ]


@pytest.mark.parametrize(
    ("shape", "pattern"),
    [
        ("/2016/09/17/{slug}/", "/%year%/%monthnum%/%day%/%postname%/"),
        ("/2016/09/{slug}/", "/%year%/%monthnum%/%postname%/"),
        ("/{slug}/", "/%postname%/"),
        ("/town/{slug}/", "/%category%/%postname%/"),
        ("/town/old-town/{slug}/", "/%category%/%postname%/"),
        ("/archives/{number}", "/archives/%post_id%"),
        ("/blog/{slug}", "/blog/%postname%"),
        ("/blog/{number}-x/", "/%year%/%monthnum%/%day%/%postname%/"),
        ("/?p={number}", "/%year%/%monthnum%/%day%/%postname%/"),
    ],
)
def test_new_articles_get_addresses_like_the_old_ones(
    import_export: ImportExport, shape: str, pattern: str
) -> None:
    where = filed("category", "town", "Town") + filed("category", "old-town", "Old town")
    import_export(
        *(
            item(
                number,
                slug=f"piece-{number}",
                link=SITE + shape.format(slug=f"piece-{number}", number=number),
                more=where,
            )
            for number in (21, 22, 23)
        )
    )
    assert settings_of(Site.objects.get()).permalink_pattern == pattern


@pytest.mark.parametrize(
    ("host", "hostname"),
    [
        ("münchen.example", "xn--mnchen-3ya.example"),
        ("🐟-market.example", "xn---market-8j94f.example"),
        ("Bell.Example", "bell.example"),
    ],
)
def test_the_host_is_written_as_browsers_ask_for_it(
    db: None, tmp_path: Path, host: str, hostname: str
) -> None:
    import_wordpress(write(tmp_path, wxr(item(1)).replace("harbour.example", host)))
    assert Site.objects.get().hostname == hostname
