"""Reading many rows with little memory."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import models

A_BATCH = 200


def batches(rows: "models.QuerySet[Any]") -> Iterator[list[Any]]:
    """The rows by their keys, some hundred at a time, each batch with what was to be fetched beside it."""
    last = 0
    while found := list(rows.order_by("pk").filter(pk__gt=last)[:A_BATCH]):
        yield found
        last = found[-1].pk


def each(rows: "models.QuerySet[Any]") -> Iterator[Any]:
    return (row for batch in batches(rows) for row in batch)


def moment(at: datetime | None) -> str | None:
    """A moment as it is written (RFC 3339, UTC)."""
    return at.isoformat().replace("+00:00", "Z") if at else None
