"""Writing new rows, for what is written so often that wording it costs more than keeping it."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models import Field, Model

Record = TypeVar("Record", bound=Model)
Reader = Callable[[Model], Any]
PLAIN: "dict[type[Field[Any, Any]], tuple[type, ...]]" = {
    **dict.fromkeys(
        (models.CharField, models.TextField, models.SlugField, models.EmailField, models.URLField),
        (str, type(None)),
    ),
    **dict.fromkeys(
        (models.IntegerField, models.PositiveIntegerField, models.PositiveBigIntegerField),
        (int, type(None)),
    ),
    **dict.fromkeys((models.ForeignKey, models.AutoField, models.BigAutoField), (int, type(None))),
    models.BooleanField: (bool, type(None)),
    **dict.fromkeys((models.DateTimeField, models.GenericIPAddressField), (type(None),)),
}
"""Fields, and the values that stand in the database as they stand in the row."""


def insert(row: Record) -> Record:
    """Insert a row that is new, and give it its key. As `save`, of a model without parents; no signal tells of it."""
    insertion, readers = _insertion(type(row), "RETURNING")
    values = _values(row, readers)
    with connection.cursor() as cursor:
        cursor.execute(insertion, values)
        row.pk = cursor.fetchone()[0]
    state = row._state  # noqa: SLF001  (Django's documented API)
    state.adding, state.db = False, connection.alias
    return row


def allocate_keys(rows: Sequence[Record]) -> Sequence[Record]:
    """Give new rows of one model their keys before they are written, so that they may name each other.

    To be called inside the transaction that writes them.
    """
    if rows:
        for row, key in zip(rows, next_keys(type(rows[0]), len(rows)), strict=True):
            row.pk = key
    return rows


def insert_all(rows: Sequence[Record], model: type[Model] | None = None) -> None:
    """Insert new rows of one model that have their keys. As `add`, in one go.

    Of a model with a parent this writes its own table only; `model` names the parent for the parent's.
    """
    if not rows:
        return
    model = model or type(rows[0])
    insertion, readers = _insertion(model, "")
    with connection.cursor() as cursor:
        cursor.executemany(insertion, [_values(row, readers) for row in rows])
    for row in rows:
        state = row._state  # noqa: SLF001  (as above)
        state.adding, state.db = False, connection.alias


def next_keys(model: type[Model], number: int) -> Sequence[int]:
    """Keys that no row of the model has, nor will have until the transaction is over."""
    table, key = model._meta.db_table, str(model._meta.pk.column)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":  # its one writer is us: transactions begin as writers
            cursor.execute(
                "SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = %s", [table]
            )
            last: int = cursor.fetchone()[0]
            return range(last + 1, last + 1 + number)
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [table, key, number],
        )
        return [row[0] for row in cursor.fetchall()]


def _values(row: Model, readers: Sequence[Reader]) -> list[Any]:
    return [read(row) for read in readers]


@cache
def _insertion(model: type[Model], ending: str) -> tuple[str, list[Reader]]:
    """The statement, with the key RETURNING, or with the key as the last of what is handed in."""
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    quote, columns = connection.ops.quote_name, [str(field.column) for field in fields]
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    names = [*map(quote, columns), *([] if ending else [key])]
    places = ", ".join(["%s"] * len(names))
    words = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})"  # noqa: S608 - our own names
    written = [*fields, *([] if ending else [model._meta.pk])]
    return f"{words} {ending} {key}" if ending else words, [_reader(field) for field in written]


def _reader(field: "Field[Any, Any]") -> Reader:
    """Takes from a row what is written of it for the field. A value that is as plain as its column goes no long way."""
    name, plain = field.attname, PLAIN.get(type(field), ())
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        plain = ()

    def read(row: Model) -> Any:
        value = getattr(row, name)
        return value if type(value) in plain else field.get_db_prep_save(value, connection)

    return (
        read
        if plain
        else lambda row: field.get_db_prep_save(field.pre_save(row, add=True), connection)
    )
