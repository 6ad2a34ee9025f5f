"""Two nodes of one installation on PostgreSQL: real processes, in `make test-postgresql`."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from database_templates import postgresql_template
from postgresql_databases import new_database, rows
from running_server import RunningServer, clean_environment, serve, wait_until

# django_db: without a test of it, pytest-django makes no database that could be copied.
pytestmark = [pytest.mark.postgresql_only, pytest.mark.django_db]
KEY = "four quiet presses beside the river"
EDITING = Path(__file__).parent.parent / "press" / "editing.py"
NAMES = ("north", "south")


@dataclass
class Paper:
    """Two servers, and an editor elsewhere who publishes edition NUMBER of /weir/ when asked."""

    url: str
    nodes: dict[str, RunningServer]
    publish: Callable[[int], None]

    def weir(self, node: str) -> tuple[str, str]:
        """How a node answers for /weir/: Cache-Status, and the page."""
        status, headers, body = self.nodes[node].get("/weir/", headers={"Host": "localhost"})
        assert status == 200
        return headers.get("cache-status", ""), body

    def fill(self) -> None:
        """Have the page in every cache that may store it."""
        for node in self.nodes:
            wait_until(
                lambda node=node: self.weir(node)[0] == "byline; hit", f"{node} has the page"
            )


@pytest.fixture
def paper(django_db_setup: None, tmp_path: Path) -> Iterator[Paper]:
    with new_database(postgresql_template()) as url:
        environment = {"BYLINE_DATABASE": url, "BYLINE_SECRET_KEY": KEY}
        script = [sys.executable, str(EDITING)]
        elsewhere = clean_environment() | environment | {"BYLINE_DATA": str(tmp_path / "elsewhere")}
        (tmp_path / "elsewhere").mkdir()
        subprocess.run([*script, "open"], check=True, capture_output=True, env=elsewhere)
        with (
            serve(tmp_path / "north", "--node", "north", environment=environment) as north,
            serve(tmp_path / "south", "--node", "south", environment=environment) as south,
            _editor(script, elsewhere) as publish,
        ):
            yield Paper(url, {"north": north, "south": south}, publish)


@contextmanager
def _editor(script: list[str], environment: dict[str, str]) -> Iterator[Callable[[int], None]]:
    with subprocess.Popen(
        script,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        bufsize=1,
        env=environment,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        stdin, stdout = process.stdin, process.stdout
        assert stdout.readline() == "ready\n"

        def publish(number: int) -> None:
            stdin.write(f"Weir {number}\n")
            assert stdout.readline() == f"Weir {number}\n"

        yield publish
        stdin.close()


def agent_of(server: RunningServer) -> int:
    """The process that gives receipts for this node now."""
    return int(re.findall(r"this node has joined .*pid=(\d+)", server.output())[-1])


def test_after_a_change_no_node_has_the_page_from_before(paper: Paper) -> None:
    for edition in range(1, 6):
        paper.fill()
        paper.publish(edition)
        for node in NAMES:
            assert f"edition {edition}, is all" in paper.weir(node)[1]
    listed = rows(paper.url, "SELECT name, has_expired FROM nodes_node ORDER BY name")
    assert listed == [("north", False), ("south", False)]
    assert rows(paper.url, "SELECT count(*) FROM nodes_pendingchange") == [(0,)]


def test_a_node_whose_agent_stops_serves_no_page_from_before_a_change(paper: Paper) -> None:
    paper.fill()
    agent = agent_of(paper.nodes["south"])
    os.kill(agent, signal.SIGSTOP)
    try:
        paper.publish(1)  # waits until the lease has run out
        status, page = paper.weir("south")
        assert "edition 1, is all" in page
        assert "hit" not in status
        assert "edition 1, is all" in paper.weir("north")[1]
        expired = "SELECT has_expired, last_error FROM nodes_node WHERE name = 'south'"
        assert rows(paper.url, expired) == [(True, "gave no receipt for 3 seconds")]
        paper.publish(2)  # does not wait any more
    finally:
        os.kill(agent, signal.SIGCONT)
    paper.fill()  # it has joined again
    assert "edition 2, is all" in paper.weir("south")[1]


def test_an_agent_that_is_killed_is_replaced_and_begins_with_no_page(paper: Paper) -> None:
    paper.fill()
    os.kill(agent_of(paper.nodes["south"]), signal.SIGKILL)
    paper.publish(1)
    for node in NAMES:
        assert "edition 1, is all" in paper.weir(node)[1]
    paper.fill()


def test_a_node_that_is_stopped_keeps_nobody_waiting(paper: Paper) -> None:
    paper.fill()
    assert paper.nodes["south"].stop() == 0
    listed = rows(paper.url, "SELECT has_expired FROM nodes_node WHERE name = 'south'")
    assert listed == [(True,)]
    paper.publish(1)
    assert "edition 1, is all" in paper.weir("north")[1]
