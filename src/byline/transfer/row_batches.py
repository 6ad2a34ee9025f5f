"""Reading many rows with little memory."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import models

BATCH_SIZE = 200


def in_batches(rows: "models.QuerySet[Any]") -> Iterator[list[Any]]:
    """The rows by their keys, some hundred at a time, each batch with what was to be fetched beside it."""
    last = 0
    while found := list(rows.order_by("pk").filter(pk__gt=last)[:BATCH_SIZE]):
        yield found
        last = found[-1].pk


def rows_in_batches(rows: "models.QuerySet[Any]") -> Iterator[Any]:
    return (row for batch in in_batches(rows) for row in batch)


def rfc3339(at: datetime | None) -> str | None:
    """A moment as it is written (RFC 3339, UTC)."""
    return at.isoformat().replace("+00:00", "Z") if at else None
