"""A scheduled article goes out within seconds of its time, whatever happens to the keeper. On the real clock."""

import os
import signal
import time
from pathlib import Path

from byline.lib.journal import read_journal
from running_server import RunningServer, schedule_article, serve, wait_until


def is_out(server: RunningServer) -> bool:
    return server.get("/late-edition/")[0] == 200


def test_a_scheduled_article_goes_out_within_five_seconds_of_its_time(
    empty_installation: Path,
) -> None:
    with serve(empty_installation) as server:
        moment = schedule_article(empty_installation, seconds=3)
        assert server.get("/late-edition/")[0] == 404
        wait_until(lambda: is_out(server), "the article is out")
        assert moment <= time.time() <= moment + 5
        assert "Stop press." in server.get("/late-edition/")[2]


def test_it_goes_out_in_time_though_the_keeper_was_killed(empty_installation: Path) -> None:
    with serve(empty_installation) as server:
        moment = schedule_article(empty_installation, seconds=2)
        wait_until(lambda: read_journal(empty_installation).is_fresh(), "the keeper is at work")
        os.kill(read_journal(empty_installation).pid, signal.SIGKILL)
        wait_until(lambda: is_out(server), "the article is out")
        assert moment <= time.time() <= moment + 5


def test_what_fell_due_while_nobody_served_goes_out_when_the_installation_opens(
    empty_installation: Path,
) -> None:
    moment = schedule_article(empty_installation, seconds=0.5)
    wait_until(lambda: time.time() > moment, "it is due")
    with serve(empty_installation) as server:
        opened = time.time()
        wait_until(lambda: is_out(server), "the article is out")
        assert time.time() <= opened + 5
