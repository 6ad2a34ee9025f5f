"""Query parameters of the API. `limit` and `offset` work as in Wagtail's API."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware

PAGING = ("limit", "offset")
DEFAULT_LIMIT, MAX_LIMIT = 20, 100
MAX_OFFSET = 10**9


class InvalidParameter(Exception):
    """A parameter is invalid. The message says why, and what is accepted."""


@dataclass(frozen=True)
class PageWindow:
    """At maximum `limit` objects from position `offset` (from 0)."""

    limit: int = DEFAULT_LIMIT
    offset: int = 0

    def of(self, objects: Any) -> tuple[int, Sequence[Any]]:
        """Return the number of all objects, and those of this page."""
        total: int = objects.count()
        return total, list(
            objects[self.offset : self.offset + self.limit]
        ) if self.offset < total else []


def requested_page(query: QueryDict) -> PageWindow:
    return PageWindow(
        _number(query, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT),
        _number(query, "offset", 0, 0, MAX_OFFSET),
    )


def is_reachable_from_start(query: QueryDict) -> bool:
    """Whether following the pages from the first one, with one limit, leads to this one."""
    page, section = requested_page(query), query.get("section", "")
    return page.offset % page.limit == 0 and section == section.strip("/")


def requested_number(query: QueryDict, name: str) -> int | None:
    return _number(query, name, 0, 1, MAX_OFFSET) if query.get(name) else None


def requested_moment(query: QueryDict, name: str) -> datetime | None:
    """A date and time with a time zone (RFC 3339)."""
    value = query.get(name)
    if not value:
        return None
    try:
        moment = parse_datetime(value.replace(" ", "+"))  # a plus sign that was not encoded
    except ValueError:
        moment = None
    if moment is None or not is_aware(moment):
        raise InvalidParameter(
            f"{name} is {value!r}; accepted is a date and time with a time zone, "
            "such as 2026-11-25T08:00:00Z."
        )
    return moment


def _number(query: QueryDict, name: str, default: int, minimum: int, maximum: int) -> int:
    value = query.get(name, str(default))
    if not (
        value.isascii()
        and value.isdecimal()
        and len(value) <= len(str(maximum))
        and value == str(int(value))  # one spelling of each, because pages are stored by it
        and minimum <= int(value) <= maximum
    ):
        raise InvalidParameter(
            f"{name} is {value!r}; accepted is an integer from {minimum} to {maximum}."
        )
    return int(value)
