"""A staging copy has everything but sessions and secrets, is never without `staging = true`, and is whole or not there."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from byline.safekeeping.choices import DATABASE
from byline.safekeeping.snapshots import rows_by_table
from running_server import byline, clean_environment, serve
from safekeeping.conftest import ask

ARTICLES = "SELECT title FROM wagtailcore_page WHERE slug = 'late-edition'"
KILLED_AT = """
import os, signal, sys
from pathlib import Path
from byline.safekeeping.actions import copy_for_staging
steps = 0
def die(*step):
    global steps
    steps += 1
    if steps == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
copy_for_staging(Path(sys.argv[1]), Path(sys.argv[2]), progress=die)
"""


def test_a_copy_is_served_with_the_same_content_and_notifies_nobody(
    installation: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    with serve(installation):  # which goes on meanwhile
        made = byline(installation, "staging", str(copy))
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.splitlines()[1:] == [
        "It holds the same personal data. Nobody is signed in, and codes of apps do not work.",
        f"Start it with: byline --data {copy} run --port 8001",
    ]
    assert sorted(path.name for path in copy.iterdir()) == [DATABASE, "byline.toml", "media"]
    assert (copy / "byline.toml").stat().st_mode & 0o777 == 0o600
    assert ask(copy, ARTICLES) == [("Late edition",)]
    assert (copy / "media/images/weir.webp").read_bytes() == (
        installation / "media/images/weir.webp"
    ).read_bytes()
    with serve(copy) as server:
        assert server.get("/robots.txt")[1]["x-robots-tag"] == "noindex, nofollow"
    secret = "secrets/secret-key"
    assert (copy / secret).read_text() != (installation / secret).read_text()


@pytest.mark.parametrize(
    ("there", "reason"),
    [
        ({"notes.txt": "mine"}, "is not empty (notes.txt)"),
        ({"byline.toml": "workers = 2\n"}, "does not say staging = true"),
        ({"byline.toml": "staging = true\ndatabase = 'postgresql:///x'\n"}, "another database"),
        ({"byline.toml": "staging ="}, "cannot be read"),
    ],
)
def test_a_folder_in_use_is_left_as_it_is(
    there: dict[str, str], reason: str, installation: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for name, text in there.items():
        (copy / name).write_text(text)
    made = byline(installation, "staging", str(copy))
    assert (made.returncode, reason in made.stderr) == (1, True), made.stderr
    assert {path.name: path.read_text() for path in copy.iterdir()} == there


def test_a_copy_within_the_data_folder_is_refused(installation: Path) -> None:
    made = byline(installation, "staging", str(installation / "copy"))
    assert (made.returncode, "is in the data folder" in made.stderr) == (1, True)
    assert not (installation / "copy").exists()


def test_the_settings_of_a_copy_that_were_written_before_are_kept(
    installation: Path, tmp_path: Path
) -> None:
    (tmp_path / "copy").mkdir()
    settings = tmp_path / "copy/byline.toml"
    settings.write_text("port = 8099\nstaging = true\n")
    assert byline(installation, "staging", str(tmp_path / "copy")).returncode == 0
    assert settings.read_text() == "port = 8099\nstaging = true\n"


def test_a_copy_that_was_killed_is_not_there_and_is_begun_again(
    installation: Path, tmp_path: Path
) -> None:
    copy, killed = tmp_path / "copy", 0
    for step in range(1, 50):
        ended = subprocess.run(
            [sys.executable, "-c", KILLED_AT, installation, copy, str(step)],
            env=clean_environment(),
            check=False,
        )
        if ended.returncode == 0:
            break
        killed += 1
        assert ended.returncode == -signal.SIGKILL
        assert not (copy / DATABASE).exists()
        assert "staging = true" in (copy / "byline.toml").read_text()
    assert killed > 6
    assert rows_by_table(copy / DATABASE) == rows_by_table(installation / DATABASE)
    assert not (copy / ".staging.zip").exists()


def test_each_kind_of_database_is_copied_to_its_kind(installation: Path, tmp_path: Path) -> None:
    made = byline(installation, "staging", str(tmp_path / "copy"), "--database", "postgresql:///x")
    assert (made.returncode, "leave --database out" in made.stderr) == (2, True)
    made = byline(installation, "staging", str(tmp_path / "copy"), "--database", "mysql:///x")
    assert (made.returncode, "must begin with postgresql://" in made.stderr) == (2, True)
    assert not (tmp_path / "copy").exists()
