"""`byline database move` as it is typed: there and back, killed, and refused."""

import re
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from postgresql_databases import new_database, rows
from running_server import (
    BYLINE,
    RunningServer,
    byline,
    clean_environment,
    output_of_script,
    prepared_data_folder,
    serve,
    wait_until,
)
from safekeeping.move_helpers import last_keys_of, rows_of

pytestmark = [pytest.mark.postgresql_only, pytest.mark.django_db]
HERE = Path(__file__).parent
DEMO = HERE.parent / "demo/load_sketched_demo.py"
ARTICLE = "/2019/11/14/river-takes-the-ings-and-then-takes-tenter-row/"


@pytest.fixture
def empty() -> Iterator[str]:
    """The URL of a database to move to."""
    with new_database() as url:
        yield url


@pytest.fixture(scope="module")
def demo(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation on SQLite with the demo newsroom."""
    data = prepared_data_folder(shelf, tmp_path_factory.mktemp("demo") / "installation")
    output_of_script(DEMO, data)
    return data


def move(data: Path, target: str, source: str = "") -> "subprocess.CompletedProcess[str]":
    environment = {"BYLINE_DATABASE": source} if source else {}
    return byline(data, "database", "move", target, environment=environment)


def begin_move(data: Path, target: str, source: str = "") -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*BYLINE, "--data", str(data), "database", "move", target],
        env=clean_environment() | ({"BYLINE_DATABASE": source} if source else {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def kill_after(process: "subprocess.Popen[str]", line: str) -> None:
    """Kill it as soon as it has printed this."""
    assert process.stderr is not None
    printed = []
    for printed_line in process.stderr:
        printed.append(printed_line)
        if line in printed_line:
            break
    process.kill()
    process.stderr.close()
    assert process.wait() == -signal.SIGKILL, "".join(printed)


def pages(server: RunningServer) -> dict[str, object]:
    host = {"Host": f"localhost:{server.port}"}
    bodies = {path: server.get(path, headers=host)[2] for path in ("/", ARTICLE, "/river/")}
    searches = {
        path: sorted(re.findall(r'href="(/20[^"]+)"', server.get(path, headers=host)[2]))
        for path in ("/search/?q=ferry", "/search/?q=council+bridge", "/search/?q=31")
    }
    assert all(bodies.values())
    assert all(searches.values())
    return {
        "bodies": {path: body.replace(str(server.port), "") for path, body in bodies.items()},
        **searches,
    }


def test_an_installation_moves_to_postgresql_and_back(
    demo: Path, empty: str, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(demo, tmp_path / "installation"))
    file, kept = data / "byline.sqlite3", data / "kept.sqlite3"
    with serve(data) as server:
        on_sqlite = pages(server)
    before, last_keys = rows_of(file), last_keys_of(file)
    url = empty.replace("byline@", "byline:planted-word@")
    there = move(data, url)
    assert there.returncode == 0, there.stderr
    assert "Both have the same." in there.stdout
    assert "planted-word" not in there.stdout + there.stderr
    assert re.search(r"newsroom_article +│ 47 +│ [0-9a-f]{16} ", there.stdout)
    assert rows_of(file) == before
    assert rows(empty, "SELECT to_regclass('unfinished_move')") == [(None,)]
    with serve(data, environment={"BYLINE_DATABASE": empty}) as server:
        assert pages(server) == on_sqlite
        seen = byline(data, "doctor", environment={"BYLINE_DATABASE": empty})
    assert f"{file} is not used, because the database is on a PostgreSQL server." in seen.stdout
    refused = move(data, "sqlite", empty)
    assert refused.returncode == 1
    assert f"{file} is not empty" in refused.stderr
    file.rename(kept)
    on_postgresql = move(data, "sqlite", empty)
    assert on_postgresql.returncode == 0, on_postgresql.stderr
    after = rows_of(file)
    what_the_server_did = {"wagtailcore_site"}  # its port
    assert {table for table in before if after[table] != before[table]} <= what_the_server_did
    assert last_keys_of(file) == last_keys
    with serve(data) as server:
        assert pages(server) == on_sqlite


def test_a_move_that_is_killed_goes_on(demo: Path, empty: str, tmp_path: Path) -> None:
    data = Path(shutil.copytree(demo, tmp_path / "installation"))
    before = rows_of(data / "byline.sqlite3")
    kill_after(begin_move(data, empty), "Setting up the new database")
    copying = begin_move(data, empty)
    wait_until(
        lambda: (
            rows(empty, "SELECT to_regclass('wagtailcore_page')") != [(None,)]
            and rows(empty, "SELECT step FROM unfinished_move")[0][0].startswith("copying")
            and rows(empty, "SELECT 1 FROM django_content_type LIMIT 1") == [(1,)]
        ),
        "the first tables to be copied",
    )
    kill_after(copying, "")
    first_rows = "SELECT xmin::text FROM django_content_type LIMIT 1"
    copied_by = rows(empty, first_rows)
    kill_after(begin_move(data, empty), "Building the search index")
    assert rows(empty, first_rows) == copied_by
    used = byline(data, "run", "--port", "1", environment={"BYLINE_DATABASE": empty})
    assert used.returncode == 1
    ended = move(data, empty)
    assert ended.returncode == 0, ended.stderr
    assert "An earlier move was stopped. This one goes on." in ended.stderr
    assert rows(empty, first_rows) == copied_by
    assert rows_of(data / "byline.sqlite3") == before
    assert rows(empty, "SELECT to_regclass('unfinished_move')") == [(None,)]


def test_a_move_back_that_is_killed_goes_on(demo: Path, empty: str, tmp_path: Path) -> None:
    assert move(demo, empty).returncode == 0
    data = tmp_path / "installation"
    shutil.copytree(demo, data, ignore=shutil.ignore_patterns("byline.sqlite3*"))
    for line in ("Setting up", "Copying", "Building the search index"):
        kill_after(begin_move(data, "sqlite", empty), line)
        used = byline(data, "user", "list")
        assert used.returncode == 1
        assert "A move to this database was not finished" in used.stderr
    ended = move(data, "sqlite", empty)
    assert ended.returncode == 0, ended.stderr
    assert rows_of(data / "byline.sqlite3") == rows_of(demo / "byline.sqlite3")


def test_what_changed_since_a_move_was_stopped_is_moved(installation: Path, empty: str) -> None:
    kill_after(begin_move(installation, empty), "Building the search index")
    with closing(sqlite3.connect(installation / "byline.sqlite3")) as database:
        database.execute("UPDATE newsroom_contributor SET name = 'Bea Lindqvist'")
        database.commit()
    assert rows(empty, "SELECT name FROM newsroom_contributor") == [("Bea Lind",)]
    assert move(installation, empty).returncode == 0
    assert rows(empty, "SELECT name FROM newsroom_contributor") == [("Bea Lindqvist",)]


def test_numbers_are_never_given_again(installation: Path, empty: str) -> None:
    script = HERE / "number_next_article.py"
    deleted = output_of_script(script, installation, "delete").split()
    assert move(installation, empty).returncode == 0
    environment = {"BYLINE_DATABASE": empty}
    given = output_of_script(script, installation, environment=environment).split()
    assert [int(number) for number in given] == [int(number) + 1 for number in deleted]


def test_a_running_installation_is_not_moved(installation: Path, empty: str) -> None:
    with serve(installation):
        refused = move(installation, empty)
    assert refused.returncode == 1
    assert f"`byline run` serves the data folder {installation}. Stop it first." in refused.stderr
    assert rows(empty, "SELECT 1 FROM pg_tables WHERE schemaname = 'public'") == []


def test_a_database_that_is_not_empty_is_not_moved_to(installation: Path, empty: str) -> None:
    with psycopg.connect(empty) as database:
        database.execute("CREATE TABLE letters AS SELECT 1 AS id")
    refused = move(installation, empty)
    assert refused.returncode == 1
    assert "is not empty: it has 1 table. Choose an empty database" in refused.stderr
    assert rows(empty, "SELECT id FROM letters") == [(1,)]


@pytest.mark.parametrize(
    "command",
    [
        ("run", "--port", "1"),
        ("upgrade",),
        ("user", "list"),
        ("press", "status"),
        ("backup", "kept.zip"),
        ("doctor",),
    ],
)
def test_an_unfinished_move_is_not_used(
    tmp_path: Path, empty: str, command: tuple[str, ...]
) -> None:
    with psycopg.connect(empty) as database:
        database.execute("CREATE TABLE unfinished_move AS SELECT 'setting up' AS step")
        database.execute("CREATE TABLE django_migrations (app text, name text)")
    (tmp_path / "data").mkdir(mode=0o700)
    used = byline(tmp_path / "data", *command, environment={"BYLINE_DATABASE": empty})
    assert used.returncode == 1
    assert re.search("move to (this|the) database was not finished", used.stdout + used.stderr)
    assert "Traceback" not in used.stderr


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("/byline_", "/nobody_made_"), "createdb --encoding=UTF8"),
        (("//byline@", "//stranger@"), 'role "stranger" does not exist. Make the account with'),
        (("127.0.0.1:", "127.0.0.1:1"), "correct the host and the port"),
        (("postgresql:", "mysql:"), "must begin with postgresql://"),
    ],
)
def test_a_target_that_cannot_be_used_is_explained(
    installation: Path, empty: str, change: tuple[str, str], reason: str
) -> None:
    url = re.sub(r":\d+/", ":1/", empty) if "127" in change[0] else empty.replace(*change)
    refused = move(installation, url)
    assert refused.returncode in (1, 2)
    assert reason in " ".join(refused.stderr.split())
    assert "Traceback" not in refused.stderr


def test_an_account_that_may_not_make_tables_is_named(installation: Path, empty: str) -> None:
    with psycopg.connect(empty) as database:
        database.execute("CREATE ROLE reader LOGIN")
    try:
        refused = move(installation, empty.replace("//byline@", "//reader@"))
    finally:
        with psycopg.connect(empty) as database:
            database.execute("DROP ROLE reader")
    assert refused.returncode == 1
    assert "reader may not make tables in the database. Make it the owner: ALTER" in refused.stderr


def test_sqlite_is_not_moved_to_sqlite(installation: Path) -> None:
    refused = move(installation, "sqlite")
    assert refused.returncode == 1
    assert refused.stderr == "The database is SQLite already. Nothing was moved.\n"
