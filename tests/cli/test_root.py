"""Commands that root types in another account's data folder, and what others can read there."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from running_server import BYLINE, byline, clean_environment, prepared_data_folder, serve

OWNER = 65534
ROOTS_PYTHON = Path(sys.base_prefix)
REACHABLE = """
set -e
python=$1 closed=$2; shift 2
spare=$(mktemp -d)
mkdir "$spare/python" "$spare/open"; chmod 755 "$spare/open"
mount --bind "$python" "$spare/python"
mount --bind "$spare/open" "$closed"
mkdir -p "$python"
mount --bind "$spare/python" "$python"
exec "$@"
"""
pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another account")


@pytest.fixture
def owned_installation(shelf: Path) -> Iterator[Path]:
    """An empty installation of another account, where that account can reach it."""
    above = Path(tempfile.mkdtemp(prefix="byline-owned-"))
    above.chmod(0o755)
    data = prepared_data_folder(shelf, above / "installation")
    give(data)
    yield data
    shutil.rmtree(above)


@pytest.fixture
def command() -> tuple[str, ...]:
    """`byline`, with a Python that every account can read, also if root's home has it."""
    closed = [folder for folder in ROOTS_PYTHON.parents if not folder.stat().st_mode & 0o001]
    if not closed:
        return BYLINE
    unshare = ("unshare", "--mount", "sh", "-c", REACHABLE, "sh")
    try:
        subprocess.run([*unshare[:2], "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this machine neither lets others use its Python nor allows mounting")
    return (*unshare, str(ROOTS_PYTHON), str(closed[-1]), *BYLINE)


def give(data: Path) -> None:
    for path in (data, *data.rglob("*")):
        os.chown(path, OWNER, OWNER)


def strangers_files(data: Path) -> list[Path]:
    return [path for path in (data, *data.rglob("*")) if path.stat().st_uid != OWNER]


def test_a_command_of_root_leaves_only_files_of_the_owner(
    owned_installation: Path, command: tuple[str, ...]
) -> None:
    added = byline(
        owned_installation,
        *("user", "add", "ada@example.org", "--superuser", "--password-stdin"),
        typed="four quiet presses\n",
        command=command,
    )
    name = pwd.getpwuid(OWNER).pw_name
    assert added.returncode == 0, added.stderr
    assert f"Working as {name}, the owner of {owned_installation}." in added.stderr
    assert strangers_files(owned_installation) == []


def test_root_starts_a_server_of_the_owner_which_saves_and_restarts(
    owned_installation: Path, command: tuple[str, ...]
) -> None:
    for _ in range(2):
        with serve(owned_installation, command=command) as server:
            assert server.get("/")[0] == 503  # no site yet
            owners = {
                Path(f"/proc/{process}").stat().st_uid for process in _processes(server.process.pid)
            }
            assert owners == {OWNER}
    assert strangers_files(owned_installation) == []


def test_root_cannot_leave_files_that_their_owner_cannot_use(owned_installation: Path) -> None:
    os.chown(owned_installation, 0, 0)
    refused = byline(owned_installation, "user", "list")
    name = pwd.getpwuid(OWNER).pw_name
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == (
        f"The folder {owned_installation} belongs to root, but the database in it to {name}. Make "
        f"that account the owner of all of it: chown -R {name}: {owned_installation}\n"
    )


def test_the_doctor_lists_what_root_left_earlier(
    owned_installation: Path, command: tuple[str, ...]
) -> None:
    (owned_installation / "media").mkdir(exist_ok=True)
    stray = owned_installation / "media" / "left.txt"
    stray.write_text("root's")
    os.chown(stray.parent, OWNER, OWNER)
    report = byline(owned_installation, "doctor", command=command)
    name = pwd.getpwuid(OWNER).pw_name
    assert report.returncode == 1
    assert (
        f"{name} does not own 1 file in the data folder, the first {stray} (of root), so Byline may "
        f"not be able to change what it must.\n   chown -R {name}: {owned_installation}\n"
    ) in report.stdout


def test_other_accounts_read_nothing_even_where_adduser_made_the_folder(
    owned_installation: Path, command: tuple[str, ...]
) -> None:
    owned_installation.chmod(0o755)
    (owned_installation / "byline.sqlite3").chmod(0o644)
    (owned_installation / "byline.toml").write_text("workers = 1\n")
    (owned_installation / "byline.toml").chmod(0o644)
    os.chown(owned_installation / "byline.toml", OWNER, OWNER)
    report = byline(owned_installation, "doctor", command=command).stdout
    assert [line for line in report.splitlines() if "chmod" in line] == [
        f"   chmod 700 {owned_installation}",
        f"   chmod 600 {owned_installation / 'byline.sqlite3'}",
        f"   chmod 600 {owned_installation / 'byline.toml'}",
    ]
    assert byline(owned_installation, "user", "list", command=command).returncode == 0
    assert owned_installation.stat().st_mode & 0o777 == 0o700
    assert (owned_installation / "byline.sqlite3").stat().st_mode & 0o777 == 0o600
    assert (owned_installation / "byline.toml").stat().st_mode & 0o777 == 0o600


def test_what_a_process_creates_is_private_whatever_the_umask_was(
    shelf: Path, tmp_path: Path
) -> None:
    data = prepared_data_folder(shelf, tmp_path / "installation")
    made = subprocess.run(
        ["sh", "-c", 'umask 000; exec "$@"', "sh", *BYLINE, "--data", str(data), "user", "list"],
        env=clean_environment(),
        check=False,
    )
    assert made.returncode == 0
    top = [data, *data.iterdir(), *(data / "secrets").iterdir()]
    assert [path for path in top if path.stat().st_mode & 0o077] == []


def _processes(session: int) -> list[int]:
    return [
        int(entry.name)
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and os.getsid(int(entry.name)) == session
    ]
