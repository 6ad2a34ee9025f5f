import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from pytest_django import DjangoDbBlocker

from byline.lib.expiring_store import expiring_store
from database_templates import PostgresqlTemplate, SqliteTemplate


@pytest.fixture(scope="session", autouse=True)
def _data_folder_is_cleared_away() -> Iterator[None]:
    yield
    shutil.rmtree(settings.DATA, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    is_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite")
    of_the_other = "postgresql_only" if is_sqlite else "sqlite_only"
    for item in items:
        if item.get_closest_marker(of_the_other):
            item.add_marker(pytest.mark.skip(reason="this run is on the other database"))


@pytest.fixture(autouse=True)
def _nothing_has_been_counted_yet() -> None:
    expiring_store().clear()


@pytest.fixture(scope="session")
def database_template() -> SqliteTemplate | PostgresqlTemplate:
    database = settings.DATABASES["default"]
    is_sqlite = database["ENGINE"].endswith("sqlite")
    return SqliteTemplate(database) if is_sqlite else PostgresqlTemplate(database)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    database_template: SqliteTemplate | PostgresqlTemplate,
) -> Iterator[None]:
    database_template.begin()
    yield
    database_template.end()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    database_template: SqliteTemplate | PostgresqlTemplate,
) -> None:
    with django_db_blocker.unblock():
        database_template.keep()
