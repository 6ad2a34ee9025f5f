"""A file is replaced whole or not at all: by processes that are killed, by rivals, on a power cut."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from byline.lib.atomic_write import (
    Durability,
    atomic_write,
    create_once,
    draft_path,
    replace_content,
)

EVERY = pytest.mark.parametrize("durability", list(Durability))
WRITE_HALF = """
import sys, time
from pathlib import Path
from byline.lib.atomic_write import Durability, atomic_write
with atomic_write(Path(sys.argv[1]), Durability.FILE_AND_FOLDER) as draft:
    draft.write_text("half of the ne")
    print("written", flush=True)
    time.sleep(60)
"""
RIVAL = """
import sys
from pathlib import Path
from byline.lib.atomic_write import Durability, replace_content
sys.stdin.readline()
for _ in range(200):
    replace_content(Path(sys.argv[1]), sys.argv[2].encode() * 10_000, Durability.NONE, concurrent=True)
"""
CREATE_ONCE = """
import sys
from pathlib import Path
from byline.lib.atomic_write import Durability, create_once
sys.stdin.readline()
print(create_once(Path(sys.argv[1]), sys.argv[2].encode(), Durability.FILE).decode())
"""


def start(script: str, *args: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", script, *args]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True)


def fail_half_way(draft: Path) -> None:
    draft.write_text("half")
    raise OSError("no room")


def outputs(processes: "list[subprocess.Popen[str]]") -> list[str]:
    """Start all of them at once; what each wrote when it ended well."""
    written = [process.communicate("go\n", timeout=60)[0] for process in processes]
    assert [process.returncode for process in processes] == [0] * len(processes)
    return written


@EVERY
def test_a_process_killed_before_the_rename_leaves_the_old_file(
    tmp_path: Path, durability: Durability
) -> None:
    path = tmp_path / "report.json"
    path.write_text("the old one")
    with start(WRITE_HALF, str(path)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "written\n"
        process.kill()
    assert path.read_text() == "the old one"
    assert draft_path(path).read_text() == "half of the ne"

    replace_content(path, b"the new one", durability)
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {
        "report.json": "the new one"
    }


@EVERY
def test_an_exception_leaves_the_old_file_and_no_draft(
    tmp_path: Path, durability: Durability
) -> None:
    path = tmp_path / "report.json"
    path.write_text("the old one")
    with pytest.raises(OSError, match="no room"), atomic_write(path, durability) as draft:
        fail_half_way(draft)
    assert [file.name for file in tmp_path.iterdir()] == ["report.json"]
    assert path.read_text() == "the old one"


def test_rivals_never_show_a_mixture(tmp_path: Path) -> None:
    path = tmp_path / "table"
    replace_content(path, b"a" * 10_000, Durability.NONE)
    rivals = [start(RIVAL, str(path), letter) for letter in "ab"]
    for rival in rivals:
        assert rival.stdin is not None
        rival.stdin.write("go\n")
        rival.stdin.flush()
    while any(rival.poll() is None for rival in rivals):
        content = path.read_bytes()
        assert content in (b"a" * 10_000, b"b" * 10_000)
    assert outputs(rivals) == ["", ""]
    assert [file.name for file in tmp_path.iterdir()] == ["table"]


def test_what_is_created_once_is_the_same_for_all_processes(tmp_path: Path) -> None:
    rivals = [start(CREATE_ONCE, str(tmp_path / "secret"), f"secret-{n}") for n in range(4)]
    written = {text.strip() for text in outputs(rivals)}
    assert written == {(tmp_path / "secret").read_text()}
    assert [file.name for file in tmp_path.iterdir()] == ["secret"]
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("durability", "steps"),
    [
        (Durability.NONE, ["rename"]),
        (Durability.FILE, ["sync draft", "rename"]),
        (Durability.FILE_AND_FOLDER, ["sync draft", "rename", "sync folder"]),
    ],
)
def test_durability_says_what_is_forced_to_the_disk_and_when(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, durability: Durability, steps: list[str]
) -> None:
    taken: list[str] = []
    path = tmp_path / "report.json"

    def fsync(descriptor: int) -> None:
        is_folder = os.fstat(descriptor).st_ino == tmp_path.stat().st_ino
        assert is_folder or os.fstat(descriptor).st_ino == draft_path(path).stat().st_ino
        taken.append("sync folder" if is_folder else "sync draft")

    rename = Path.replace

    def replace(draft: Path, target: Path) -> Path:
        taken.append("rename")
        return rename(draft, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    replace_content(path, b"new", durability)
    assert taken == steps


@pytest.mark.parametrize(
    ("durability", "syncs"),
    [(Durability.NONE, 0), (Durability.FILE, 1), (Durability.FILE_AND_FOLDER, 2)],
)
def test_durability_of_what_is_created_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, durability: Durability, syncs: int
) -> None:
    taken: list[bool] = []
    monkeypatch.setattr(os, "fsync", lambda _: taken.append((tmp_path / "secret").exists()))
    create_once(tmp_path / "secret", b"one", durability)
    assert taken == [False, True][:syncs]
    assert create_once(tmp_path / "secret", b"two", durability) == b"one"


def test_a_new_file_has_the_mode_that_is_given(tmp_path: Path) -> None:
    replace_content(tmp_path / "table", b"", Durability.NONE, mode=0o600)
    assert (tmp_path / "table").stat().st_mode & 0o777 == 0o600


def test_the_longest_name_has_a_draft(tmp_path: Path) -> None:
    path = tmp_path / ("ü" * 127 + "x")
    replace_content(path, b"new", Durability.NONE)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
