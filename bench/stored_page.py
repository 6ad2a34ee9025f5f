"""a stored page: one worker of Byline against nginx (one worker) with the same gzip bytes, asked by wrk"""

import os
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.serving import clean_environment, free_port, prepared_house, processes_of, serve

ROUNDS, SECONDS, CLIENTS = 5, 5, 8
PAGE = "/ferry/"
TICK = 1_000_000 / os.sysconf("SC_CLK_TCK")  # microseconds


@dataclass(frozen=True)
class Round:
    """Answers a second, and the microseconds of processor time that the server took for each (others' load spoils these less)."""

    rate: float
    processor: float


def run(folder: Path) -> Iterator[str]:
    if missing := [name for name in ("nginx", "wrk") if not shutil.which(name)]:
        yield f"skipped: apt install {' '.join(missing)}"
        return
    data = prepared_house(folder, folder / "house")
    paper = [sys.executable, str(Path(__file__).parent / "paper.py")]
    subprocess.run(paper, check=True, env=clean_environment() | {"BYLINE_DATA": str(data)})
    with serve(data, environment={"BYLINE_LOG_REQUESTS": "false"}) as house:
        house.get(PAGE, headers={"Host": "localhost"})
        [kept] = data.glob("press/pages/http/localhost/ferry/=page.html.gz")
        shutil.copy(kept, folder / "page.html.gz")
        (folder / "page.html").touch()
        yield f"{kept.stat().st_size} bytes, {CLIENTS} clients, {ROUNDS} rounds of {SECONDS} s, in turn"
        with nginx(folder) as (port, process):
            yield from _rounds((house.port, PAGE, processes_of(house)), (port, "/page.html", [process]))


def _rounds(*asked: tuple[int, str, list[int]]) -> Iterator[str]:
    found: list[list[Round]] = [[] for _ in asked]
    for number in range(1, ROUNDS + 1):
        for place, (port, path, processes) in enumerate(asked):
            found[place].append(ask(port, path, processes))
        ours, theirs = (said(each[-1]) for each in found)
        yield f"round {number}: Byline {ours}, nginx {theirs}"
    ratio = statistics.median(ours.rate / theirs.rate for ours, theirs in zip(*found, strict=True))
    yield f"median: {ratio:.2f} × nginx (aim 0.8)"


def said(one: Round) -> str:
    return f"{one.rate:.0f} a second ({one.processor:.0f} µs)"


def ask(port: int, path: str, processes: list[int], *more: str) -> Round:
    before = sum(map(_ticks, processes))
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{SECONDS}s", "-H", "Host: localhost", "-H", "Accept-Encoding: gzip", *more]
    told = subprocess.run([*command, f"http://127.0.0.1:{port}{path}"], check=True, capture_output=True, text=True).stdout
    spent = sum(map(_ticks, processes)) - before
    if "Non-2xx" in told:
        raise RuntimeError(told)
    [answers], [rate] = re.findall(r"(\d+) requests in", told), re.findall(r"Requests/sec:\s+([\d.]+)", told)
    return Round(float(rate), spent * TICK / int(answers))


def _ticks(process: int) -> int:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


@contextmanager
def nginx(folder: Path) -> Iterator[tuple[int, int]]:
    """One worker that gives the files of this folder: its port, and its process."""
    port = free_port()
    temporary = " ".join(f"{each}_temp_path {folder}/{each};" for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"daemon off; master_process off; worker_processes 1; pid {folder}/pid; events {{ }}\n"
        f"http {{ access_log off; keepalive_requests 100000000; {temporary} types {{ text/html html; }}\n"
        f"server {{ listen 127.0.0.1:{port}; root {folder}; gzip_static on; }} }}\n",
        encoding="utf-8",
    )
    process = subprocess.Popen(["nginx", "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"])
    try:
        while subprocess.run(["curl", "-s", "-o", "/dev/null", f"http://127.0.0.1:{port}/"], check=False).returncode:
            if process.poll() is not None:
                raise RuntimeError((folder / "error.log").read_text(encoding="utf-8"))
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()
