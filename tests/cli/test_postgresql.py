"""An installation whose database is on a PostgreSQL server: real processes, in `make test-postgresql`."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from database_templates import postgresql_template
from postgresql_databases import new_database, rows
from running_server import byline, schedule_article, serve

# django_db: without a test of it, pytest-django makes no database that could be copied.
pytestmark = [pytest.mark.postgresql_only, pytest.mark.django_db]
TESTS = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def url(django_db_setup: None) -> Iterator[str]:
    with new_database(postgresql_template()) as url:
        yield url


@pytest.fixture(scope="module")
def installation(url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One with an account and an article."""
    data = tmp_path_factory.mktemp("postgresql") / "installation"
    environment = {"BYLINE_DATABASE": url}
    byline(data, "upgrade", environment=environment)
    schedule_article(data, seconds=3600, environment=environment)
    return data


def next_version(url: str, how: str) -> dict[str, str]:
    """The environment in which a next version runs, whose second migration does this."""
    return {
        "BYLINE_DATABASE": url,
        "DJANGO_SETTINGS_MODULE": "safekeeping.next_settings",
        "PYTHONPATH": str(TESTS),
        "NEXT_VERSION": how,
    }


def test_it_serves_and_the_doctor_finds_it_well(installation: Path, url: str) -> None:
    assert not (installation / "byline.sqlite3").exists()
    with serve(installation, environment={"BYLINE_DATABASE": url}) as server:
        assert server.get("/")[0] == 200
        assert server.get("/-/health")[0] == 200
        seen = byline(installation, "doctor", environment={"BYLINE_DATABASE": url})
    assert "database" not in seen.stdout.lower()


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ("fails", "ValueError: the letters are gone."),
        ("loses rows", "The table newsroom_byline lost 1 of 1 rows."),
        ("breaks pages", "The front page of localhost would fail with 500"),
    ],
)
def test_an_upgrade_that_goes_wrong_leaves_the_database_as_it_was(
    installation: Path, url: str, how: str, reason: str
) -> None:
    ended = byline(installation, "upgrade", environment=next_version(url, how))
    assert ended.returncode == 1
    assert "the database is as it was" in ended.stderr
    assert reason in ended.stderr.splitlines()[-1]
    assert rows(url, "SELECT name FROM django_migrations WHERE app = 'next_version'") == []
    assert rows(url, "SELECT to_regclass('letters')") == [(None,)]
    assert len(rows(url, "SELECT id FROM newsroom_byline")) == 1


def test_a_process_that_dies_in_an_upgrade_leaves_the_database_as_it_was(
    installation: Path, url: str
) -> None:
    assert byline(installation, "upgrade", environment=next_version(url, "dies")).returncode == 9
    assert rows(url, "SELECT to_regclass('letters')") == [(None,)]


def test_an_upgrade_that_goes_well_is_made(installation: Path, url: str) -> None:
    environment = next_version(url, "goes well")
    shutil.rmtree(installation / "backups", ignore_errors=True)
    ended = byline(installation, "upgrade", environment=environment)
    assert ended.returncode == 0, ended.stderr
    assert len(list((installation / "backups").glob("before-upgrade-*.zip"))) == 1
    assert len(rows(url, "SELECT name FROM django_migrations WHERE app = 'next_version'")) == 2


@pytest.mark.parametrize("command", [("run", "--port", "1"), ("doctor",)])
def test_a_server_that_cannot_be_reached_is_named(tmp_path: Path, command: tuple[str, ...]) -> None:
    environment = {"BYLINE_DATABASE": "postgresql://anna:secret@127.0.0.1:1/paper"}
    ended = byline(tmp_path, *command, environment=environment)
    shown = ended.stdout + ended.stderr
    assert ended.returncode == 1
    assert 'connection to server at "127.0.0.1", port 1 failed: Connection refused' in shown
    assert "secret" not in shown
    assert "Traceback" not in shown
