"""A stored page: one worker of Byline against nginx with the same gzip bytes, requested by wrk."""

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

from tests.running_server import (
    RunningServer,
    clean_environment,
    free_port,
    prepared_data_folder,
    processes_of,
    serve,
)

ROUNDS, SECONDS, CLIENTS = 5, 5, 8
PAGE = "/ferry/"
BARE = "server {{ listen 127.0.0.1:@port@; root {root}; gzip_static on; }}"
ALONE = "Granian alone"
TICK = 1_000_000 / os.sysconf("SC_CLK_TCK")  # microseconds


@dataclass(frozen=True)
class Round:
    """Answers a second, and the microseconds of processor time that the server took for each
    (others' load spoils these less).
    """

    rate: float
    processor: float


@dataclass(frozen=True)
class Asked:
    """A server: where it answers with the page, and by which processes."""

    name: str
    port: int
    path: str
    processes: list[int]


def run(folder: Path) -> Iterator[str]:
    if missing := [name for name in ("nginx", "wrk") if not shutil.which(name)]:
        yield f"skipped: apt install {' '.join(missing)}"
        return
    data = prepared_data_folder(folder, folder / "installation")
    paper = [sys.executable, str(Path(__file__).parent / "paper.py")]
    subprocess.run(paper, check=True, env=clean_environment() | {"BYLINE_DATA": str(data)})
    with serve(data, environment={"BYLINE_LOG_REQUESTS": "false"}) as installation:
        installation.get(PAGE, headers={"Host": "localhost"})
        [kept] = data.glob("press/pages/http/localhost/ferry/=page.html.gz")
        shutil.copy(kept, folder / "page.html.gz")
        (folder / "page.html").touch()
        yield (
            f"{kept.stat().st_size} bytes, {CLIENTS} clients, {ROUNDS} rounds of {SECONDS} s, "
            "in turn"
        )
        ours = Asked("Byline", installation.port, PAGE, processes_of(installation))
        with (
            nginx(folder, "bare", BARE.format(root=folder)) as bare,
            nginx(folder, "shipped", shipped(installation)) as before_us,
            granian(folder / "page.html.gz") as alone,
        ):
            theirs = Asked("nginx", bare[0], "/page.html", [bare[1]])
            yield from _rounds(
                ours, theirs, Asked("nginx as shipped", before_us[0], PAGE, [before_us[1]]), alone
            )


def _rounds(*asked: Asked) -> Iterator[str]:
    measured: dict[str, list[Round]] = {server.name: [] for server in asked}
    for number in range(1, ROUNDS + 1):
        for server in asked:
            measured[server.name].append(ask(server.port, server.path, server.processes))
        yield f"round {number}: " + ", ".join(
            f"{name} {summary(rounds[-1])}" for name, rounds in measured.items()
        )
    for name, aim in (
        ("Byline", "0.8"),
        ("nginx as shipped", "1.0"),
        (ALONE, "none: the most that Byline could reach"),
    ):
        pairs = list(zip(measured[name], measured["nginx"], strict=True))
        rate = statistics.median(ours.rate / theirs.rate for ours, theirs in pairs)
        work = statistics.median(theirs.processor / ours.processor for ours, theirs in pairs)
        yield f"{name}: {rate:.2f} × nginx (aim {aim}); by processor time, {work:.2f} ×"


def summary(one: Round) -> str:
    return f"{one.rate:.0f} a second ({one.processor:.0f} µs)"


def ask(port: int, path: str, processes: list[int], *more: str) -> Round:
    before = sum(map(_ticks, processes))
    command = [
        "wrk",
        "-t1",
        f"-c{CLIENTS}",
        f"-d{SECONDS}s",
        "-H",
        "Host: localhost",
        "-H",
        "Accept-Encoding: gzip",
        *more,
    ]
    output = subprocess.run(
        [*command, f"http://127.0.0.1:{port}{path}"], check=True, capture_output=True, text=True
    ).stdout
    spent = sum(map(_ticks, processes)) - before
    if "Non-2xx" in output:
        raise RuntimeError(output)
    [answers], [rate] = (
        re.findall(r"(\d+) requests in", output),
        re.findall(r"Requests/sec:\s+([\d.]+)", output),
    )
    return Round(float(rate), spent * TICK / int(answers))


def _ticks(process: int) -> int:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def shipped(installation: RunningServer) -> str:
    """The configuration that we ship, before this installation."""
    site = (Path(__file__).parents[1] / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    before, _, last_server = site.rpartition("\nserver {")
    shared = before.partition("\nssl_protocols")[0]
    without_tls = re.sub(r"\n *(?:ssl_|listen \[).*", "", f"{shared}\nserver {{{last_server}")
    changed = without_tls.replace("127.0.0.1:8000", f"127.0.0.1:{installation.port}").replace(
        "listen 443 ssl http2;", "listen 127.0.0.1:@port@;"
    )
    return changed.replace("/var/cache/byline", str(installation.data / "press"))


@contextmanager
def granian(page: Path) -> Iterator[Asked]:
    """The server that Byline stands on, as Byline starts it, with an application that only gives
    this page.
    """
    port = free_port()
    options = [
        "--interface",
        "asgi",
        "--http",
        "1",
        "--no-ws",
        "--no-log",
    ]
    command = [
        sys.executable,
        "-m",
        "granian",
        *options,
        "--port",
        str(port),
        "bench.bare:application",
    ]
    here = Path(__file__).parents[1]
    process = subprocess.Popen(
        command, cwd=here, env=clean_environment() | {"BARE_PAGE": str(page)}
    )
    try:
        _wait_for(port, process)
        yield Asked(ALONE, port, "/", [process.pid, *_children(process.pid)])
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    while subprocess.run(
        ["curl", "-s", "-o", "/dev/null", f"http://127.0.0.1:{port}/"], check=False
    ).returncode:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode}")


def _children(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [int(child) for child in children.split()]


@contextmanager
def nginx(folder: Path, name: str, site: str) -> Iterator[tuple[int, int]]:
    """One worker that serves this site, in which @port@ stands for a free one: its port, and its
    process.
    """
    port, own = free_port(), folder / name
    own.mkdir()
    temporary = " ".join(
        f"{kind}_temp_path {own}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (own / "nginx.conf").write_text(
        f"daemon off; master_process off; worker_processes 1; pid {own}/pid; events {{ }}\n"
        f"http {{ access_log off; keepalive_requests 100000000; {temporary} "
        "types { text/html html; }\n"
        f"{site.replace('@port@', str(port))} }}\n",
        encoding="utf-8",
    )
    process = subprocess.Popen(["nginx", "-e", f"{own}/error.log", "-c", f"{own}/nginx.conf"])
    try:
        _wait_for(port, process)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()
