"""A worker, the keeper and then the installation are killed without warning: what was acknowledged is tallied, and once."""

import http.client
import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from byline.lib.journal import read_journal
from cli.conftest import shelf  # noqa: F401  (fixture)
from readership.conftest import CHROME
from running_server import (
    RunningServer,
    byline,
    clean_environment,
    kill_all,
    prepared_data_folder,
    processes_of,
    serve,
    wait_until,
)

HIGH_READ_LIMITS = {"BYLINE_READS_PER_MINUTE": "100000", "BYLINE_READS_PER_ARTICLE": "100000"}
OPENING = Path(__file__).parent.parent / "journeys" / "counted_site.py"


@pytest.fixture
def killed_installation(shelf: Path, tmp_path: Path) -> Iterator[RunningServer]:  # noqa: F811
    data = prepared_data_folder(shelf, tmp_path / "installation")
    subprocess.run(
        [sys.executable, OPENING],
        check=True,
        capture_output=True,
        env=clean_environment() | {"BYLINE_DATA": str(data)},
    )
    with serve(data, "--workers", "2", environment=HIGH_READ_LIMITS) as server:
        yield server


def tell(server: RunningServer, token: str, number: int) -> bool:
    """Whether the read of another reader was acknowledged."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    says = {
        "User-Agent": f"{CHROME} Edg/{number}",
        "Origin": server.url,
        "Content-Type": "text/plain",
    }
    try:
        connection.request("POST", "/-/read", f"{token}\n\n", says)
        return connection.getresponse().headers["Byline-Read"] == "counted"
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def reads_of(data: Path) -> int:
    with sqlite3.connect(data / "byline.sqlite3") as database:
        return int(
            database.execute("select coalesce(sum(reads), 0) from readership_tally").fetchone()[0]
        )


def test_no_acknowledged_read_is_lost_and_none_counts_twice(
    killed_installation: RunningServer,
) -> None:
    token = re.findall(r'data-read="([^"]+)"', killed_installation.get("/ferry/")[2])[0]
    wait_until(lambda: read_journal(killed_installation.data).is_fresh(), "the keeper is at work")
    keeper = read_journal(killed_installation.data).pid
    workers = [
        pid
        for pid in processes_of(killed_installation)
        if pid not in (killed_installation.process.pid, keeper)
    ]
    killed_at = {100: workers[0], 200: keeper}
    acknowledged = 0
    for number in range(300):
        if number in killed_at:
            os.kill(killed_at[number], signal.SIGKILL)
        acknowledged += tell(killed_installation, token, number)
    kill_all(killed_installation)
    tallied = byline(killed_installation.data, "reads", "tally", environment=HIGH_READ_LIMITS)
    assert tallied.returncode == 0, tallied.stderr
    assert acknowledged > 250
    assert reads_of(killed_installation.data) == acknowledged
    assert (
        byline(killed_installation.data, "reads", "tally", environment=HIGH_READ_LIMITS).stdout
        == "Counted 0 reads.\n"
    )
    assert list((killed_installation.data / "reads/spool").glob("*.reads")) == []
