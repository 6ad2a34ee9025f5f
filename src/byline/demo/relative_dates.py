"""Dates in the demo's files: fixed, or counted from the day when the demo is loaded.

Counted dates keep the front page fresh.
"""

import calendar
import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

RELATIVE_DATE = re.compile(r"(?:(\d+) days? ago|in (\d+) days?), (\d\d):(\d\d)")
PLACEHOLDER = re.compile(r"\{\{(.+?)\}\}")


class DemoContentError(ValueError):
    """A mistake in the demo's files. The message names the mistake and what is accepted."""


def parse_date(written: object, now: datetime, zone: ZoneInfo) -> datetime:
    """Read a TOML date and time, or words such as "3 days ago, 06:30" or "in 2 days, 07:00".

    The result is in `zone`. Raises DemoContentError for anything else.
    """
    if isinstance(written, datetime) and written.tzinfo is None:
        return written.replace(tzinfo=zone)
    match = RELATIVE_DATE.fullmatch(written) if isinstance(written, str) else None
    if match is None:
        raise DemoContentError(
            f"{written!r} is not a date: write 2021-03-04T06:30:00, “3 days ago, 06:30” "
            "or “in 2 days, 06:30”"
        )
    ago, ahead, hour, minute = (int(part or 0) for part in match.groups())
    day = now.astimezone(zone).date() + timedelta(days=ahead - ago)
    return datetime.combine(day, time(hour, minute), zone)


def fill_in_dates(text: str, published: date) -> str:
    """Replace the placeholders in {{…}} by values for the day of publication.

    Known are: weeks since 2020-02-20, years since 2020-02-20, date +9, weekday +9 (or -9).
    """
    return PLACEHOLDER.sub(lambda match: _value_of(match[1].strip(), published), text)


def _value_of(words: str, published: date) -> str:
    if since := re.fullmatch(r"(weeks|years) since (\d{4}-\d\d-\d\d)", words):
        days = (published - date.fromisoformat(since[2])).days
        return str(days // 7 if since[1] == "weeks" else int(days // 365.25))
    if counted := re.fullmatch(r"(date|weekday) ([+-]\d+)", words):
        day = published + timedelta(days=int(counted[2]))
        return (
            calendar.day_name[day.weekday()]
            if counted[1] == "weekday"
            else f"{day.day} {calendar.month_name[day.month]}"
        )
    raise DemoContentError(
        f"{{{{{words}}}}} is unknown: write weeks since 2020-02-20, years since 2020-02-20, "
        "date +9 or weekday +9"
    )
