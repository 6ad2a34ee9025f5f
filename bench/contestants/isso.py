"""Isso, by its own server, from an environment of its own (bench/requirements.txt)."""

import json
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.running_server import free_port, wait_until

from bench.contestants import WORDS, Contestant, NotInstalled
from bench.load import Line, Post

ISSO = Path(__file__).parents[1] / ".venv" / "bin" / "isso"
CONFIGURATION = """
[general]
dbpath = {folder}/isso.db
host = http://localhost:{port}/
[moderation]
enabled = false
[guard]
enabled = false
[server]
listen = http://127.0.0.1:{port}/
"""


@contextmanager
def open_isso(folder: Path) -> Iterator[Contestant]:
    if not ISSO.exists():
        raise NotInstalled("isso: make bench installs it")
    port, configuration = free_port(), folder / "isso.cfg"
    configuration.write_text(CONFIGURATION.format(folder=folder, port=port), encoding="utf-8")
    with (folder / "isso.said").open("wb") as log:
        process = subprocess.Popen(
            [ISSO, "-c", configuration, "run"], stdout=log, stderr=subprocess.STDOUT
        )
    try:
        wait_until(lambda: Line(port).ask("GET", "/latest", None, {}) != 0, "Isso answers")
        yield Contestant(
            "Isso",
            (
                "its own server; guard and moderation off; SQLite as Isso leaves it "
                "(rollback journal, synchronous=FULL)"
            ),
            Post(port, "/new?uri=/ferry/", "application/json", body, 201),
            lambda: count(folder / "isso.db"),
        )
    finally:
        process.terminate()
        process.wait()


def body(word: str) -> bytes:
    fields = {
        "author": "Tove",
        "email": f"{word}@reader.example",
        "text": WORDS.format(word=word),
        "title": "Ferry",
    }
    return json.dumps(fields).encode()


def count(database: Path) -> int:
    with closing(sqlite3.connect(database)) as opened:
        number: int = opened.execute("SELECT count(*) FROM comments WHERE mode = 1").fetchone()[0]
    return number
