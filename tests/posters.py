"""People who respond over HTTP to the installation of journeys/discussing_site.py, and do not give up when nobody answers."""

import http.client
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.parse
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from running_server import PATIENCE, clean_environment, prepared_data_folder

SCRIPT = Path(__file__).parent / "journeys" / "discussing_site.py"


def talkative_installation(shelf: Path, data: Path) -> Path:
    """An installation whose article /ferry/ is open to everybody who gives a name."""
    prepared_data_folder(shelf, data)
    environment = clean_environment() | {"BYLINE_DATA": str(data)}
    subprocess.run([sys.executable, str(SCRIPT)], check=True, capture_output=True, env=environment)
    with closing(sqlite3.connect(data / "byline.sqlite3")) as database, database:
        database.execute(
            "UPDATE discussion_commentrules SET requires_proof = 0"
        )  # published at once
    return data


@dataclass
class Posters:
    """Some people at their keyboards: `acknowledged` is what they were told is saved, `refused` what else they were told.

    `seconds` is how long each answer took.
    """

    port: int
    path: str = "/ferry/respond/"
    acknowledged: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)

    def sit_down(self, number: int, *, count: int = 1_000_000) -> None:
        """So many people begin to post, each so many responses at most."""
        self.threads = [
            threading.Thread(target=self._write, args=(place, count), daemon=True)
            for place in range(number)
        ]
        for thread in self.threads:
            thread.start()

    def leave(self) -> None:
        """Everybody finishes the response at hand."""
        self.stopped.set()
        self.wait()

    def wait(self) -> None:
        for thread in self.threads:
            thread.join(4 * PATIENCE)
            assert not thread.is_alive()

    def _write(self, place: int, count: int) -> None:
        for number in range(count):
            if self.stopped.is_set():
                return
            self._send(
                f"Thought {number} of {place}", f"reader{place}.{number}@reader.example", place
            )

    def _send(self, words: str, mail: str, place: int) -> None:
        """As somebody does who sends again what nobody answered."""
        started = time.monotonic()
        while (answer := self._try(words, mail, place)) is None:
            self.stopped.wait(0.02)  # the port of an installation that is down refuses at once
        self.seconds.append(time.monotonic() - started)
        (self.acknowledged if answer == "302" else self.refused).append(
            words if answer == "302" else answer
        )

    def _try(self, words: str, mail: str, place: int) -> str | None:
        body = urllib.parse.urlencode({"name": "Tove", "mail": mail, "text": words})
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": f"198.51.{place}.1",  # as a proxy says, where one is in front
        }
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as line:
            try:
                line.request("POST", self.path, body, headers)
                answer = line.getresponse()
                content = answer.read().decode()
            except (OSError, http.client.HTTPException):
                return None
        return "302" if answer.status == 302 else f"{answer.status} {content}"


def kept_in(data: Path, path: str = "/ferry/") -> list[tuple[int, str]]:
    """The numbers and texts of the responses to the article with that permalink, in their order, as the file has them."""
    question = """SELECT number, text FROM discussion_comment JOIN newsroom_article ON page_ptr_id = article_id
        WHERE permalink = ? ORDER BY number"""
    with closing(sqlite3.connect(data / "byline.sqlite3")) as database:
        rows: list[tuple[int, str]] = database.execute(question, [path]).fetchall()
    return rows


def last_number_in(data: Path, path: str = "/ferry/") -> int:
    """The last number that was given there."""
    question = """SELECT last_number FROM discussion_thread JOIN newsroom_article ON page_ptr_id = article_id
        WHERE permalink = ?"""
    with closing(sqlite3.connect(data / "byline.sqlite3")) as database:
        number: int = database.execute(question, [path]).fetchone()[0]
    return number
