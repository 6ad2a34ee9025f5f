"""`byline run` as the person who starts it meets it."""

import re
import socket
from pathlib import Path

from byline.lib.locks import RUN_LOCK, FileLock
from running_server import RunningServer, byline, free_port, serve

SETTINGS_PAGE = Path(__file__).parent.parent.parent / "docs" / "settings.md"


def test_the_first_run_of_an_empty_installation_prints_the_link_for_the_owner(
    open_installation: RunningServer,
) -> None:
    link = re.search(r"http://127\.0\.0\.1:(\d+)/-/welcome/(\S+)", open_installation.output())
    assert link is not None
    assert link[1] == str(open_installation.port)
    assert link[2] == (open_installation.data / "secrets" / "welcome").read_text()


def test_an_installation_with_an_account_prints_no_link(empty_installation: Path) -> None:
    made = byline(
        empty_installation,
        "user",
        "add",
        "ada@example.org",
        "--superuser",
        "--password-stdin",
        typed="four quiet presses\n",
    )
    assert made.returncode == 0
    with serve(empty_installation) as server:
        assert "/-/welcome/" not in server.output()
        assert f"Byline is running at http://127.0.0.1:{server.port}" in server.output()


def test_the_very_first_run_makes_everything_and_its_pages_find_their_styles(
    tmp_path: Path,
) -> None:
    with serve(tmp_path / "installation") as server:
        status, _, page = server.get("/accounts/login/")
        assert status == 200
        sheet = re.search(r'href="(/static/[^"]*byline\.[0-9a-f]{12}\.css)', page)
        assert sheet is not None
        status, headers, _ = server.get(sheet[1])
        assert (status, headers["cache-control"]) == (200, "max-age=315360000, public, immutable")
        assert server.data.stat().st_mode & 0o777 == 0o700
        assert (server.data / "secrets" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_port_in_use_is_said_and_nothing_is_made(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused = byline(tmp_path / "installation", "run", "--port", str(port))
    assert refused.returncode == 1
    assert refused.stderr.startswith(
        f"Cannot serve on 127.0.0.1, port {port}: Address already in use."
    )
    assert not (tmp_path / "installation" / "byline.sqlite3").exists()


def test_everything_in_the_data_folder_is_documented(open_installation: RunningServer) -> None:
    documented = set(
        re.findall(r"^\| `([\w./-]+?)/?` \|", SETTINGS_PAGE.read_text("utf-8"), re.MULTILINE)
    )
    written = {
        path.name.removesuffix("-wal").removesuffix("-shm")
        for path in open_installation.data.iterdir()
    }
    assert {"byline.sqlite3", "run.lock", "keeper.json"} <= written
    assert written - documented == set()


def test_a_second_server_on_the_same_port_is_refused(open_installation: RunningServer) -> None:
    refused = byline(open_installation.data, "run", "--port", str(open_installation.port))
    assert refused.returncode == 1
    assert "Address already in use" in refused.stderr


def test_a_second_server_on_the_same_data_folder_is_refused(
    open_installation: RunningServer,
) -> None:
    refused = byline(open_installation.data, "run", "--port", str(free_port()))
    assert refused.returncode == 1
    assert refused.stderr == (
        f"Another `byline run` serves the data folder {open_installation.data} already. Stop that "
        "one first, or choose another folder with --data.\n"
    )


def test_a_second_server_with_the_same_folder_of_cached_pages_is_refused(tmp_path: Path) -> None:
    """A copy of an installation with its `byline.toml` would empty the folder and fill it too."""
    pages = tmp_path / "pages"
    pages.mkdir()
    serving = FileLock(pages / RUN_LOCK)
    serving.acquire()
    refused = byline(
        *(tmp_path / "copy", "run", "--port", str(free_port())),
        environment={"BYLINE_PRESS_FOLDER": str(pages)},
    )
    assert refused.returncode == 1
    assert refused.stderr == (
        f"Another `byline run` stores its pages in {pages} already. Stop that one first, or choose "
        "another folder with the setting press_folder.\n"
    )


def test_a_host_that_is_not_this_machine_is_said(tmp_path: Path) -> None:
    refused = byline(
        tmp_path / "installation", "run", "--host", "192.0.2.1", "--port", str(free_port())
    )
    assert refused.returncode == 1
    assert "Cannot assign requested address" in refused.stderr


def test_a_wrong_setting_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    refused = byline(tmp_path / "installation", "run", environment={"BYLINE_WORKERS": "many"})
    assert refused.returncode == 2
    assert refused.stderr == (
        "Invalid setting: BYLINE_WORKERS is 'many', which is not accepted (environment); "
        "accepted: a whole number from 1 to 64\n"
        "docs/settings.md lists every setting.\n"
    )
    assert not (tmp_path / "installation").exists()


def test_a_flag_that_is_no_port_is_a_usage_error(tmp_path: Path) -> None:
    refused = byline(tmp_path / "installation", "run", "--port", "99999")
    assert refused.returncode == 2
    assert "99999 is not in the range 1<=x<=65535" in refused.stderr


def test_a_data_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "installation").write_text("a file, not a folder")
    refused = byline(tmp_path / "installation", "user", "list")
    assert (refused.returncode, "Traceback" in refused.stderr) == (2, False)
    assert "is a file" in refused.stderr


def test_a_database_that_cannot_be_read_is_said(empty_installation: Path) -> None:
    (empty_installation / "byline.sqlite3").write_bytes(b"not a database " * 1000)
    for command in (["run", "--port", str(free_port())], ["user", "list"]):
        refused = byline(empty_installation, *command)
        assert (refused.returncode, refused.stderr) == (
            1,
            (
                f"The data folder {empty_installation} cannot be prepared: file is not a database. "
                "Run `byline doctor` for details.\n"
            ),
        )
