"""A real `byline run` for tests: `with serve(data) as installation: installation.get("/")`."""

import fcntl
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

BYLINE = (sys.executable, "-m", "byline")
PATIENCE = 120.0  # seconds after which waiting for something that should happen is given up


@dataclass
class RunningServer:
    """A running server; `log_file` is the file that has its output."""

    process: "subprocess.Popen[bytes]"
    port: int
    data: Path
    log_file: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(
        self, path: str, *, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], str]:
        """Status, headers (names in lower case) and body of what is answered to GET `path`; follows no redirect."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers=headers or {})
            answer = connection.getresponse()
            body = answer.read().decode("utf-8", errors="replace")
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body
        finally:
            connection.close()

    def stop(self, wanted: int = signal.SIGTERM) -> int:
        """Send the signal, wait, and give the exit code."""
        self.process.send_signal(wanted)
        return self.process.wait(PATIENCE)

    def output(self) -> str:
        return self.log_file.read_text(encoding="utf-8")


@contextmanager
def serve(
    data: Path,
    *args: str,
    environment: dict[str, str] | None = None,
    command: Sequence[str] = BYLINE,
) -> Iterator[RunningServer]:
    """A `byline --data DATA run --port <a free one> ARGS` that answers; stopped afterwards, however the test went."""
    port, log_file = free_port(), data.with_name(data.name + ".log_file")
    with log_file.open("wb") as file:
        process = subprocess.Popen(
            [*command, "--data", str(data), "run", "--port", str(port), *args],
            stdout=file,
            stderr=subprocess.STDOUT,
            env=clean_environment() | (environment or {}),
            start_new_session=True,
        )
    server = RunningServer(process, port, data, log_file)
    try:
        wait_until(lambda: _answers(server), f"the installation answers:\n{server.output()}")
        yield server
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def byline(
    data: Path,
    *args: str,
    typed: str = "",
    environment: dict[str, str] | None = None,
    command: Sequence[str] = BYLINE,
) -> "subprocess.CompletedProcess[str]":
    """Run one `byline` command to its end; `typed` is its standard input."""
    return subprocess.run(
        [*command, "--data", str(data), *args],
        input=typed,
        capture_output=True,
        text=True,
        timeout=4 * PATIENCE,
        check=False,
        env=clean_environment() | (environment or {}),
    )


def clean_environment() -> dict[str, str]:
    """This process's environment without any setting of Byline or Django."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("BYLINE_", "DJANGO_"))
    }


def schedule_article(
    data: Path, *, seconds: float, environment: dict[str, str] | None = None
) -> float:
    """Open a small newsroom in an empty installation and schedule its article /late-edition/ so many seconds from now.

    The moment at which that is to go out, in seconds since 1970.
    """
    script = Path(__file__).parent / "cli" / "schedule_article.py"
    return float(output_of_script(script, data, str(seconds), environment=environment))


def output_of_script(
    script: Path, data: Path, *args: str, environment: dict[str, str] | None = None
) -> str:
    """What a script of the tests prints that works in this installation, in a process of its own."""
    return subprocess.run(
        [sys.executable, str(script), *args],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=clean_environment() | {"BYLINE_DATA": str(data)} | (environment or {}),
    ).stdout


def prepared_data_folder(shelf: Path, data: Path) -> Path:
    """An empty installation with its tables and static files made, in the folder `data`.

    Making one takes ten seconds, so it is made once in the folder `shelf`, and copied from there.
    """
    master = shelf / "empty-installation"
    with _alone(shelf):
        if not master.exists():
            draft = shelf / "empty-installation.draft"
            shutil.rmtree(draft, ignore_errors=True)
            made = byline(draft, "user", "list")
            assert made.returncode == 0, made.stdout + made.stderr
            draft.rename(master)
    shutil.copytree(
        master, data, copy_function=_link_or_copy, ignore=shutil.ignore_patterns("secrets")
    )
    return data


def _link_or_copy(source: str, target: str) -> None:
    if "/static/" in source and not source.endswith((".json", ".collected")):
        os.link(source, target)  # never written again
    else:
        shutil.copy2(source, target)


@contextmanager
def _alone(shelf: Path) -> Iterator[None]:
    with (shelf / "empty-installation.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until(happened: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
    """Come back as soon as `happened()` is true; fail, saying `what` was waited for, when it does not come."""
    end = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < end, f"waited {patience} s in vain until {what}"
        time.sleep(0.05)


def _answers(server: RunningServer) -> bool:
    assert server.process.poll() is None, (
        f"the server ended with {server.process.returncode}:\n{server.output()}"
    )
    try:
        return server.get("/-/health/live")[0] == 200
    except OSError:
        return False


def processes_of(server: RunningServer) -> list[int]:
    """The ids of every process that the server is made of, also after the first of them is gone (Linux)."""
    return [
        int(entry.name)
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and _session(entry) == server.process.pid
    ]


def children_of(server: RunningServer) -> list[int]:
    """The ids of the processes that the first one has started, in ascending order (Linux)."""
    first = server.process.pid
    return sorted(
        process for process in processes_of(server) if _stat(Path(f"/proc/{process}"))[1] == first
    )


def memory(processes: Iterable[int]) -> float:
    """What these processes hold, in MB; pages that several share are counted once (proc_pid_smaps, PSS)."""
    sizes = 0
    for process in processes:
        with suppress(OSError, ProcessLookupError):  # it has ended
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
            sizes += int(re.findall(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)[0])
    return sizes / 1000


def kill_all(server: RunningServer) -> None:
    """Kill every process of the server with SIGKILL. Some end by themselves when the first dies."""
    for process in processes_of(server):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    server.process.wait()


def _session(process: Path) -> int:
    return _stat(process)[0]


def _stat(process: Path) -> tuple[int, int]:
    """The session and the parent of a process, zeros once it has ended (proc_pid_stat(5))."""
    try:
        stat = (process / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0, 0
    state, parent, _group, session, *_rest = stat.rpartition(")")[2].split()
    return (0, 0) if state == "Z" else (int(session), int(parent))
