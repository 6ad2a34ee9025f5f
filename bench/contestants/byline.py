"""Byline as `byline run` serves it, a worker for each processor."""

import os
import sqlite3
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.running_server import RunningServer, clean_environment, prepared_data_folder, serve

from bench.contestants import WORDS, Contestant
from bench.load import Post

FORM = "application/x-www-form-urlencoded"


@contextmanager
def open_byline(folder: Path) -> Iterator[Contestant]:
    with open_paper(folder) as installation:
        yield Contestant(
            "Byline",
            f"{workers()} workers; no proof of work asked, nothing read before "
            "publication, no limit per author; "
            "every other rule on, the learned filter too; SQLite WAL, synchronous=FULL",
            post_to(installation, "/ferry/"),
            lambda: count(folder / "installation"),
        )


@contextmanager
def open_paper(folder: Path, *, press: bool = True) -> Iterator[RunningServer]:
    """The newsroom of bench/paper.py, made where it is not there yet, being served; with its
    printed pages or without.
    """
    data = folder / "installation"
    if not data.exists():
        prepared_data_folder(folder, data)
        script = [sys.executable, str(Path(__file__).parents[1] / "paper.py")]
        subprocess.run(
            script,
            check=True,
            capture_output=True,
            env=clean_environment() | {"BYLINE_DATA": str(data)},
        )
    settings = {
        "BYLINE_WORKERS": str(workers()),
        "BYLINE_LOG_REQUESTS": "false",
        "BYLINE_PRESS": str(press).lower(),
    }
    with serve(data, environment=settings) as installation:
        yield installation


def post_to(installation: RunningServer, article: str) -> Post:
    return Post(installation.port, f"{article}respond/", FORM, body, 302)


def body(word: str) -> bytes:
    fields = {"name": "Tove", "mail": f"{word}@reader.example", "text": WORDS.format(word=word)}
    return urllib.parse.urlencode(fields).encode()


def count(data: Path) -> int:
    with closing(sqlite3.connect(data / "byline.sqlite3")) as database:
        number: int = database.execute(
            "SELECT count(*) FROM discussion_comment WHERE state = 'published'"
        ).fetchone()[0]
    return number


def workers() -> int:
    return os.cpu_count() or 1
