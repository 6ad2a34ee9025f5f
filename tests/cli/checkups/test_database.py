import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from byline.cli.checkups import database


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder whose database has some hundred pages."""
    with closing(sqlite3.connect(tmp_path / database.FILE, isolation_level=None)) as file:
        file.execute("PRAGMA journal_mode=WAL")
        file.execute("CREATE TABLE letters (id INTEGER PRIMARY KEY, text UNIQUE)")
        file.executemany(
            "INSERT INTO letters (text) VALUES (?)",
            [(f"{number:05} " + "word " * 60,) for number in range(1000)],
        )
    return tmp_path


def test_a_sound_database(data: Path) -> None:
    assert list(database.missing(data)) == []
    assert list(database.integrity(data)) == []


def test_no_database(tmp_path: Path) -> None:
    [complaint] = database.missing(tmp_path)
    assert complaint.wrong == f"{tmp_path} has no database yet."


def test_this_machines_sqlite_can_search() -> None:
    assert list(database.features()) == []


def test_a_database_without_a_write_ahead_log(data: Path) -> None:
    with closing(sqlite3.connect(data / database.FILE, isolation_level=None)) as file:
        file.execute("PRAGMA journal_mode=DELETE")
    [complaint] = database.integrity(data)
    assert (
        complaint.wrong
        == "The database is in delete mode, not WAL, so readers and the writer wait for each other."
    )


def test_a_database_with_a_damaged_page(data: Path) -> None:
    with (data / database.FILE).open("r+b") as file:
        file.seek(4096 * 20)
        file.write(b"\xff" * 4096)
    [complaint] = database.integrity(data)
    assert complaint.wrong.startswith("The database file is damaged: ")


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / database.FILE).write_text("not a database " * 100)
    [complaint] = database.integrity(tmp_path)
    assert complaint.wrong == "The database file is damaged: file is not a database."
