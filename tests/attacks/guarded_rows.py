"""The rows that an attack must leave as they were, and a digest of them."""

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.db.models import Model
from wagtail.blocks import StreamValue

# Written whenever somebody works at the desk, about the person who does.
VOLATILE = {
    "sessions.session",
    "wagtailadmin.editingsession",
    "wagtailusers.userprofile",
    "newsroom.articlenumbers",  # counts up when somebody copies an article of one's own
    "accounts.user",  # last_login; groups and other rows that refer to an account are compared
}

Rows = dict[type[Model], set[Any]]


def all_rows() -> Rows:
    """The keys of all rows, by model."""
    return {model: set(model._base_manager.values_list("pk", flat=True)) for model in _models()}


def rows_since(before: Rows) -> Rows:
    """The rows that were not there before."""
    return {model: keys - before.get(model, set()) for model, keys in all_rows().items()}


def digest(guarded: Rows) -> dict[str, str]:
    """By table: a digest of the guarded rows, and of all rows that refer to one of them."""
    return {model._meta.label: _digest_of(model, guarded) for model in _models()}


READS = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")


class Writes:
    """Wraps the database's statements (Django, "Database instrumentation"): was one a write?"""

    def __init__(self) -> None:
        self.any = False

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        self.any = self.any or not sql.lstrip().upper().startswith(READS)
        return execute(sql, params, many, context)


def _models() -> Iterable[type[Model]]:
    for model in apps.get_models(include_auto_created=True):
        if (
            model._meta.managed
            and not model._meta.proxy
            and model._meta.label_lower not in VOLATILE
        ):
            yield model


def _digest_of(model: type[Model], guarded: Rows) -> str:
    columns = list(model._meta.concrete_fields)
    references = [
        (index, guarded.get(column.related_model, set()))
        for index, column in enumerate(columns)
        if column.is_relation
    ]
    key = columns.index(model._meta.pk)
    own = guarded.get(model, set())
    values = model._base_manager.values_list(*[column.attname for column in columns])
    kept = [
        [_plain(value) for value in row]
        for row in values
        if row[key] in own or any(row[index] in targets for index, targets in references)
    ]
    return sha256(repr(sorted(map(repr, kept))).encode()).hexdigest() if kept else ""


def _plain(value: Any) -> Any:
    """A value that reads the same each time."""
    return value.get_prep_value() if isinstance(value, StreamValue) else value


def differences(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """The tables whose guarded rows changed."""
    return sorted(name for name in before if before[name] != after[name])
