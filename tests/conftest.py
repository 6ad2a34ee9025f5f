import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

from byline.lib.expiring_store import expiring_store


@pytest.fixture(scope="session", autouse=True)
def _data_folder_is_cleared_away() -> Iterator[None]:
    yield
    shutil.rmtree(settings.DATA, ignore_errors=True)


@pytest.fixture(autouse=True)
def _nothing_has_been_counted_yet() -> None:
    expiring_store().clear()


@pytest.fixture(scope="session")
def migrated() -> Path:
    """The file that has the migrated database of these migrations, once a run has made it."""
    digest = sha256()
    for app in apps.get_app_configs():
        for file in sorted((Path(app.path) / "migrations").glob("*.py")):
            digest.update(f"{app.label} {file.name} ".encode() + file.read_bytes())
    return Path(sys.prefix) / f"migrated-{digest.hexdigest()[:16]}.sqlite3"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, migrated: Path
) -> Iterator[None]:
    """Begin with the database of an earlier run: to migrate an empty one takes ten seconds."""
    name = str(settings.DATABASES["default"]["TEST"]["NAME"])
    with closing(sqlite3.connect(name, uri=True)) as memory:
        if migrated.exists():
            with closing(sqlite3.connect(migrated)) as file:
                file.backup(memory)
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, migrated: Path
) -> None:
    if migrated.exists() or not os.access(migrated.parent, os.W_OK):
        return
    draft = migrated.with_suffix(f".{settings.DATA.name}")
    with django_db_blocker.unblock(), closing(sqlite3.connect(draft)) as file:
        connection.ensure_connection()
        connection.connection.backup(file)
    for outdated in migrated.parent.glob("migrated-*.sqlite3"):
        outdated.unlink(missing_ok=True)
    draft.rename(migrated)
