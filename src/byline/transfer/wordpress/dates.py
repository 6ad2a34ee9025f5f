"""Dates as WordPress writes them."""

import re
from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime

FEED = re.compile(r"(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} [1-8]\d{3} ")
USUAL = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", re.ASCII)
"""The usual form, which can be parsed five times as fast as any other."""
YEARS = range(1000, 9000)
"""Dates outside these years count as missing."""


def wordpress_date(text: str) -> datetime | None:
    """A `2010-10-16 20:53:18` as a naive datetime; None for a draft's `0000-00-00 …` and for other
    text.
    """
    text = text.strip()
    read = datetime.fromisoformat if USUAL.fullmatch(text) else _read_freely
    try:
        moment = read(text)
    except ValueError:
        return None
    return moment if moment.year in YEARS else None


def _read_freely(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007  (its zone stands elsewhere)


def feed_date(text: str) -> datetime | None:
    """A `Sat, 16 Oct 2010 20:53:18 +0000` in UTC; None for other text (a draft's year is -0001)."""
    if not FEED.match(text.strip()):
        return None
    try:
        moment = parsedate_to_datetime(text.strip())
    except (ValueError, IndexError, TypeError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def moment_of(gmt: datetime | None, local: datetime | None, zone: tzinfo) -> datetime | None:
    """The moment that both dates name, in UTC.

    Without the GMT date, the local one is read in `zone`.
    """
    if gmt is not None:
        return gmt.replace(tzinfo=UTC)
    return local.replace(tzinfo=zone).astimezone(UTC) if local is not None else None
