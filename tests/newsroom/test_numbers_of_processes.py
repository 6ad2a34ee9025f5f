"""Processes that write and delete articles at once never get one number twice."""

import subprocess
import sys
from pathlib import Path

from cli.conftest import empty_installation, shelf  # noqa: F401  (fixtures)
from running_server import clean_environment, schedule_article

WRITERS, ROUNDS, ARTICLES_A_ROUND = 3, 3, 3
SCRIPT = Path(__file__).parent / "number_takers.py"


def test_no_number_is_taken_twice(empty_installation: Path) -> None:  # noqa: F811
    schedule_article(empty_installation, seconds=0)  # its article has number 1
    environment = clean_environment() | {"BYLINE_DATA": str(empty_installation)}
    writers = [
        subprocess.Popen(
            [sys.executable, str(SCRIPT), f"Writer {number}", str(ROUNDS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        for number in range(WRITERS)
    ]
    for writer in writers:
        assert writer.stdin
        writer.stdin.write("\n")
        writer.stdin.flush()
    numbers: list[int] = []
    for writer in writers:
        printed, errors = writer.communicate(timeout=120)
        assert writer.returncode == 0, errors
        numbers += map(int, printed.split())
    assert sorted(numbers) == list(range(2, 2 + WRITERS * ROUNDS * ARTICLES_A_ROUND))
