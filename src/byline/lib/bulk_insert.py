"""Fast inserts of new rows, with the SQL of each model compiled once."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models import Field, Model

Record = TypeVar("Record", bound=Model)
Reader = Callable[[Model], Any]
STORED_AS_IS: "dict[type[Field[Any, Any]], tuple[type, ...]]" = {
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
"""Fields, and the types of the values that need no conversion for the database."""


def insert(row: Record) -> Record:
    """Insert a new row and set its key: `save` for a model without parents, without signals."""
    insertion, readers = _insertion(type(row), "RETURNING")
    values = _values(row, readers)
    with connection.cursor() as cursor:
        cursor.execute(insertion, values)
        row.pk = cursor.fetchone()[0]
    state = row._state  # noqa: SLF001 - Django's documented API
    state.adding, state.db = False, connection.alias
    return row


def allocate_keys(rows: Sequence[Record]) -> Sequence[Record]:
    """Set the keys of new rows of one model before they are inserted, so they can refer to
    each other.

    Call it in the transaction that inserts them.
    """
    if rows:
        for row, key in zip(rows, next_keys(type(rows[0]), len(rows)), strict=True):
            row.pk = key
    return rows


def insert_all(rows: Sequence[Record], model: type[Model] | None = None) -> None:
    """Insert new rows of one model that have keys, in one statement. Sends no signals.

    Of a model with a parent it writes only the model's own table; pass the parent as `model` to
    write the parent's.
    """
    if not rows:
        return
    model = model or type(rows[0])
    insertion, readers = _insertion(model, "")
    with connection.cursor() as cursor:
        cursor.executemany(insertion, [_values(row, readers) for row in rows])
    for row in rows:
        state = row._state  # noqa: SLF001 - as above
        state.adding, state.db = False, connection.alias


def next_keys(model: type[Model], number: int) -> Sequence[int]:
    """Keys that no row of the model has, nor gets before the transaction ends."""
    table, key = model._meta.db_table, str(model._meta.pk.column)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":  # transactions begin as its only writer
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
    """The statement, and what reads its values from a row: without RETURNING, the key last."""
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    quote, columns = connection.ops.quote_name, [str(field.column) for field in fields]
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    names = [*map(quote, columns), *([] if ending else [key])]
    placeholders = ", ".join(["%s"] * len(names))
    # Only the names of our own tables and columns are in it.
    statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({placeholders})"  # noqa: S608
    inserted = [*fields, *([] if ending else [model._meta.pk])]
    return f"{statement} {ending} {key}" if ending else statement, [
        _reader(field) for field in inserted
    ]


def _reader(field: "Field[Any, Any]") -> Reader:
    """Reads the value of a field from a row and converts it for the database where needed."""
    name, as_is = field.attname, STORED_AS_IS.get(type(field), ())
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        as_is = ()

    def read(row: Model) -> Any:
        value = getattr(row, name)
        return value if type(value) in as_is else field.get_db_prep_save(value, connection)

    return (
        read
        if as_is
        else lambda row: field.get_db_prep_save(field.pre_save(row, add=True), connection)
    )
