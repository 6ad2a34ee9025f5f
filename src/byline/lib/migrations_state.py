"""Which migrations a database lacks, and which it has that this version does not know."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.migrations.recorder import MigrationRecorder

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


def pending_migrations(connection: "BaseDatabaseWrapper") -> list[str]:
    """The migrations that have not been applied to this database, as "app.name".

    Only the names of the files are read: loading them takes a second and several megabytes.
    """
    applied = set(MigrationRecorder(connection).applied_migrations())
    return [f"{app}.{name}" for app, name in sorted(_shipped() - applied)]


def unknown_migrations(applied: list[str]) -> list[str]:
    """Those of these migrations ("app.name") that a newer version of Byline made."""
    labels = {app.label for app in apps.get_app_configs() if app.name.startswith("byline.")}
    shipped = {f"{app}.{name}" for app, name in _shipped()}
    return [name for name in applied if name.partition(".")[0] in labels and name not in shipped]


def shipped_migrations() -> list[str]:
    """All migrations of this version, as "app.name"."""
    return [f"{app}.{name}" for app, name in sorted(_shipped())]


@cache
def _shipped() -> set[tuple[str, str]]:
    return {(app.label, name) for app in apps.get_app_configs() for name in _names(app.name)}


def _names(package: str) -> list[str]:
    spec = find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    files = [
        file
        for folder in folders or []
        for file in (Path(folder) / "migrations").glob("[0-9a-zA-Z]*.py")
    ]
    return [file.stem for file in files]
