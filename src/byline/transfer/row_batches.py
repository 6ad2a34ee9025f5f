"""Reads many rows with little memory."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import models

BATCH_SIZE = 200


def in_batches(rows: "models.QuerySet[Any]") -> Iterator[list[Any]]:
    """The rows in the order of their keys, with prefetched relations, in lists of BATCH_SIZE."""
    last = 0
    while batch := list(rows.order_by("pk").filter(pk__gt=last)[:BATCH_SIZE]):
        yield batch
        last = batch[-1].pk


def rows_in_batches(rows: "models.QuerySet[Any]") -> Iterator[Any]:
    return (row for batch in in_batches(rows) for row in batch)


def rfc3339(at: datetime | None) -> str | None:
    """A date and time in UTC as RFC 3339 has it."""
    return at.isoformat().replace("+00:00", "Z") if at else None
