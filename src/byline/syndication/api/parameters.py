"""What may be asked of the API, and how it is read: limit and offset as Wagtail's API has them, and what narrows a list down."""

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
    """What was asked for can't be: its words say what is wrong and what is accepted."""


@dataclass(frozen=True)
class PageWindow:
    """The things from place `offset` (from 0), `limit` of them at most."""

    limit: int = DEFAULT_LIMIT
    offset: int = 0

    def of(self, things: Any) -> tuple[int, Sequence[Any]]:
        """How many there are in all, and those on this page."""
        total: int = things.count()
        return total, list(
            things[self.offset : self.offset + self.limit]
        ) if self.offset < total else []


def requested_page(asked: QueryDict) -> PageWindow:
    return PageWindow(
        _number(asked, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT),
        _number(asked, "offset", 0, 0, MAX_OFFSET),
    )


def requested_number(asked: QueryDict, name: str) -> int | None:
    return _number(asked, name, 0, 1, MAX_OFFSET) if asked.get(name) else None


def requested_moment(asked: QueryDict, name: str) -> datetime | None:
    """A moment with its zone (RFC 3339)."""
    said = asked.get(name)
    if not said:
        return None
    try:
        moment = parse_datetime(said.replace(" ", "+"))  # a plus sign that was not encoded
    except ValueError:
        moment = None
    if moment is None or not is_aware(moment):
        raise InvalidParameter(
            f"{name} is {said!r}; accepted is a moment with its zone, such as 2026-11-25T08:00:00Z."
        )
    return moment


def _number(asked: QueryDict, name: str, usual: int, least: int, most: int) -> int:
    said = asked.get(name, str(usual))
    if not (
        said.isascii()
        and said.isdecimal()
        and len(said) <= len(str(most))
        and least <= int(said) <= most
    ):
        raise InvalidParameter(
            f"{name} is {said!r}; accepted is a whole number from {least} to {most}."
        )
    return int(said)
