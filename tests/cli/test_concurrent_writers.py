"""Fifty writers of five data folders share a PostgreSQL database: no number is given twice, and nobody meets an error.

Each data folder stands for a machine, so no lock on files is between them.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from database_templates import postgresql_template
from postgresql_databases import new_database, rows
from running_server import byline, clean_environment

pytestmark = [pytest.mark.postgresql_only, pytest.mark.django_db]
MACHINES, WRITERS = 5, 10
HERE = Path(__file__).parent
NEWSROOM = HERE.parent / "press/editing.py"


@pytest.fixture
def url(django_db_setup: None) -> Iterator[str]:
    with new_database(postgresql_template()) as url:
        yield url


@pytest.fixture
def machines(url: str, tmp_path: Path) -> list[Path]:
    """Data folders with the same secrets and the same database, which has an open newsroom."""
    first = tmp_path / "machine-0"
    environment = {"BYLINE_DATABASE": url}
    byline(first, "upgrade", environment=environment)
    subprocess.run(
        [sys.executable, NEWSROOM, "open"],
        check=True,
        env=clean_environment() | environment | {"BYLINE_DATA": str(first)},
    )
    others = [tmp_path / f"machine-{number}" for number in range(1, MACHINES)]
    return [first, *(Path(shutil.copytree(first, other)) for other in others)]


def test_fifty_writers_of_five_machines_are_numbered_one_after_the_other(
    machines: list[Path], url: str
) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, HERE / "concurrent_writers.py", machine.name, str(WRITERS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=clean_environment() | {"BYLINE_DATA": str(machine), "BYLINE_DATABASE": url},
        )
        for machine in machines
    ]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    ended = [process.communicate(timeout=300) for process in processes]
    assert [process.returncode for process in processes] == [0] * MACHINES, ended
    given = [line.split() for printed, _ in ended for line in printed.splitlines()]
    articles, responses, policies, slugs = zip(*given, strict=True)
    everyone = MACHINES * WRITERS
    assert sorted(map(int, articles)) == list(range(4, 4 + everyone))  # three were there
    assert sorted(map(int, responses)) == list(range(1, 1 + everyone))
    assert sorted(map(int, policies)) == list(range(1, 1 + everyone))
    assert len(set(slugs)) == everyone
    [(stored,)] = rows(url, "SELECT published FROM discussion_thread")
    assert stored == everyone
    paths = rows(url, "SELECT path FROM wagtailcore_page")
    assert len(set(paths)) == len(paths)
    parents = "SELECT numchild FROM wagtailcore_page WHERE slug = 'news'"
    assert rows(url, parents) == [(everyone + 3,)]
