"""What readers see of the count: a number over the article, and what is most read."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from byline.newsroom import actions as newsroom
from byline.newsroom.models import Article
from byline.readership import actions
from byline.readership.models import DayTally, ReadSettings, Tally
from byline.readership.wording import in_words, rounded
from newsrooms import Publish
from readership.conftest import FIREFOX, Meet

NOON = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)  # noon of 3 March in Auckland
TODAY = date(2026, 3, 3)


def number_on(reader: Client, article: Article) -> str:
    page = reader.get(article.permalink).content.decode()
    return page.partition('<p class="reads">')[2].partition("</p>")[0]


def most_read_on(reader: Client, path: str) -> list[str]:
    block = (
        reader.get(path)
        .content.decode()
        .partition('<section class="row most-read"')[2]
        .partition("</section>")[0]
    )
    return [piece.partition("</a>")[0].rpartition(">")[2] for piece in block.split("<li>")[1:]]


def was_read(article: Article, number: int, day: date = TODAY) -> None:
    DayTally.objects.create(article=article, site=article.site, day=day, reads=number)


@pytest.mark.parametrize(
    ("number", "shown", "words"),
    [
        (0, "number", ""),
        (1, "number", "1 read"),
        (6563, "number", "6,563 reads"),
        (6563, "rounded", "more than 6,500 reads"),
        (6500, "rounded", "more than 6,400 reads"),
        (1_000_000, "rounded", "more than 990,000 reads"),
        (99, "rounded", "99 reads"),
        (6563, "hidden", ""),
    ],
)
def test_the_form_is_the_sites_choice(number: int, shown: str, words: str) -> None:
    with translation.override("en"):
        assert in_words(number, shown) == words


def test_more_than_a_rounded_number_is_always_true() -> None:
    assert [number for number in range(101, 20_000) if not rounded(number) < number] == []


def test_a_number_starts_where_the_old_site_left_it(
    publish: Publish, meet: Meet, reader: Client
) -> None:
    article = publish("Ferry")
    assert number_on(reader, article) == ""
    actions.set_starting_count(article, 6561)
    actions.set_starting_count(article, 6562)  # an import that is run again
    assert number_on(reader, article) == "6,562 reads"
    meet().reads(article)
    actions.tally_reads()
    actions.update_displayed_counts(datetime.now(UTC))
    assert number_on(reader, article) == "6,563 reads"


def test_a_number_below_nothing_is_refused(publish: Publish) -> None:
    with pytest.raises(ValueError, match="0 or more, not from -1"):
        actions.set_starting_count(publish("Ferry"), -1)


def test_a_page_changes_at_most_once_a_minute(publish: Publish, meet: Meet, reader: Client) -> None:
    article = publish("Ferry")
    with time_machine.travel(NOON, tick=False) as clock:
        seen = []
        for second in range(0, 130, 10):
            clock.move_to(NOON + timedelta(seconds=second))
            meet(address=f"192.0.2.{second}").reads(article)
            actions.tally_reads()
            changed = actions.update_displayed_counts(datetime.now(UTC))
            seen.append((len(changed), number_on(reader, article)))
    assert [second * 10 for second, (changed, _) in enumerate(seen) if changed] == [0, 60, 120]
    assert [words for _, words in seen] == ["1 read"] * 6 + ["7 reads"] * 6 + ["13 reads"]


def test_a_page_whose_words_stay_the_same_is_not_printed_again(
    publish: Publish, meet: Meet
) -> None:
    article = publish("Ferry")
    ReadSettings.objects.create(site=article.site, shown="rounded")
    actions.set_starting_count(article, 6562)
    meet().reads(article)
    actions.tally_reads()
    assert actions.update_displayed_counts(datetime.now(UTC)) == []
    assert Tally.objects.get().shown == 6563


def test_a_page_tells_of_its_read_with_script_and_without(publish: Publish, reader: Client) -> None:
    page = reader.get(publish("Ferry").permalink).content.decode()
    assert (
        page.count("data-read=") == page.count('<noscript><img class="read" src="/-/read?a=') == 1
    )
    assert "data-staff" not in page


def test_a_site_may_count_its_own_people(publish: Publish, reader: Client) -> None:
    article = publish("Ferry")
    ReadSettings.objects.create(site=article.site, counts_staff=True)
    assert reader.get(article.permalink).content.decode().count('data-staff="counts"') == 1


def test_the_most_read_of_the_week_stand_on_the_front_page_in_their_order(
    publish: Publish, reader: Client
) -> None:
    with time_machine.travel(NOON, tick=False):
        articles = [publish(headline) for headline in ("Ferry", "Bridge", "Weir", "Quay")]
        for article, number in zip(articles, (5, 9, 7, 50), strict=True):
            was_read(article, number, TODAY - timedelta(days=6 if number < 50 else 7))
        was_read(articles[0], 5)
        assert most_read_on(reader, "/") == ["Ferry", "Bridge", "Weir"]
        articles[1].unpublish()
        assert most_read_on(reader, "/") == ["Ferry", "Weir"]


@pytest.mark.parametrize(
    ("span", "headlines"), [("day", ["Ferry"]), ("month", ["Quay", "Ferry"]), ("", [])]
)
def test_the_span_is_the_sites_choice(
    span: str, headlines: list[str], publish: Publish, reader: Client
) -> None:
    with time_machine.travel(NOON, tick=False):
        ferry, quay = publish("Ferry"), publish("Quay")
        ReadSettings.objects.create(site=ferry.site, most_read=span)
        was_read(ferry, 1)
        was_read(quay, 2, TODAY - timedelta(days=29))
        assert most_read_on(reader, "/") == headlines


def test_a_section_has_its_own_unless_the_site_wants_none(publish: Publish, reader: Client) -> None:
    with time_machine.travel(NOON, tick=False):
        ferry = publish("Ferry")
        sport = newsroom.add_section(ferry.site, name="Sport")
        was_read(ferry, 3)
        was_read(publish("Match", section=sport), 9)
        assert most_read_on(reader, "/category/news/") == ["Ferry"]
        ReadSettings.objects.create(site=ferry.site, on_sections=False)
        assert most_read_on(reader, "/category/news/") == []
        assert most_read_on(reader, "/") == ["Match", "Ferry"]


def test_the_sister_site_has_its_own(publish: Publish, reader: Client, meet: Meet) -> None:
    with time_machine.travel(NOON, tick=False):
        was_read(publish("Ferry"), 3)
        newsroom.open_site(name="The Lagoon", hostname="lagoon.example")
        assert most_read_on(Client(HTTP_HOST="lagoon.example"), "/") == []


def asked_for(reader: Client, path: str) -> list[str]:
    reader.get(path)
    with CaptureQueriesContext(connection) as asked:
        reader.get(path)
    return [query["sql"] for query in asked if 'FROM "readership_' in query["sql"]]


@pytest.mark.parametrize(("path", "most"), [("/", 1), ("/category/news/", 1), ("article", 0)])
def test_the_count_asks_as_much_for_three_as_for_one(
    path: str, most: int, publish: Publish, meet: Meet, reader: Client
) -> None:
    for number in range(3):
        article = publish(f"Quay {number}")
        meet(agent=FIREFOX).reads(article)
        actions.tally_reads()
        at: Any = article.permalink if path == "article" else path
        if number in (0, 2):
            assert len(asked_for(reader, at)) == most
