"""A real installation with its press, and somebody beside it who corrects an article."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from running_server import RunningServer, clean_environment

ARTICLE_PATH = "/ferry/"
AS_LOCALHOST = {"Host": "localhost"}


@dataclass
class Corrector:
    process: "subprocess.Popen[str]"

    def correct(self, line: str) -> None:
        """Have the headline changed; comes back when the change is committed, or the corrector is dead."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        self.process.stdout.readline()


@contextmanager
def corrector(data: Path, **environment: str) -> Iterator[Corrector]:
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).parent / "correcting.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=clean_environment() | {"BYLINE_DATA": str(data), **environment},
    )
    with process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        yield Corrector(process)
        assert process.stdin
        with suppress(BrokenPipeError):
            process.stdin.close()
        process.wait(60)


def headline(server: RunningServer, **headers: str) -> tuple[str, str]:
    """The headline of the article as a reader finds it now, and what became of the request."""
    status, given, body = server.get(ARTICLE_PATH, headers=AS_LOCALHOST | headers)
    heading = re.search(r"<h1[^>]*>\s*(.*?)\s*</h1>", body, re.DOTALL)
    return heading[1] if heading else str(status), given.get("cache-status", "")
