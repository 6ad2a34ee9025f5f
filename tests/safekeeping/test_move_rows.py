"""Rows that cannot be moved are named, and nothing is left of the move."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from byline.safekeeping.actions.moving import Move, move_database
from byline.safekeeping.exceptions import MoveFailed, MoveInterrupted, UnmovableRows
from postgresql_databases import new_database, rows
from safekeeping.move_helpers import changed, quick_steps

pytestmark = [pytest.mark.postgresql_only, pytest.mark.django_db]
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"


@pytest.fixture
def empty(django_db_setup: None) -> Iterator[str]:
    with new_database() as url:
        yield url


def move(data: Path, url: str, *statements: str) -> Move:
    return move_database(data, "", url, quick_steps(url, *statements))


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (
            "UPDATE newsroom_contributor SET name = 'Bea' || char(0) || 'Lind'",
            r"newsroom_contributor 1: the column name contains the character NUL",
        ),
        (
            "UPDATE newsroom_contributor SET name = printf('%.400c', 'x')",
            r"newsroom_contributor 1: the column name has 400 characters, and PostgreSQL's column",
        ),
        (
            "UPDATE wagtailcore_page SET depth = 3000000000 WHERE id = 1",
            r"wagtailcore_page 1: the column depth is 3000000000",
        ),
        (
            "UPDATE newsroom_contributor SET name = CAST(x'ff' AS TEXT)",
            r"newsroom_contributor 1: the column name is not UTF-8",
        ),
        (
            """UPDATE wagtailcore_revision SET content = '{"title": "a\\u0000b"}' WHERE id = 1""",
            r"wagtailcore_revision 1: the column content contains the character NUL",
        ),
        (
            """UPDATE wagtailcore_revision SET content = '{"title": "a\\ud800b"}' WHERE id = 1""",
            r"wagtailcore_revision 1: the column content contains half a character",
        ),
        (
            "UPDATE wagtailcore_revision SET created_at = 'yesterday' WHERE id = 1",
            r"wagtailcore_revision 1: the column created_at is not a date and time",
        ),
    ],
)
def test_a_row_that_postgresql_cannot_have_is_named(
    installation: Path, empty: str, statement: str, reason: str
) -> None:
    with changed(installation, statement), pytest.raises(UnmovableRows, match=reason):
        move(installation, empty)
    assert rows(empty, TABLES) == []


def test_a_row_that_the_server_refuses_is_named(installation: Path, empty: str) -> None:
    refusing = "ALTER TABLE newsroom_contributor ADD CHECK (name <> 'Bea Lind')"
    with pytest.raises(UnmovableRows, match=r"newsroom_contributor 1: .* check constraint"):
        move(installation, empty, refusing)
    assert rows(empty, TABLES) == []


def test_rows_that_become_others_are_found(installation: Path, empty: str) -> None:
    function = """CREATE FUNCTION mumble() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN NEW.name = 'mumble'; RETURN NEW; END $$"""
    trigger = """CREATE TRIGGER mumbles BEFORE INSERT ON newsroom_contributor
        FOR EACH ROW EXECUTE FUNCTION mumble()"""
    with pytest.raises(MoveFailed, match="newsroom_contributor: it has 1 row, but others"):
        move(installation, empty, function, trigger)
    assert rows(empty, "SELECT count(*) FROM unfinished_move") == [(1,)]


def test_tables_that_others_made_are_named_and_left_behind(installation: Path, empty: str) -> None:
    with changed(installation, "CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY)"):
        moved = move(installation, empty)
    assert moved.left_behind == ["_litestream_seq"]
    assert {proof.name: proof.rows for proof in moved.proofs}["newsroom_byline"] == 1


def test_a_server_that_fails_is_named_and_the_move_goes_on(installation: Path, empty: str) -> None:
    """It ends the connections in the midst of the copying."""
    function = """CREATE FUNCTION stumble() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$"""
    trigger = """CREATE TRIGGER stumbles BEFORE INSERT ON newsroom_contributor
        FOR EACH ROW EXECUTE FUNCTION stumble()"""
    with pytest.raises(
        MoveInterrupted,
        match=r"terminating connection due to administrator command\. When .* it goes on",
    ):
        move(installation, empty, function, trigger)
    with psycopg.connect(empty) as database:
        database.execute("DROP FUNCTION stumble CASCADE")
    assert move(installation, empty).left_behind == []
    assert rows(empty, "SELECT name FROM newsroom_contributor") == [("Bea Lind",)]


def test_a_database_moves_to_another_server(installation: Path, empty: str) -> None:
    move(installation, empty)
    with new_database() as other:
        moved = move_database(installation, empty, other, quick_steps(other))
        assert {proof.name: proof.rows for proof in moved.proofs}["newsroom_byline"] == 1
        assert rows(other, "SELECT name FROM newsroom_contributor") == [("Bea Lind",)]


def test_nobody_writes_to_the_source_meanwhile(installation: Path, empty: str) -> None:
    steps = quick_steps(empty)

    def write() -> None:
        with (
            closing(sqlite3.connect(installation / "byline.sqlite3", timeout=0)) as database,
            pytest.raises(sqlite3.OperationalError, match="database is locked"),
        ):
            database.execute("UPDATE newsroom_contributor SET name = 'Ada'")

    move_database(installation, "", empty, replace(steps, build_index=write))


def test_a_stray_row_stops_the_move(installation: Path, empty: str) -> None:
    stray = "UPDATE newsroom_byline SET contributor_id = 99"
    with changed(installation, stray), pytest.raises(MoveFailed, match="newsroom_byline refers to"):
        move(installation, empty)
    assert rows(empty, TABLES) == []
