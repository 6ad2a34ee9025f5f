"""Dates in the site's time zone and language, as `<time>` elements."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext

register = template.Library()


@register.filter
def day(moment: datetime | None) -> SafeString | str:
    """The day, for cards and lists: 6 June 2024."""
    return _time(moment, date_format(timezone.localtime(moment), "DATE_FORMAT")) if moment else ""


@register.filter
def weekday(moment: datetime | None) -> SafeString | str:
    """The day with its weekday, for the front page: Thursday 6 June 2024."""
    wanted = pgettext("a date with its weekday, in Django's date format", "l j F Y")
    return _time(moment, date_format(timezone.localtime(moment), wanted)) if moment else ""


@register.filter
def minute(moment: datetime | None, kind: str = "") -> SafeString | str:
    """The day and time with the zone, for an article: 6 June 2024, 09:30 BST.

    `kind` is the element's class.
    """
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return _time(
        local, pgettext("a date, a time of day", "{}, {}").format(_date(local), _clock(local)), kind
    )


@register.filter
def clock(moment: datetime) -> str:
    """The time of day with its zone: 09:30 BST."""
    return _clock(timezone.localtime(moment))


@register.filter
def updated(article: Any, hours: int) -> datetime | None:
    """When the article was updated, if that was over `hours` after publication; else None."""
    if not (article.published_at and article.updated_at):
        return None
    changed: datetime = article.updated_at
    return changed if changed - article.published_at > timedelta(hours=hours) else None


@register.filter
def period(first: datetime, by: str) -> str:
    """The year, month or day that begins at `first`: 2024, June 2024, 6 June 2024."""
    wanted = {"year": "Y", "month": "YEAR_MONTH_FORMAT", "day": "DATE_FORMAT"}[by]
    return date_format(first, wanted)


@register.filter
def path_of_day(moment: datetime) -> str:
    """The path of that day's archive."""
    return f"/{timezone.localtime(moment):%Y/%m/%d}/"


def _date(local: datetime) -> str:
    return _named(local.date(), get_language())


@lru_cache(maxsize=1000)  # most responses to an article come within a few days
def _named(day: date, language: str) -> str:
    return date_format(day, "DATE_FORMAT")


def _clock(local: datetime) -> str:
    return f"{local:%H:%M} {zone_name(local)}"


def zone_name(local: datetime) -> str:
    """The zone's abbreviation, or UTC+3 if it has none."""
    name = local.tzname() or "UTC"
    if name[0] not in "+-":
        return name
    sign, hours, minutes = (
        name[0].replace("-", "−"),
        int(name[1:3]),
        name[3:5],
    )  # a typographic minus sign
    return f"UTC{sign}{hours}" + (f":{minutes}" if minutes and minutes != "00" else "")


def _time(moment: datetime, words: str, kind: str = "") -> SafeString:
    named = format_html(' class="{}"', kind) if kind else ""
    at = timezone.localtime(moment).isoformat(timespec="seconds")
    return format_html('<time{} datetime="{}">{}</time>', named, at, words)
