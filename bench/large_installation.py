"""An installation of 100,000 articles and 1,000,000 responses, beside one of 100 and 1,000."""

import http.client
import itertools
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.running_server import RunningServer, clean_environment, prepared_data_folder, serve

from bench.contestants.byline import post_to
from bench.load import BROWSER, Line, post_some

SIZES = (100, int(os.environ.get("ARTICLES", "100000")))
HERE = Path(__file__).parent
ROUNDS, A_ROUND = 5, 10
QUIET = {
    "BYLINE_LOG_REQUESTS": "false",
    "BYLINE_READS_PER_MINUTE": "100000",
    "BYLINE_READS_PER_ARTICLE": "100000",
}
AS_LOCALHOST = {"Host": "localhost"}

Measure = Callable[[], float]


@dataclass
class Paper:
    """An installation of this size that is being served, a line to it, and who publishes in it."""

    size: int
    installation: RunningServer
    line: Line
    publisher: "subprocess.Popen[str]"
    words: Iterator[int]

    @property
    def busy(self) -> list[str]:
        """Articles with 30 responses each, from its first year to its last."""
        return [f"/story-{self.size // 100 * tenth * 10 + 5}/" for tenth in range(10)]

    def get(self, path: str) -> float:
        started = time.monotonic()
        status = self.line.ask("GET", path, None, AS_LOCALHOST)
        if status != http.client.OK:
            raise RuntimeError(f"{path} answers {status}")
        return time.monotonic() - started

    def respond(self) -> float:
        return post_some(1, post_to(self.installation, self.busy[0]))[0]

    def tell(self, token: str) -> float:
        says = AS_LOCALHOST | {
            "User-Agent": f"{BROWSER} Edg/{next(self.words)}",
            "Origin": "http://localhost",
        }
        started = time.monotonic()
        self.line.ask(
            "POST", "/-/read", f"{token}\n\n".encode(), says | {"Content-Type": "text/plain"}
        )
        return time.monotonic() - started

    def publish(self) -> float:
        assert self.publisher.stdin  # noqa: S101 - it has pipes
        assert self.publisher.stdout  # noqa: S101
        started = time.monotonic()
        self.publisher.stdin.write(f"{time.time_ns()}\n")
        self.publisher.stdin.flush()
        self.publisher.stdout.readline()
        return time.monotonic() - started


def run(folder: Path) -> Iterator[str]:
    installations = Path(os.environ.get("INSTALLATIONS") or folder)
    for size in SIZES:
        started = time.monotonic()
        if is_new := not (installations / str(size)).exists():
            fill(installations, size)
        took = f"made in {time.monotonic() - started:.0f} s" if is_new else "made before"
        held = (installations / str(size) / "byline.sqlite3").stat().st_size / 1_000_000
        yield f"{size:,} articles, {size * 10:,} responses: {took}, {held:,.0f} MB"
    yield (
        f"one client, {ROUNDS} rounds of {A_ROUND} in turn; medians. Rendered for each "
        "reader, without the press:"
    )
    with opened(installations, press=False) as papers:
        yield from compare(papers, rendered)
    yield "With it:"
    with opened(installations, press=True) as papers:
        yield from compare(papers, printed)


def fill(installations: Path, size: int) -> None:
    """An installation of that size, in a folder that has its name when it is whole."""
    installations.mkdir(parents=True, exist_ok=True)
    draft = installations / f"{size}.draft"
    shutil.rmtree(draft, ignore_errors=True)
    prepared_data_folder(installations, draft)
    script = [sys.executable, str(HERE / "big_paper.py"), str(size)]
    subprocess.run(
        script,
        check=True,
        env=clean_environment() | {"BYLINE_DATA": str(draft)},
        stdout=subprocess.DEVNULL,
    )
    draft.rename(installations / str(size))


@contextmanager
def opened(installations: Path, *, press: bool) -> Iterator[list[Paper]]:
    with ExitStack() as stack:
        papers = []
        for size in SIZES:
            data = installations / str(size)
            installation = stack.enter_context(
                serve(data, environment=QUIET | {"BYLINE_PRESS": str(press).lower()})
            )
            publisher = stack.enter_context(publishing(data))
            papers.append(
                Paper(
                    size,
                    installation,
                    Line(installation.port),
                    publisher,
                    itertools.count(time.time_ns()),
                )
            )
        yield papers


@contextmanager
def publishing(data: Path) -> Iterator["subprocess.Popen[str]"]:
    environment = clean_environment() | {"BYLINE_DATA": str(data)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    script = [sys.executable, str(HERE / "publisher.py")]
    with subprocess.Popen(script, text=True, env=environment, **pipes) as process:  # type: ignore[call-overload]
        while process.stdout.readline() not in ("ready\n", ""):
            pass
        yield process
        process.stdin.close()


def rendered(paper: Paper) -> dict[str, Measure]:
    articles = itertools.cycle(paper.busy)
    last = f"/story-{paper.size - 50}/comment-page-10/"
    deep = f"/category/news/page/{min(500, paper.size // 40)}/"
    return {
        "an article": lambda: paper.get(next(articles)),
        "the front page": lambda: paper.get("/"),
        "a section, 500 pages back": lambda: paper.get(deep),
        "the last of 10 pages of responses": lambda: paper.get(last),
        "search, a rare word": lambda: paper.get("/search/?q=sirocco"),
        "search, a word in nearly every one": lambda: paper.get("/search/?q=ferry"),
    }


def printed(paper: Paper) -> dict[str, Measure]:
    [token] = re.findall(
        r'data-read="([^"]+)"', paper.installation.get(paper.busy[1], headers=AS_LOCALHOST)[2]
    )
    return {
        "a stored page": lambda: paper.get(paper.busy[1]),
        "a beacon": lambda: paper.tell(token),
        "respond": paper.respond,
        "publish an article": paper.publish,
    }


def compare(papers: list[Paper], measures: Callable[[Paper], dict[str, Measure]]) -> Iterator[str]:
    small, big = (measures(paper) for paper in papers)
    for name in small:
        waits: tuple[list[float], list[float]] = ([], [])
        for _round in range(ROUNDS):
            for times, measure in zip(waits, (small[name], big[name]), strict=True):
                measure()  # the first after others has to warm up again
                times.extend(measure() for _each in range(A_ROUND))
        few, many = (statistics.median(times) * 1000 for times in waits)
        yield (
            f"  {name:<34} {few:7.2f} ms of {SIZES[0]}, {many:7.2f} ms of {SIZES[1]:,}: "
            f"{many / few:.2f} x (aim: 1.2 x)"
        )
