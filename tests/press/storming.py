"""An installation in a storm: people read, respond, edit and are counted at the same time, and note everything that should not be."""

import gzip
import http.client
import json
import random
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import brotli
from backports import zstd

from posters import Posters
from readership.conftest import CHROME
from running_server import PATIENCE, clean_environment, prepared_data_folder, wait_until

SCRIPT = Path(__file__).parent / "editing.py"
EDITED = ("Weir", "Bridge")
A_BREATH = 20  # pages read between two editions
KNOWS = 0.2  # of the readers had the page before
PAGES = ("/", "/ferry/", "/weir/", "/bridge/")
DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "gzip": gzip.decompress,
    "br": lambda body: bytes(brotli.decompress(body)),
    "zstd": zstd.decompress,
}
ENDINGS = {".gz": "gzip", ".br": "br", ".zst": "zstd"}
ERRORS = (OSError, http.client.HTTPException)


def stormy_installation(shelf: Path, data: Path) -> Path:
    """An installation with /ferry/, open to everybody who gives a name, /weir/ and /bridge/."""
    prepared_data_folder(shelf, data)
    environment = clean_environment() | {"BYLINE_DATA": str(data)}
    subprocess.run(
        [sys.executable, SCRIPT, "open"], check=True, capture_output=True, env=environment
    )
    return data


@dataclass
class Storm:
    """Who is at the installation: `acknowledged` is the newest edition of each article that the editor was told is published.

    `wrong` is what readers met that may not be; `heard` counts what was answered, `sent_reads` are readers whose read was taken.
    """

    port: int = 0
    posters: Posters = field(default_factory=lambda: Posters(port=0))
    acknowledged: Counter[str] = field(default_factory=Counter)
    heard: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    sent_reads: list[str] = field(default_factory=list)
    seconds: float = 0.0
    known: dict[str, bytes] = field(default_factory=dict)
    newest: dict[tuple[str, str], str] = field(default_factory=dict)
    stopped: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)

    def begin(self, data: Path, token: str, *, readers: int) -> None:
        """So many read, one responds, one edits, one is counted."""
        self.seconds = -time.monotonic()
        self.posters.sit_down(1)
        people: list[tuple[Callable[..., None], tuple[object, ...]]] = [
            (self._edit, (data,)),
            (self._be_counted, (token,)),
        ]
        people += [(self._read, (place,)) for place in range(readers)]
        self.threads = [
            threading.Thread(target=self._until_stopped, args=person, daemon=True)
            for person in people
        ]
        for thread in self.threads:
            thread.start()

    def move_to(self, port: int) -> None:
        """The installation is open again, at this port."""
        self.port = self.posters.port = port

    def end(self) -> None:
        """Everybody finishes what is at hand."""
        self.stopped.set()
        self.posters.leave()
        for thread in self.threads:
            thread.join(PATIENCE)
            assert not thread.is_alive()
        self.seconds += time.monotonic()

    def _until_stopped(self, work: Callable[..., None], given: tuple[object, ...]) -> None:
        try:
            work(*given)
        except Exception as error:  # noqa: BLE001 - a thread's error would be lost
            self.wrong.append(repr(error))

    def _edit(self, data: Path) -> None:
        number = 0
        while not self.stopped.is_set():
            with editor(data) as say:
                self.editor = say.process
                while not self.stopped.is_set():
                    number += 1
                    name = EDITED[number % len(EDITED)]
                    if not say(f"{name} {number}"):
                        break  # the editor was killed
                    self.acknowledged[name] = number
                    self.heard["editions"] += 1
                    self._wait_for_readers(A_BREATH)

    def _wait_for_readers(self, number: int) -> None:
        """An editor looks up now and then: who wrote without a pause would leave others no moment to write in."""
        enough = self.heard["200"] + number
        while self.heard["200"] < enough and not self.stopped.wait(0.005):
            pass

    def _read(self, place: int) -> None:
        chance = random.Random(place)
        while not self.stopped.is_set():
            with closing(
                http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            ) as line:
                while self._ask(line, chance):
                    pass
            self.stopped.wait(0.02)  # the port of an installation that is down refuses at once

    def _ask(self, line: http.client.HTTPConnection, chance: random.Random) -> bool:
        """Ask for some page in some coding, now and then with what is known; whether this line may be asked again."""
        path, coding = chance.choice(PAGES), chance.choice(list(DECODERS))
        has = self.newest.get((path, coding), "") if chance.random() < KNOWS else ""
        least = self.acknowledged | Counter(responses=len(self.posters.acknowledged))
        try:
            line.request(
                "GET",
                path,
                headers={"Host": "localhost", "Accept-Encoding": coding, "If-None-Match": has},
            )
            answer = line.getresponse()
            body = answer.read()
        except ERRORS:
            self.heard["nothing"] += 1
            return False
        self._look_at(path, answer, body, least)
        return not self.stopped.is_set()

    def _look_at(
        self, path: str, answer: http.client.HTTPResponse, coded: bytes, least: Counter[str]
    ) -> None:
        self.heard[str(answer.status)] += 1
        etag, coding = answer.getheader("ETag", ""), answer.getheader("Content-Encoding", "")
        if answer.status == http.client.NOT_MODIFIED:
            body = self.known[etag]
        elif answer.status == http.client.OK:
            self.heard["hits"] += answer.getheader("Cache-Status") == "byline; hit"
            body = DECODERS[coding](coded)
        else:
            self.wrong.append(f"{path}: {answer.status} {coded[:200]!r}")
            return
        if etag and etag.strip('"').partition("-")[0] != sha256(body).hexdigest()[:24]:
            self.wrong.append(f"{path}: the bytes of {etag} are not those of its content")
        if etag:
            self.known[etag] = body
            self.newest[path, coding] = etag
        self._compare(path, body.decode(), least)

    def _compare(self, path: str, body: str, least: Counter[str]) -> None:
        """Nothing that the page shows may be older than what was acknowledged before it was asked for."""
        if not body.rstrip().endswith("</html>"):
            self.wrong.append(f"{path}: ends with {body[-40:]!r}")
        shown = {name: re.findall(rf"{name}, edition (\d+)", body) for name in EDITED}
        if path == "/ferry/":
            shown["responses"] = re.findall(r"(\d+) responses? to", body) or ["0"]
        for name, numbers in shown.items():
            if least[name] and (not numbers or min(map(int, numbers)) < least[name]):
                self.wrong.append(f"{path}: shows {name} {numbers} after {least[name]}")

    def _be_counted(self, token: str) -> None:
        """One reader after the other has read an article; where nobody answers, the browser says it again."""
        while not self.stopped.is_set():
            agent = f"{CHROME} Edg/{len(self.sent_reads)}"
            while self._tell(token, agent) not in ("counted", "seen-today"):
                self.stopped.wait(0.02)
            self.sent_reads.append(agent)

    def _tell(self, token: str, agent: str) -> str:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        says = {
            "User-Agent": agent,
            "Origin": f"http://127.0.0.1:{self.port}",
            "Content-Type": "text/plain",
        }
        try:
            line.request("POST", "/-/read", f"{token}\n\n", says)
            return line.getresponse().headers["Byline-Read"] or ""
        except ERRORS:
            return ""
        finally:
            line.close()

    def wait_for_more(self, reads: int, editions: int, seconds: float = 0.0) -> None:
        """Until so much more was answered, and at least so many seconds are over."""
        least = Counter(
            {"200": self.heard["200"] + reads, "editions": self.heard["editions"] + editions}
        )
        responses, reports = len(self.posters.acknowledged) + 3, len(self.sent_reads) + 10
        self.stopped.wait(seconds)
        wait_until(
            lambda: (
                self.wrong
                or (
                    least <= self.heard
                    and len(self.posters.acknowledged) >= responses
                    and len(self.sent_reads) >= reports
                )
            ),
            "readers are answered and editions published",
        )
        assert not self.wrong, self.wrong[:5]


@dataclass
class Editor:
    process: "subprocess.Popen[str]"

    def __call__(self, line: str) -> bool:
        """Have this published; whether that was acknowledged."""
        assert self.process.stdin
        assert self.process.stdout
        with suppress(BrokenPipeError):
            self.process.stdin.write(f"{line}\n")
            self.process.stdin.flush()
        return self.process.stdout.readline() == f"{line}\n"


@contextmanager
def editor(data: Path) -> Iterator[Editor]:
    environment = clean_environment() | {"BYLINE_DATA": str(data)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([sys.executable, SCRIPT], text=True, env=environment, **pipes) as process:  # type: ignore[call-overload]
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        try:
            yield Editor(process)
        finally:
            with suppress(BrokenPipeError):
                process.stdin.close()
            process.wait(PATIENCE)


def half_written(tree: Path) -> list[str]:
    """The files of printed pages that are not whole, or not what is said of them."""
    return [
        str(file)
        for file in tree.rglob("=page.*")
        if file.is_file() and file.name != "=page.meta" and not is_whole(file)
    ]


def is_whole(file: Path) -> bool:
    meta = file.with_name("=page.meta")
    try:
        body = DECODERS[ENDINGS.get(file.suffix, "")](file.read_bytes())
    except Exception:  # noqa: BLE001 - each coder has errors of its own
        return False
    is_right = (
        not meta.exists() or json.loads(meta.read_bytes())["digest"] == sha256(body).hexdigest()
    )
    return is_right and body.rstrip().endswith(b"</html>")
