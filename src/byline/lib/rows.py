"""Writing one new row, for what is written so often that wording it costs more than keeping it."""

from functools import cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Field, Model

Noun = TypeVar("Noun", bound=Model)


def add(row: Noun) -> Noun:
    """Insert a row that is new, and give it its key. As `save`, of a model without parents; no signal tells of it."""
    insertion, fields = _insertion(type(row))
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(insertion, values)
        row.pk = cursor.fetchone()[0]
    state = row._state  # noqa: SLF001  (Django's documented API)
    state.adding, state.db = False, connection.alias
    return row


@cache
def _insertion(model: type[Model]) -> "tuple[str, list[Field[Any, Any]]]":
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    quote, columns = connection.ops.quote_name, [str(field.column) for field in fields]
    table, key, names = quote(model._meta.db_table), quote(str(model._meta.pk.column)), ", ".join(map(quote, columns))
    places = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {table} ({names}) VALUES ({places}) RETURNING {key}", fields  # noqa: S608 - our own names
