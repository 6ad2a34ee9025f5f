"""Two installations on one machine: one follows what the other publishes and changes."""

import subprocess
import sys
import xmlrpc.client
from pathlib import Path

import pytest

from cli.conftest import shelf  # noqa: F401  (fixture)
from running_server import RunningServer, clean_environment, prepared_data_folder, serve, wait_until

OPEN = {"BYLINE_ALLOW_LOOPBACK_REQUESTS": "true"}


def at(data: Path, *arguments: str) -> None:
    script = [sys.executable, str(Path(__file__).parent / "site_commands.py"), *arguments]
    done = subprocess.run(
        script,
        capture_output=True,
        text=True,
        check=False,
        env=clean_environment() | {"BYLINE_DATA": str(data)},
    )
    assert done.returncode == 0, done.stderr


def page(server: RunningServer, path: str) -> str:
    return server.get(path, headers={"Host": f"localhost:{server.port}"})[2]


@pytest.fixture
def installations(shelf: Path, tmp_path: Path) -> tuple[Path, Path]:  # noqa: F811
    """One with an article about the ferry, and one whose mentions it trusts."""
    post, lagoon = (
        prepared_data_folder(shelf, tmp_path / "post"),
        prepared_data_folder(shelf, tmp_path / "lagoon"),
    )
    at(post, "open", "The Harbour Post")
    at(post, "publish", "ferry", "<p>It ran late.</p>")
    at(post, "trust", "localhost")
    at(lagoon, "open", "The Lagoon")
    return post, lagoon


def test_one_installation_follows_what_the_other_publishes(
    installations: tuple[Path, Path],
) -> None:
    with (
        serve(installations[0], environment=OPEN) as post,
        serve(installations[1], environment=OPEN) as lagoon,
    ):
        ferry = f"http://localhost:{post.port}/ferry/"
        at(
            installations[1],
            "publish",
            "note",
            f'<p>They waited <a href="{ferry}">for the ferry</a> once more.</p>',
        )
        wait_until(
            lambda: "They waited for the ferry once more." in page(post, "/ferry/"),
            "the mention is shown",
        )
        assert (
            f'<a href="http://localhost:{lagoon.port}/note/" rel="nofollow ugc noopener"><bdi>'
            in page(post, "/ferry/")
        )
        headers = post.get("/ferry/", headers={"Host": f"localhost:{post.port}"})[1]
        assert (headers["cache-status"], headers["link"], headers["x-pingback"]) == (
            "byline; hit",
            f'<http://localhost:{post.port}/-/webmention>; rel="webmention"',
            f"http://localhost:{post.port}/-/pingback",
        )
        at(
            installations[1],
            "revise",
            "note",
            f'<p>They waited <a href="{ferry}">for the ferry</a> in vain.</p>',
        )
        wait_until(
            lambda: "They waited for the ferry in vain." in page(post, "/ferry/"),
            "the change is shown",
        )
        at(installations[1], "withdraw", "note")
        wait_until(
            lambda: "The page that linked here is gone" in page(post, "/ferry/"), "it is withdrawn"
        )
        assert "They waited" not in page(post, "/ferry/")


def test_python_can_send_a_pingback(installations: tuple[Path, Path]) -> None:
    with serve(installations[0], environment=OPEN) as post, serve(installations[1]) as lagoon:
        ferry, note = (
            f"http://localhost:{post.port}/ferry/",
            f"http://localhost:{lagoon.port}/note/",
        )
        at(
            installations[1],
            "publish",
            "note",
            f'<p>They waited <a href="{ferry}">for the ferry</a>.</p>',
        )
        with xmlrpc.client.ServerProxy(f"http://localhost:{post.port}/-/pingback") as server:
            assert server.pingback.ping(note, ferry) == "Thank you. The page will be checked soon."
            wait_until(
                lambda: "They waited for the ferry." in page(post, "/ferry/"),
                "the pingback is shown",
            )
            with pytest.raises(
                xmlrpc.client.Fault, match=r"The only method here is pingback\.ping"
            ):
                server.system.listMethods()


def test_loopback_addresses_are_not_requested_by_default(
    installations: tuple[Path, Path],
) -> None:
    with serve(installations[0]) as post, serve(installations[1]) as lagoon:
        ferry, note = (
            f"http://localhost:{post.port}/ferry/",
            f"http://localhost:{lagoon.port}/note/",
        )
        at(installations[1], "publish", "note", f'<p><a href="{ferry}">x</a></p>')
        with xmlrpc.client.ServerProxy(f"http://localhost:{post.port}/-/pingback") as server:
            server.pingback.ping(note, ferry)
        wait_until(
            lambda: "not a public address" in mention_detail(installations[0]), "it is refused"
        )
        assert "GET /note/" not in lagoon.output()


def mention_detail(data: Path) -> str:
    """What is written of the last ping that came."""
    import sqlite3  # noqa: PLC0415

    with sqlite3.connect(data / "byline.sqlite3") as file:
        row = file.execute("SELECT detail FROM linkbacks_incomingmention").fetchone()
    return str(row[0]) if row else ""
