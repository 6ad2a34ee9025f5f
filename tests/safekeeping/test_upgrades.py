"""A version that changes the tables: it is tried on a copy, and where it does not go well the installation is as it was."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from byline.safekeeping.choices import DATABASE
from byline.safekeeping.snapshots import migrations_of, rows_by_table
from running_server import BYLINE, byline, clean_environment, serve, wait_until
from safekeeping.conftest import ask

TESTS = Path(__file__).parent.parent


def next_version(how: str) -> dict[str, str]:
    """The environment in which the next version runs, whose second migration does this."""
    return {
        "DJANGO_SETTINGS_MODULE": "safekeeping.next_settings",
        "PYTHONPATH": str(TESTS),
        "NEXT_VERSION": how,
    }


def state(data: Path) -> tuple[dict[str, int], list[str], list[tuple[object, ...]]]:
    """What of the database must be as it was."""
    return (
        rows_by_table(data / DATABASE),
        migrations_of(data / DATABASE),
        ask(data, "SELECT title FROM wagtailcore_page ORDER BY id"),
    )


def test_an_upgrade_that_goes_well_leaves_a_backup_of_before(
    installation: Path, tmp_path: Path
) -> None:
    before = state(installation)
    ended = byline(installation, "upgrade", environment=next_version("goes well"))
    assert (ended.returncode, ended.stderr.splitlines()) == (
        0,
        [
            "Trying the changes on a copy of the database …",
            "Making a backup of the database …",
            "Changing the database …",
        ],
    )
    [backup] = (installation / "backups").glob("before-upgrade-*.zip")
    assert (
        ended.stdout == f"The database is up to date. Backup of the previous database: {backup}\n"
    )
    assert set(migrations_of(installation / DATABASE)) - set(before[1]) == {
        "next_version.0001_letters",
        "next_version.0002_as_told",
    }
    assert not (installation / "upgrade").exists()
    again = byline(installation, "upgrade", environment=next_version("goes well"))
    assert (again.returncode, again.stdout, again.stderr) == (
        0,
        "The database was already up to date.\n",
        "",
    )
    assert byline(tmp_path / "anew", "restore", str(backup)).returncode == 0
    assert state(tmp_path / "anew") == before


@pytest.mark.parametrize(
    ("how", "words"),
    [
        (
            "fails",
            "Nothing was changed, because a trial on a copy failed. ValueError: the letters are gone.",
        ),
        (
            "loses rows",
            "Nothing was changed, because a trial on a copy failed. The table newsroom_byline lost 1 of 1 rows.",
        ),
        (
            "dies",
            "Nothing was changed, because a trial on a copy failed. The process that made the changes exited with status 9.",
        ),
        (
            "fails here",
            "The changes were made and rolled back, and the database is as it was. ValueError: the letters are gone.",
        ),
        (
            "loses rows here",
            "The changes were made and rolled back, and the database is as it was. The table newsroom_byline lost 1 of 1 rows.",
        ),
        (
            "dies here",
            "The changes were made and rolled back, and the database is as it was. The process that made the changes exited with status 9.",
        ),
    ],
)
def test_one_that_does_not_go_well_leaves_the_installation_as_it_was(
    installation: Path, how: str, words: str
) -> None:
    before = state(installation)
    ended = byline(installation, "upgrade", environment=next_version(how))
    assert (ended.returncode, ended.stderr.splitlines()[-1]) == (1, words)
    assert state(installation) == before
    assert not (installation / "upgrade").exists()
    assert not list(installation.glob("byline.sqlite3-*"))


def test_a_version_whose_pages_break_is_not_let_in(installation: Path) -> None:
    before = state(installation)
    ended = byline(installation, "upgrade", environment=next_version("breaks pages"))
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1] == (
        "Nothing was changed, because a trial on a copy failed. "
        "The front page of localhost would fail with 500 Internal Server Error."
    )
    assert state(installation) == before


def test_a_change_that_means_to_take_rows_away_says_so_and_may(installation: Path) -> None:
    ended = byline(installation, "upgrade", environment=next_version("means to lose rows"))
    assert (ended.returncode, ask(installation, "SELECT count(*) FROM newsroom_byline")) == (
        0,
        [(0,)],
    )


def test_an_upgrade_that_was_killed_in_the_middle_is_taken_back_at_the_next_start(
    installation: Path,
) -> None:
    before = state(installation)
    environment = clean_environment() | next_version("waits here")
    process = subprocess.Popen(
        [*BYLINE, "--data", str(installation), "upgrade"], env=environment, start_new_session=True
    )
    wait_until((installation / "in-the-middle").exists, "the tables are half changed")
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert "next_version.0001_letters" in migrations_of(installation / DATABASE)
    assert "An upgrade was stopped half-way." in byline(installation, "doctor").stdout
    ended = byline(installation, "upgrade")
    assert (ended.returncode, ended.stderr.splitlines()[0]) == (
        0,
        "An upgrade was stopped half-way. The database was rolled back.",
    )
    assert state(installation) == before


def test_a_start_upgrades_in_the_same_way_and_does_not_serve_what_failed(
    installation: Path,
) -> None:
    before = state(installation)
    ended = byline(
        installation,
        "run",
        "--port",
        "1",
        environment=next_version("fails") | {"BYLINE_HOST": "127.0.0.1"},
    )
    assert ended.returncode == 1
    assert state(installation) == before


def test_nothing_is_changed_under_an_installation_that_is_served(installation: Path) -> None:
    with serve(installation):
        wait_until((installation / "keeper.json").exists, "the keeper is at work")
        ended = byline(installation, "upgrade", environment=next_version("goes well"))
    assert (ended.returncode, ended.stderr) == (
        1,
        (
            "This version changes the database, but `byline run` is using it. "
            "Stop that first, then try again. Nothing was changed.\n"
        ),
    )
