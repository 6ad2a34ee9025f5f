"""`python -m bench [NAME …]` runs every bench, or those that are named."""

import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import (
    beacon,
    from_scratch,
    large_installation,
    long_thread,
    memory,
    moving,
    publishing,
    responses,
    stored_page,
)

BENCHES: dict[str, Callable[[Path], Iterator[str]]] = {
    "responses": responses.run,
    "long_thread": long_thread.run,
    "from_scratch": from_scratch.run,
    "stored_page": stored_page.run,
    "beacon": beacon.run,
    "large_installation": large_installation.run,
    "moving": moving.run,
    "publishing": publishing.run,
    "memory": memory.run,
}


def main(names: list[str]) -> None:
    if unknown := set(names) - set(BENCHES):
        sys.exit(
            f"No bench is called {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}."
        )
    say(
        f"{platform.machine()}, {os.cpu_count()} processors, Python "
        f"{platform.python_version()}; load at the start: {load()}"
    )
    for name in names or BENCHES:
        say(f"\n== {name}: {sys.modules[BENCHES[name].__module__].__doc__}")
        with tempfile.TemporaryDirectory(prefix="byline-bench-") as folder:
            for line in BENCHES[name](Path(folder)):
                say(line)
    say(f"\nload at the end, with our own: {load()}")


def load() -> str:
    """How many processes wanted a processor in the last 1, 5 and 15 minutes."""
    return " ".join(f"{load:.2f}" for load in os.getloadavg())


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
