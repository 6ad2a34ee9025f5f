"""Queries that are compiled to SQL once, because compiling them takes longer than running them.

    LATER = CompiledQuery(
        lambda: Comment.objects.filter(article=Param("article"), posted_at__gt=Param("moment"))
    )
    LATER.rows(article=7, moment=noon)

It works on every database that Django supports; only the parameters differ between calls.
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
    """The place of a parameter in a query. Its value is never None: SQL compares NULL otherwise."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: object, connection: object) -> Any:
        return "%s", [self]


class CompiledQuery(Generic[Row]):
    """A query set with parameters. Its rows are those of the query set: models, tuples or values.

    It is built once, so nothing in it may depend on the time or the request.
    """

    def __init__(self, build: "Callable[[], QuerySet[Any, Row]]") -> None:
        self._build = build
        self._local = local()  # a connection belongs to one thread, and so does its statement

    def rows(self, **values: Any) -> list[Row]:
        """All rows for these parameters, in one query."""
        statement = self._statement()
        queryset: Any = statement.queryset.all()
        queryset.query.get_compiler = lambda *_args, **_kwargs: statement.compiler_for(values)
        return list(queryset)

    def first(self, **values: Any) -> Row | None:
        """The first row, if there is one."""
        return next(iter(self.rows(**values)), None)

    def _statement(self) -> "_CompiledStatement":
        if not hasattr(self._local, "statement"):
            self._local.statement = _CompiledStatement(self._build())
        statement: _CompiledStatement = self._local.statement
        return statement


class _CompiledStatement:
    """The SQL of a query set, and a compiler that returns it instead of compiling again."""

    def __init__(self, queryset: Any) -> None:
        self.queryset = queryset
        self._connection = connections[queryset.db]
        self._compiler: Any = queryset.query.get_compiler(queryset.db)
        self._sql, self._params = self._compiler.as_sql()
        columns = [column for column, _sql, _alias in self._compiler.select]
        converters = self._compiler.get_converters(columns)
        self._compiler.get_converters = lambda _columns: converters

    def compiler_for(self, values: dict[str, Any]) -> Any:
        compiler = copy(self._compiler)
        params = tuple(self._filled_in(values))
        compiler.as_sql = lambda: (self._sql, params)
        return compiler

    def _filled_in(self, values: dict[str, Any]) -> Iterable[Any]:
        for param in self._params:
            value = values[param.name] if isinstance(param, Param) else param
            yield (
                self._connection.ops.adapt_datetimefield_value(value)
                if isinstance(value, datetime)
                else value
            )
