"""The setting `database`: SQLite unless it names a PostgreSQL database."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from byline.lib.database.settings import database_settings
from byline.lib.options import read_options
from byline.lib.settings_errors import InvalidSettings


def complaints(monkeypatch: pytest.MonkeyPatch, url: str) -> list[str]:
    monkeypatch.setenv("BYLINE_DATABASE", url)
    with pytest.raises(InvalidSettings) as refused:
        read_options()
    return refused.value.lines


def test_without_it_the_database_is_a_file_in_the_data_folder(tmp_path: Path) -> None:
    database = database_settings("", tmp_path)
    assert database["NAME"] == tmp_path / "byline.sqlite3"
    assert "synchronous=FULL" in database["OPTIONS"]["init_command"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://anna:a%2Fb@db.example:6432/paper?sslmode=verify-full",
            {
                "NAME": "paper",
                "USER": "anna",
                "PASSWORD": "a/b",
                "HOST": "db.example",
                "PORT": "6432",
                "OPTIONS": {"application_name": "byline", "sslmode": "verify-full"},
            },
        ),
        (
            "postgres:///?service=paper",
            {"NAME": "", "OPTIONS": {"application_name": "byline", "service": "paper"}},
        ),
        (
            "postgresql:///paper?host=/run/postgresql&application_name=node-1",
            {"HOST": "/run/postgresql", "OPTIONS": {"application_name": "node-1"}},
        ),
    ],
)
def test_a_url_says_how_to_connect(url: str, expected: dict[str, Any], tmp_path: Path) -> None:
    database = database_settings(url, tmp_path)
    assert {name: database[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("mysql://anna:secret@db.example/paper", "must begin with postgresql://, or be empty"),
        ("postgresql://db.example", "must name a database"),
        ("postgresql:///paper?sslmod=require", "is not a PostgreSQL URL: invalid URI query"),
    ],
)
def test_what_is_no_such_url_is_refused_without_its_password(
    url: str, complaint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    [line] = complaints(monkeypatch, url)
    assert line.startswith(f"BYLINE_DATABASE {complaint}")
    assert "secret" not in line


@pytest.mark.postgresql_only
@pytest.mark.django_db
def test_its_queries_are_not_compiled() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)
