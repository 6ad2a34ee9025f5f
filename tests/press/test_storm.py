"""Eight read, two write and one is counted in an installation of two workers, calm first and then with processes killed all the time."""

import os
import re
import signal
import sqlite3
import sys
from pathlib import Path

from storming import PAGES, Storm, half_written, stormy_installation

from posters import kept_in
from press.test_installation_with_press import workers
from running_server import RunningServer, byline, kill_all, serve, wait_until

SECONDS = float(os.environ.get("STORM", "0"))  # `make storm` has 60 of calm and 60 of kills
KILLS = 6 if SECONDS else 2  # twice so many
READERS = 8
TWO_WORKERS = {"BYLINE_WORKERS": "2", "BYLINE_LOG_REQUESTS": "false"}
HIGH_READ_LIMITS = {"BYLINE_READS_PER_MINUTE": "100000", "BYLINE_READS_PER_ARTICLE": "100000"}


def test_nobody_is_given_what_is_stale_or_half_written_whoever_is_killed(
    shelf: Path, tmp_path: Path
) -> None:
    data, storm = stormy_installation(shelf, tmp_path / "installation"), Storm()
    with serve(data, environment=TWO_WORKERS | HIGH_READ_LIMITS) as server:
        storm.move_to(server.port)
        storm.begin(data, token_on(server, "/weir/"), readers=READERS)
        storm.wait_for_more(400, 4, SECONDS)
        kill_workers(server, storm)
        os.kill(storm.editor.pid, signal.SIGKILL)
        storm.wait_for_more(100, 2)
        kill_all(server)
    assert half_written(data / "press/pages") == []
    with serve(data, environment=TWO_WORKERS | HIGH_READ_LIMITS) as server:
        storm.move_to(server.port)
        storm.wait_for_more(100, 2)
        kill_workers(server, storm)
        storm.end()
        for path in PAGES:  # the last edition may have emptied the press after the last reader
            server.get(path, headers={"Host": "localhost"})
        checked = byline(data, "press", "verify")
        kill_all(server)
    sys.stdout.write(
        f"{storm.seconds:.0f} s: {dict(storm.heard)}; {len(storm.posters.acknowledged)} responses, {len(storm.sent_reads)} reads sent\n"
    )
    assert storm.wrong == []
    assert checked.returncode == 0
    assert re.fullmatch(r"Pages that differ: 0 of [1-9]\d*\.", checked.stdout.splitlines()[-1])
    assert half_written(data / "press/pages") == []
    assert storm.heard["hits"] > storm.heard["200"] / 4
    assert sorted(text for _number, text in kept_in(data)) == sorted(storm.posters.acknowledged)
    assert byline(data, "reads", "tally", environment=HIGH_READ_LIMITS).returncode == 0
    assert reads_of(data) == len(storm.sent_reads)


def kill_workers(server: RunningServer, storm: Storm) -> None:
    """One after the other, always the older."""
    for _each in range(KILLS):
        os.kill(workers(server)[0], signal.SIGKILL)
        wait_until(lambda: len(workers(server)) == 2, "the worker is back")
        storm.wait_for_more(100, 2, SECONDS / 2 / KILLS)


def token_on(server: RunningServer, path: str) -> str:
    [token] = re.findall(r'data-read="([^"]+)"', server.get(path, headers={"Host": "localhost"})[2])
    return str(token)


def reads_of(data: Path) -> int:
    with sqlite3.connect(data / "byline.sqlite3") as database:
        return int(
            database.execute("select coalesce(sum(reads), 0) from readership_tally").fetchone()[0]
        )
