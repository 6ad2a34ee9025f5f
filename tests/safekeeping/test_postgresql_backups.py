"""A backup of an installation on PostgreSQL: one moment, whole or absent, restored or refused."""

import json
import os
import shutil
import signal
import subprocess
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
import pytest

from byline.lib.database.settings import SHARED_TABLES
from byline.safekeeping.actions import back_up
from byline.safekeeping.choices import MANIFEST, POSTGRESQL_COPY, SQLITE_COPY
from database_templates import postgresql_template
from postgresql_databases import new_database, rows
from running_server import BYLINE, byline, clean_environment, schedule_article, serve, wait_until

# django_db: without a test of it, pytest-django makes no database that could be copied.
pytestmark = [pytest.mark.postgresql_only, pytest.mark.django_db]
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
SESSION = """
    INSERT INTO django_session (session_key, session_data, expire_date)
    VALUES ('planted-key', 'planted-data', now() + interval '1 day')
"""


@pytest.fixture(scope="module")
def url(django_db_setup: None) -> Iterator[str]:
    with new_database(postgresql_template()) as url:
        yield url


@pytest.fixture
def empty() -> Iterator[str]:
    """The URL of a database to restore to."""
    with new_database() as url:
        yield url


@pytest.fixture(scope="module")
def installation(url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One with an article, a picture and somebody who is signed in."""
    data = tmp_path_factory.mktemp("postgresql") / "installation"
    byline(data, "upgrade", environment={"BYLINE_DATABASE": url})
    schedule_article(data, seconds=3600, environment={"BYLINE_DATABASE": url})
    (data / "media/images").mkdir(parents=True)
    (data / "media/images/weir.webp").write_bytes(bytes(range(256)))
    with psycopg.connect(url) as database:
        database.execute(SESSION)
    return data


@pytest.fixture(scope="module")
def backup(installation: Path, url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("backups") / "kept.zip"
    made = byline(installation, "backup", str(file), environment={"BYLINE_DATABASE": url})
    assert (made.returncode, made.stderr) == (0, "")
    return file


def count(url: str) -> dict[str, int]:
    """The rows of each table, but for those that no backup has."""
    return {
        table: rows(url, f'SELECT count(*) FROM "{table}"')[0][0]
        for (table,) in rows(url, TABLES)
        if table not in SHARED_TABLES
    }


def restore(data: Path, file: Path, url: str) -> "subprocess.CompletedProcess[str]":
    return byline(data, "restore", str(file), environment={"BYLINE_DATABASE": url})


def nothing_is_there(data: Path, url: str) -> bool:
    return rows(url, TABLES) == [] and not [*data.glob("*")]


def changed(
    backup: Path,
    file: Path,
    change: Callable[[dict[str, Any], bytes], bytes] = lambda _, copy: copy,
    name: str = POSTGRESQL_COPY,
) -> Path:
    """A backup with another copy of the database, or another name of it; its checksum is right."""
    with zipfile.ZipFile(backup) as archive, zipfile.ZipFile(file, "w") as forged:
        manifest = json.loads(archive.read(MANIFEST))
        copy = change(manifest, archive.read(POSTGRESQL_COPY))
        del manifest["files"][POSTGRESQL_COPY]
        manifest["files"][name] = {"bytes": len(copy), "sha256": sha256(copy).hexdigest()}
        for other in archive.namelist():
            if other not in (MANIFEST, POSTGRESQL_COPY):
                forged.writestr(other, archive.read(other))
        forged.writestr(name, copy)
        forged.writestr(MANIFEST, json.dumps(manifest))
    return file


def test_an_installation_comes_back_in_another_database(
    backup: Path, url: str, empty: str, tmp_path: Path
) -> None:
    put_back = restore(tmp_path / "anew", backup, empty)
    assert (put_back.returncode, put_back.stderr) == (0, "")
    assert count(empty) == {**count(url), "django_session": 0}
    assert (tmp_path / "anew/media/images/weir.webp").read_bytes() == bytes(range(256))
    with serve(tmp_path / "anew", environment={"BYLINE_DATABASE": empty}) as server:
        assert server.get("/")[0] == 200
        seen = byline(tmp_path / "anew", "doctor", environment={"BYLINE_DATABASE": empty})
    assert "database" not in seen.stdout.lower()


def test_nobody_can_sign_in_with_what_is_in_it(backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        archive.extract(POSTGRESQL_COPY, tmp_path)
        assert json.loads(archive.read(MANIFEST))["rows"]["django_session"] == 0
    written = subprocess.run(
        ["pg_restore", "--file=-", str(tmp_path / POSTGRESQL_COPY)], capture_output=True, check=True
    ).stdout
    assert b"late-edition" in written
    assert b"planted-" not in written


def test_it_is_of_one_moment_though_others_write(
    installation: Path, url: str, empty: str, tmp_path: Path
) -> None:
    with writing_all_the_time(url):
        back_up(installation, tmp_path / "kept.zip", database_url=url, media=False)
    assert restore(tmp_path / "anew", tmp_path / "kept.zip", empty).returncode == 0
    pairs = rows(empty, "SELECT count(*) FILTER (WHERE half = 'a'), count(*) FROM written")
    assert pairs[0][0] * 2 == pairs[0][1] > 0
    assert pairs[0][1] < rows(url, "SELECT count(*) FROM written")[0][0]
    with psycopg.connect(url) as database:
        database.execute("DROP TABLE written")


@contextmanager
def writing_all_the_time(url: str) -> Iterator[None]:
    """Commit pairs of rows until the end, beginning before and ending after the block."""
    ends, has_begun = threading.Event(), threading.Event()

    def write() -> None:
        with psycopg.connect(url, autocommit=True) as database:
            database.execute("CREATE TABLE written (half text)")
            while not ends.is_set():
                database.execute("INSERT INTO written VALUES ('a'), ('b')")
                has_begun.set()
            database.execute("INSERT INTO written VALUES ('a'), ('b')")

    writer = threading.Thread(target=write)
    writer.start()
    assert has_begun.wait(60)
    try:
        yield
    finally:
        ends.set()
        writer.join()


def test_an_installation_is_never_overwritten(
    installation: Path, backup: Path, url: str, tmp_path: Path
) -> None:
    before = count(url)
    refused = restore(tmp_path / "anew", backup, url)
    assert refused.returncode == 1
    assert "the database is not empty" in refused.stderr
    assert count(url) == before
    assert not (tmp_path / "anew/media").exists()


def test_each_kind_of_database_is_restored_to_its_kind(
    backup: Path, empty: str, tmp_path: Path
) -> None:
    refused = byline(tmp_path / "anew", "restore", str(backup))
    assert refused.returncode == 1
    assert "is not a SQLite database. Name an empty database in the setting" in refused.stderr
    forged = changed(backup, tmp_path / "sqlite.zip", name=SQLITE_COPY)
    refused = restore(tmp_path / "other", forged, empty)
    assert refused.returncode == 1
    assert "is not a PostgreSQL database. Restore it without the setting" in refused.stderr
    assert nothing_is_there(tmp_path / "other", empty)


def test_a_damaged_copy_leaves_nothing(backup: Path, empty: str, tmp_path: Path) -> None:
    file = changed(backup, tmp_path / "half.zip", lambda _, copy: copy[: len(copy) // 2])
    refused = restore(tmp_path / "anew", file, empty)
    assert refused.returncode == 1
    assert "pg_restore failed: pg_restore: error: " in refused.stderr
    assert nothing_is_there(tmp_path / "anew", empty)


def test_other_rows_than_were_counted_leave_nothing(
    backup: Path, empty: str, tmp_path: Path
) -> None:
    def with_one_more(manifest: dict[str, Any], copy: bytes) -> bytes:
        manifest["rows"]["newsroom_article"] += 1
        return copy

    refused = restore(
        tmp_path / "anew", changed(backup, tmp_path / "more.zip", with_one_more), empty
    )
    assert refused.returncode == 1
    assert "do not have as many rows as its manifest lists" in refused.stderr
    assert nothing_is_there(tmp_path / "anew", empty)


def test_a_restore_that_was_killed_is_begun_again(backup: Path, empty: str, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*BYLINE, "--data", str(tmp_path / "anew"), "restore", str(backup)],
        env={**clean_environment(), "BYLINE_DATABASE": empty},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    at_work = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'pg_restore'"
    wait_until(lambda: rows(empty, at_work) == [(1,)], "pg_restore to be at work")
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    wait_until(lambda: rows(empty, at_work) == [(0,)], "the server to notice")
    assert rows(empty, TABLES) == []
    assert restore(tmp_path / "anew", backup, empty).returncode == 0
    assert (tmp_path / "anew/media/images/weir.webp").exists()


def test_a_missing_program_is_named(installation: Path, url: str, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    ended = byline(
        installation,
        "backup",
        str(tmp_path / "kept.zip"),
        environment={"BYLINE_DATABASE": url, "PATH": str(tmp_path / "bin")},
    )
    assert ended.returncode == 1
    assert "pg_dump was not found. Install PostgreSQL's client programs" in ended.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["bin"]


def test_the_password_stands_in_no_list_of_processes(
    installation: Path, url: str, tmp_path: Path
) -> None:
    program = tmp_path / "bin/pg_dump"
    program.parent.mkdir()
    program.write_text(
        f'#!{shutil.which("sh")}\necho "$*" > "{tmp_path}/seen"; echo "$PGPASSWORD" > "{tmp_path}/given"\n'
        'echo "pg_dump: error: the server is tired" >&2; exit 1\n'
    )
    program.chmod(0o700)
    ended = byline(
        installation,
        "backup",
        str(tmp_path / "kept.zip"),
        environment={
            "BYLINE_DATABASE": url.replace("byline@", "byline:planted-word@"),
            "PATH": f"{program.parent}:{os.environ['PATH']}",
        },
    )
    assert ended.returncode == 1
    assert "pg_dump failed: pg_dump: error: the server is tired" in ended.stderr
    assert (tmp_path / "given").read_text() == "planted-word\n"
    assert "planted-word" not in (tmp_path / "seen").read_text() + ended.stderr + ended.stdout
    assert not (tmp_path / "kept.zip").exists()


def test_a_staging_copy_has_a_database_of_its_own(
    installation: Path, url: str, empty: str, tmp_path: Path
) -> None:
    here = {"BYLINE_DATABASE": url}
    made = byline(installation, "staging", str(tmp_path / "copy"), environment=here)
    assert (made.returncode, "name an empty database" in made.stderr) == (2, True)
    copying = ("staging", str(tmp_path / "copy"), "--database", empty)
    made = byline(installation, *copying, environment=here)
    assert (made.returncode, made.stderr) == (0, "")
    assert "unset it first" in made.stdout
    assert count(empty) == {**count(url), "django_session": 0}
    with serve(tmp_path / "copy") as server:  # its byline.toml names the database
        assert server.get("/robots.txt")[1]["x-robots-tag"] == "noindex, nofollow"
    made = byline(installation, "staging", str(tmp_path / "second"), *copying[2:], environment=here)
    assert (made.returncode, "is not empty" in made.stderr) == (1, True)
