"""What an export does not say of its site."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from byline.transfer.wordpress.guesses import guess_zone, link_pattern
from byline.transfer.wordpress.wxr_records import WordPressItem, WordPressTermLink


def pairs(zone: str, *months: int) -> list[tuple[datetime, datetime]]:
    """(local, GMT) of noon GMT on some days of these months, as a site in this zone would write
    them.
    """
    moments = [datetime(2014, month, day, 12, tzinfo=UTC) for month in months for day in (1, 9, 17)]
    return [
        (moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None), moment.replace(tzinfo=None))
        for moment in moments
    ]


@pytest.mark.parametrize(
    ("zone", "guessed"),
    [
        ("UTC", "UTC"),
        ("America/Bogota", "Etc/GMT+5"),
        ("Asia/Tokyo", "Etc/GMT-9"),
        ("Asia/Kolkata", "Asia/Kolkata"),
        ("America/New_York", "America/New_York"),
        ("Europe/Berlin", "Europe/Berlin"),
        ("Pacific/Auckland", "Pacific/Auckland"),
        ("Australia/Lord_Howe", "Australia/Lord_Howe"),
    ],
)
def test_a_zone_that_gives_the_same_times(zone: str, guessed: str) -> None:
    whole_year = pairs(zone, *range(1, 13))
    guess = guess_zone(whole_year)
    assert guess.name == guessed
    assert all(
        gmt.replace(tzinfo=UTC).astimezone(ZoneInfo(guess.name)).replace(tzinfo=None) == local
        for local, gmt in whole_year
    )


def test_one_season_tells_only_a_distance() -> None:
    assert guess_zone(pairs("Europe/Berlin", 1, 2)).name == "Etc/GMT-1"


def test_without_dates_it_is_utc_and_says_so() -> None:
    assert guess_zone([]).why == "the file has no dates that show the time zone: UTC"


def test_dates_of_several_places_go_by_the_most() -> None:
    guess = guess_zone(
        pairs("Asia/Tokyo", *range(1, 13)) + pairs("America/Bogota", 1) + pairs("UTC", 5)
    )
    assert (guess.name, guess.why) == (
        "Etc/GMT-9",
        "36 of 42 dates are ahead of GMT by 9:00: Etc/GMT-9, which has no summer time",
    )


def test_distances_that_no_place_has_do_not_count() -> None:
    odd = (datetime(2014, 1, 1, 12, 7), datetime(2014, 1, 1, 12))  # noqa: DTZ001
    assert guess_zone([odd] * 5 + pairs("Asia/Tokyo", 1)).name == "Etc/GMT-9"


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("/2014/03/09/tide/", "/%year%/%monthnum%/%day%/%postname%/"),
        ("/2014/03/tide", "/%year%/%monthnum%/%postname%"),
        ("/news/2014/tide/", "/news/%year%/%postname%/"),
        ("/town/pier/tide/", "/%category%/%postname%/"),
        ("/archives/12", "/archives/%post_id%"),
        ("/2014/12/tide/", "/%year%/%post_id%/%postname%/"),
        ("/elsewhere/", "/elsewhere/"),
    ],
)
def test_the_pattern_of_an_address(path: str, pattern: str) -> None:
    where = [
        WordPressTermLink("category", "town", "Town"),
        WordPressTermLink("category", "pier", "Pier"),
    ]
    piece = WordPressItem(line=1, id=12, slug="tide", date=datetime(2014, 3, 9, 12), filings=where)  # noqa: DTZ001
    assert link_pattern(path, piece) == pattern
