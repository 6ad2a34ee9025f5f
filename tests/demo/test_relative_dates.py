from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from byline.demo.relative_dates import DemoContentError, fill_in_dates, parse_date

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 3, 28, 23, 30, tzinfo=ZoneInfo("UTC"))


def test_a_fixed_date_is_in_the_sites_time_zone() -> None:
    as_toml_has_it = datetime.fromisoformat("2023-08-10T06:30:00")
    assert parse_date(as_toml_has_it, NOW, LONDON).isoformat() == "2023-08-10T06:30:00+01:00"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("3 days ago, 06:30", "2026-03-25T06:30:00+00:00"),
        ("1 day ago, 18:05", "2026-03-27T18:05:00+00:00"),
        ("in 2 days, 07:00", "2026-03-30T07:00:00+01:00"),  # the clocks have gone forward by then
    ],
)
def test_a_date_may_be_counted_from_the_sites_today(written: str, meant: str) -> None:
    assert parse_date(written, NOW, LONDON).isoformat() == meant


def test_near_midnight_the_sites_time_zone_decides() -> None:
    assert parse_date("1 day ago, 06:30", NOW, ZoneInfo("Africa/Tripoli")).date() == date(
        2026, 3, 28
    )


@pytest.mark.parametrize(
    "written", ["yesterday", "3 days ago", 2024, datetime(2024, 1, 1, tzinfo=LONDON)]
)
def test_an_error_names_what_is_accepted(written: object) -> None:
    with pytest.raises(
        DemoContentError,
        match="write 2021-03-04T06:30:00, “3 days ago, 06:30” or “in 2 days, 06:30”",
    ):
        parse_date(written, NOW, LONDON)


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{{weeks since 2020-02-20}} weeks", "61 weeks"),
        ("{{ years since 2020-02-20 }} year", "1 year"),
        ("on {{weekday +9}} {{date +9}}", "on Saturday 1 May"),
        ("it was {{date -1}}", "it was 21 April"),
        ("nothing to fill in", "nothing to fill in"),
    ],
)
def test_placeholders_are_replaced(text: str, filled: str) -> None:
    assert fill_in_dates(text, date(2021, 4, 22)) == filled


def test_an_unknown_placeholder_is_refused() -> None:
    with pytest.raises(DemoContentError, match=r"\{\{tomorrow\}\} is unknown: write weeks since"):
        fill_in_dates("{{tomorrow}}", date(2021, 4, 22))
