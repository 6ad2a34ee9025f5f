"""The press in a real installation: two workers, changes from another process, and processes that are killed."""

import os
import signal
import threading
from pathlib import Path

from pressing import ARTICLE_PATH, corrector, headline

from byline.lib.journal import read_journal
from running_server import RunningServer, byline, children_of, processes_of, serve, wait_until

HIT = "byline; hit"


def test_two_workers_never_give_what_was_before_a_commit(empty_installation: Path) -> None:
    with (
        serve(empty_installation, "--workers", "2") as server,
        corrector(empty_installation) as desk,
    ):
        committed, wrong, answered, stop = [0], list[str](), [0], threading.Event()
        desk.correct("0")

        def read() -> None:
            while not stop.is_set():
                least = committed[0]
                try:
                    number = headline(server)[0]
                except OSError:
                    continue  # its worker was killed
                answered[0] += 1
                if not number.isdecimal() or int(number) < least:
                    wrong.append(f"{number} after {least}")

        readers = [threading.Thread(target=read) for _ in range(3)]
        for reader in readers:
            reader.start()
        number = 0
        while number < 40 or answered[0] < 200:
            number += 1
            desk.correct(str(number))
            committed[0] = number
            if number in (10, 20, 30):
                os.kill(workers(server)[0], signal.SIGKILL)
                wait_until(lambda: len(workers(server)) >= 2, "the worker is back")
        stop.set()
        for reader in readers:
            reader.join(60)
        assert wrong == []
        wait_until(
            lambda: headline(server) == (str(number), HIT),
            "the last edition is given from the store",
        )
        checked = byline(empty_installation, "press", "verify")
        assert (checked.returncode, checked.stdout) == (0, "Pages that differ: 0 of 1.\n")


def workers(server: RunningServer) -> list[int]:
    """The processes that answer requests: the children of the first that are not the keeper."""
    keeper = read_journal(server.data).pid
    return [process for process in children_of(server) if process != keeper]


def test_who_dies_in_the_middle_of_a_change_holds_nobody_up(empty_installation: Path) -> None:
    with serve(empty_installation) as server:
        with corrector(empty_installation) as desk:
            desk.correct("first")
            assert [headline(server)[0], headline(server)] == ["first", ("first", HIT)]
            desk.correct("!second")
        assert headline(server)[0] == "first"  # it was never committed
        wait_until(lambda: headline(server) == ("first", HIT), "it is kept again")


def test_a_change_that_said_nothing_is_found(empty_installation: Path) -> None:
    with serve(empty_installation) as server, corrector(empty_installation) as desk:
        headline(server)
        desk.correct("~Sunk")
        assert headline(server) == ("Ferry", HIT)
        checked = byline(empty_installation, "press", "verify")
        assert checked.returncode == 1
        lines = checked.stdout.splitlines()
        assert lines[0] == f"http://localhost{ARTICLE_PATH}"
        assert lines[1].startswith("  shows ")
        assert "article:" in lines[1]
        assert [line for line in lines if line.startswith(("-", "+")) and "<h1" in line] != []
        assert lines[-1] == "Pages that differ: 1 of 1."
        cleared = byline(empty_installation, "press", "clear")
        assert (cleared.returncode, cleared.stdout) == (0, "Deleted 1 page.\n")
        assert headline(server)[0] == "Sunk"


def test_printing_ahead_and_how_it_goes(empty_installation: Path) -> None:
    with serve(empty_installation) as server, corrector(empty_installation) as desk:
        warmed = byline(empty_installation, "press", "warm")
        assert (warmed.returncode, warmed.stdout) == (
            0,
            "6 of 6 pages are stored.\n",
        )  # its feeds and sitemaps, too
        assert headline(server) == ("Ferry", HIT)
        desk.correct("Sunk")
        output = byline(empty_installation, "press", "status").stdout
        assert output.startswith(
            "1 page stored, 0.0 of 512 MB"
        )  # the news of two days, where it is not
        assert "article:" in output
        assert len(processes_of(server)) == 3


def test_a_start_begins_with_an_empty_store_and_an_installation_may_do_without(
    empty_installation: Path,
) -> None:
    with serve(empty_installation) as server, corrector(empty_installation):
        headline(server)
    assert len(list((empty_installation / "press").glob("pages/**/=page.html"))) == 1
    with serve(empty_installation, environment={"BYLINE_PRESS": "false"}) as server:
        assert [headline(server), headline(server)] == [("Ferry", ""), ("Ferry", "")]
        assert list((empty_installation / "press").glob("pages/**/=page.html")) == []
