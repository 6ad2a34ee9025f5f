"""Questions that are asked so often that wording them costs more than answering them: Django words each of them once.

    LATER = Question(lambda: Comment.objects.filter(article=Given("article"), posted_at__gt=Given("moment")))
    LATER.rows(article=7, moment=noon)

What stands in the query set is the question, on whatever database; only what is given differs each time.
"""

from collections.abc import Callable, Iterable
from copy import copy
from datetime import datetime
from threading import local
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import Expression, QuerySet

Row = TypeVar("Row")


class Param(Expression):
    """The place in a question of a value that comes when it is asked. Never None: SQL asks for that in other words."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: object, connection: object) -> Any:
        return "%s", [self]


class CompiledQuery(Generic[Row]):
    """A query set with places for what is given. What it is asked answers as the query set would: models, tuples or values.

    It is built once, so nothing in it may depend on the moment or on who asks.
    """

    def __init__(self, build: "Callable[[], QuerySet[Any, Row]]") -> None:
        self._build = build
        self._mine = local()  # a connection is a thread's own, and so is what was worded for it

    def rows(self, **given: Any) -> list[Row]:
        """The rows for these values, in one query."""
        worded = self._worded()
        queryset: Any = worded.queryset.all()
        queryset.query.get_compiler = lambda *_args, **_more: worded.filled_in(given)
        return list(queryset)

    def first(self, **given: Any) -> Row | None:
        """The first row, if there is one."""
        return next(iter(self.rows(**given)), None)

    def _worded(self) -> "_CompiledStatement":
        if not hasattr(self._mine, "worded"):
            self._mine.worded = _CompiledStatement(self._build())
        worded: _CompiledStatement = self._mine.worded
        return worded


class _CompiledStatement:
    """A question in SQL. Django asks a compiler for that each time; ours has it ready."""

    def __init__(self, queryset: Any) -> None:
        self.queryset = queryset
        self._connection = connections[queryset.db]
        self._compiler: Any = queryset.query.get_compiler(queryset.db)
        self._sql, self._places = self._compiler.as_sql()
        columns = [column for column, _sql, _alias in self._compiler.select]
        converters = self._compiler.get_converters(columns)
        self._compiler.get_converters = lambda _columns: converters

    def filled_in(self, given: dict[str, Any]) -> Any:
        compiler = copy(self._compiler)
        values = tuple(self._values(given))
        compiler.as_sql = lambda: (self._sql, values)
        return compiler

    def _values(self, given: dict[str, Any]) -> Iterable[Any]:
        for place in self._places:
            value = given[place.name] if isinstance(place, Param) else place
            yield (
                self._connection.ops.adapt_datetimefield_value(value)
                if isinstance(value, datetime)
                else value
            )
