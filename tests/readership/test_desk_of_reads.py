"""Who sees which reads at the desk, and that the page says what the tallies hold."""

import csv
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from byline.newsroom.models import Article
from byline.readership import actions
from byline.readership.choices import NETWORKS_TO_ADMIT
from byline.readership.desk.chart import chart_of, nice_top
from byline.readership.models import DayTally, HourTally, MinuteTally, ReferrerTally, Tally
from cast import Desk, desk, two_sites  # noqa: F401  (fixtures)

NOON = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)  # noon of 3 March in Auckland
TODAY = date(2026, 3, 3)


def was_read(article: Article, number: int, day: date = TODAY, host: str = "") -> None:
    place: dict[str, Any] = {"article": article, "site": article.site, "reads": number}
    DayTally.objects.create(day=day, **place)
    HourTally.objects.create(day=day, hour=11, **place)
    ReferrerTally.objects.create(day=day, host=host, networks=NETWORKS_TO_ADMIT, **place)
    Tally.objects.get_or_create(article=article)
    actions.recount()


def page_of(browser: Client, path: str) -> str:
    with time_machine.travel(NOON, tick=False):
        answer = browser.get(path)
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def cells(page: str, heading: str) -> list[list[str]]:
    """The rows of the first table behind a heading, as text."""
    table = page.partition(f">{heading}</h2>")[2].partition("<tbody>")[2].partition("</tbody>")[0]
    rows = [row.partition("</tr>")[0] for row in table.split("<tr>")[1:]]
    return [
        [
            bare(cell.partition(">")[2].partition("</t")[0])
            for cell in row.replace("<th", "<td").split("<td")[1:]
        ]
        for row in rows
    ]


def bare(html: str) -> str:
    return "".join(part.rpartition(">")[2] for part in html.split("<")).strip()


@pytest.fixture
def three(desk: Desk) -> tuple[Article, Article, Article]:  # noqa: F811
    """Rosa's and Maya's in News, Maya's in Sport; read 30, 20 and 10 times today."""
    articles = (
        desk.published("rosa", "Ferry"),
        desk.published("maya", "Bridge"),
        desk.published("maya", "Match", desk.sport),
    )
    for number, article in zip((30, 20, 10), articles, strict=True):
        was_read(article, number, host="search.example")
    return articles


@pytest.mark.parametrize(
    ("name", "headlines"),
    [
        ("rosa", ["Ferry"]),
        ("edo", ["Ferry", "Bridge"]),
        ("maya", ["Ferry", "Bridge", "Match"]),
        ("olu", ["Ferry", "Bridge", "Match"]),
    ],
)
def test_each_sees_the_reads_that_are_theirs(
    name: str,
    headlines: list[str],
    desk: Desk,  # noqa: F811
    three: Any,
) -> None:
    page = page_of(desk.browser(name), f"/admin/reads/{desk.site.pk}/")
    assert [row[0] for row in cells(page, "Top articles")] == headlines
    sums = {"Ferry": 30, "Bridge": 20, "Match": 10}
    assert f"<b>{sum(sums[headline] for headline in headlines)}</b> in 30 days" in page


@pytest.mark.parametrize("name", ["otto", "ana"])
@pytest.mark.parametrize("what", ["", "csv/", "now/", "article/"])
def test_a_stranger_sees_none(name: str, what: str, desk: Desk, three: Any) -> None:  # noqa: F811
    path = f"/admin/reads/{desk.site.pk}/{what}".replace("article", str(three[0].pk))
    answer = desk.browser(name).get(path, HTTP_HOST="harbour.example")
    assert (answer.status_code, answer.headers.get("Location", "/admin/")[:7]) == (302, "/admin/")
    assert "Ferry" not in answer.content.decode()


def test_who_is_not_signed_in_is_asked_to(desk: Desk) -> None:  # noqa: F811
    answer = Client(HTTP_HOST="harbour.example").get(f"/admin/reads/{desk.site.pk}/")
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        f"/admin/login/?next=/admin/reads/{desk.site.pk}/",
    )


@pytest.mark.parametrize(
    ("name", "place", "status"),
    [("rosa", 0, 200), ("rosa", 1, 302), ("edo", 1, 200), ("edo", 2, 302), ("maya", 2, 200)],
)
def test_one_articles_page_has_the_same_gate(
    name: str,
    place: int,
    status: int,
    desk: Desk,  # noqa: F811
    three: Any,
) -> None:
    answer = desk.browser(name).get(f"/admin/reads/{desk.site.pk}/{three[place].pk}/")
    assert (answer.status_code, f"Reads of “{three[place].title}”" in answer.content.decode()) == (
        status,
        status == 200,
    )


def test_an_article_of_the_sister_site_is_not_found_here(desk: Desk) -> None:  # noqa: F811
    tide = desk.published("otto", "Tide", desk.tides)
    assert desk.browser("maya").get(f"/admin/reads/{desk.site.pk}/{tide.pk}/").status_code == 404


def test_the_page_says_what_the_tallies_hold(desk: Desk, three: Any) -> None:  # noqa: F811
    was_read(three[0], 5, TODAY - timedelta(days=1), "harbour.example")
    was_read(three[0], 1_000, TODAY - timedelta(days=40))
    actions.set_starting_count(three[0], 6_000)
    with time_machine.travel(NOON, tick=False):
        for minutes, number in ((2, 4), (20, 3), (40, 100)):
            at = int(NOON.timestamp()) // 60 - minutes
            MinuteTally.objects.create(article=three[0], site=desk.site, minute=at, reads=number)
    page = page_of(desk.browser("maya"), f"/admin/reads/{desk.site.pk}/")
    assert cells(page, "Top articles")[0] == ["Ferry", "News", "35", "7,035"]
    assert cells(page, "Where readers came from") == [["search.example", "60"]]
    assert cells(page, "Sections") == [["News", "2", "55", "28"], ["Sport", "1", "10", "10"]]
    assert cells(page, "Contributors") == [["Rosa", "1", "35", "35"], ["Maya", "2", "30", "15"]]
    assert "<b>4</b> in the last 5 minutes · <b>7</b> in the last 30" in page
    days = cells(page, "Reads by day")
    assert (len(days), days[-2:]) == (30, [["03/02/2026", "5"], ["03/03/2026", "60"]])
    assert cells(page, "Reads by hour of the day")[11] == ["11:00", "65"]


def test_a_span_that_does_not_exist_is_not_found(desk: Desk) -> None:  # noqa: F811
    assert desk.browser("maya").get(f"/admin/reads/{desk.site.pk}/?days=31").status_code == 404


def test_everything_comes_as_csv_and_no_headline_is_a_formula(desk: Desk) -> None:  # noqa: F811
    article = desk.published("rosa", '=HYPERLINK("x")')
    was_read(article, 3)
    with time_machine.travel(NOON, tick=False):
        answer = desk.browser("rosa").get(f"/admin/reads/{desk.site.pk}/csv/?days=7")
        text = b"".join(answer.streaming_content).decode()
    assert (
        answer.headers["Content-Disposition"]
        == 'attachment; filename="reads-2026-02-25-2026-03-03.csv"'
    )
    assert list(csv.reader(StringIO(text))) == [
        ["day", "article", "headline", "address", "section", "reads"],
        ["2026-03-03", str(article.pk), '\'=HYPERLINK("x")', article.permalink, "News", "3"],
    ]


def test_what_is_read_now_comes_by_itself(desk: Desk, three: Any) -> None:  # noqa: F811
    with time_machine.travel(NOON, tick=False):
        MinuteTally.objects.create(
            article=three[2], site=desk.site, minute=int(NOON.timestamp()) // 60, reads=2
        )
    assert "Match" in page_of(desk.browser("maya"), f"/admin/reads/{desk.site.pk}/now/")
    assert "Match" not in page_of(desk.browser("edo"), f"/admin/reads/{desk.site.pk}/now/")


def queries_of(browser: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        page_of(browser, path)
    return len([query for query in asked if 'FROM "readership_' in query["sql"]])


def test_the_page_asks_as_much_for_three_articles_as_for_one(desk: Desk) -> None:  # noqa: F811
    browser, path = desk.browser("edo"), f"/admin/reads/{desk.site.pk}/"
    was_read(desk.published("rosa", "Ferry"), 3)
    page_of(browser, path)
    one = queries_of(browser, path)
    for headline in ("Bridge", "Weir"):
        was_read(desk.published("rosa", headline), 3)
    assert (one, queries_of(browser, path)) == (10, 10)


def test_the_menu_leads_there_for_who_may_see_something(desk: Desk) -> None:  # noqa: F811
    assert (
        desk.browser("rosa").get("/admin/reads/").headers["Location"]
        == f"/admin/reads/{desk.site.pk}/"
    )
    assert "/admin/reads/" in desk.browser("rosa").get("/admin/").content.decode()


@pytest.mark.parametrize(
    ("highest", "top"),
    [(0, 5), (5, 5), (6, 6), (11, 20), (21, 30), (6563, 8000), (200_000, 200_000)],
)
def test_a_chart_ends_at_a_number_that_is_easy_to_read(highest: int, top: int) -> None:
    assert nice_top(highest) == top


def test_bars_stand_side_by_side_on_the_same_line() -> None:
    chart = chart_of("Reads", "Day", [("Monday", 10), ("Tuesday", 5)])
    assert [(bar.x, bar.y, bar.height) for bar in chart.bars] == [
        ("27.00", "0.00", "160.00"),
        ("387.00", "80.00", "80.00"),
    ]
