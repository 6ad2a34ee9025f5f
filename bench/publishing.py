"""Publishing one article: the SQL statements by the room that asks for them, and the time.

With BEFORE=FOLDER, a checkout of an older version, both are measured in turn, and the times are
compared as a ratio.
"""

import json
import os
import statistics
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from tests.running_server import clean_environment

HERE = Path(__file__).parent
ROUNDS = int(os.environ.get("ROUNDS", "10"))
TABLES_SHOWN = 4
PAGE_INDEX = "page index"  # as the probe calls the press's own SQLite file
STEPS = (
    "plain: file it",
    "plain: publish it",
    "full: file it",
    "full: publish it",
    "full: change it",
)


class Probe:
    """A process of publishing_probe.py and what it has reported so far, by step."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.milliseconds: dict[str, list[float]] = defaultdict(list)
        self.queries: dict[str, list[list[str]]] = {}

    def run_round(self) -> None:
        assert self._process.stdin  # noqa: S101 - it has pipes
        assert self._process.stdout  # noqa: S101
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        for _step in STEPS:
            result: dict[str, Any] = json.loads(self._process.stdout.readline())
            self.milliseconds[result["what"]].append(result["ms"])
            self.queries[result["what"]] = result["queries"]


def run(folder: Path) -> Iterator[str]:
    sources = {"now": HERE.parent / "src"}
    if before := os.environ.get("BEFORE"):
        sources["before"] = Path(before).absolute() / "src"
    with ExitStack() as stack:
        probes = {
            name: stack.enter_context(probe(folder / name, source))
            for name, source in sources.items()
        }
        for _round in range(ROUNDS):
            for measured in probes.values():
                measured.run_round()
    for step in STEPS:
        for name, measured in probes.items():
            ms = statistics.median(measured.milliseconds[step])
            yield f"{step:<18} {name:<7} {describe(measured.queries[step])}; {ms:.0f} ms"
            yield from by_room(measured.queries[step])
        if "before" in probes:
            pairs = zip(
                probes["now"].milliseconds[step], probes["before"].milliseconds[step], strict=True
            )
            ratio = statistics.median(now / earlier for now, earlier in pairs)
            yield f"{step:<18} takes {ratio:.2f} x the time of before"


@contextmanager
def probe(data: Path, source: Path) -> Iterator[Probe]:
    environment = clean_environment() | {"BYLINE_DATA": str(data), "PYTHONPATH": str(source)}
    script = [sys.executable, str(HERE / "publishing_probe.py"), str(ROUNDS)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(script, text=True, env=environment, **pipes) as process:  # type: ignore[call-overload]
        yield Probe(process)
        process.stdin.close()


def describe(queries: list[list[str]]) -> str:
    database = [verb for room, _table, verb in queries if room != PAGE_INDEX]
    index = len(queries) - len(database)
    reads = database.count("SELECT")
    return f"{len(database)} statements ({reads} read); {index} in the press's own index"


def by_room(queries: list[list[str]]) -> Iterator[str]:
    rooms = Counter(room for room, _table, _verb in queries)
    for room, number in rooms.most_common():
        tables = Counter(table or verb for at, table, verb in queries if at == room)
        largest = ", ".join(f"{table} {times}" for table, times in tables.most_common(TABLES_SHOWN))
        yield f"    {room:<16} {number:4}  {largest}"
