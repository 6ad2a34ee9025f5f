"""A beacon beside a stored page: one worker, requested by wrk, each reader with an IP address."""

import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.running_server import (
    RunningServer,
    clean_environment,
    prepared_data_folder,
    processes_of,
    serve,
)

from bench.load import BROWSER
from bench.stored_page import CLIENTS, PAGE, ROUNDS, SECONDS, Round, ask, summary

# Behind a proxy, so that each read comes from another address; 500 browsers are about what a
# paper's readers have.
SCRIPT = """
local n = math.random(1, 1000000)
request = function()
  n = n + 1
  local address = string.format("10.%d.%d.%d", n / 65536 % 256, n / 256 % 256, n % 256)
  return wrk.format("POST", "/-/read", {["Host"] = "localhost",
    ["Origin"] = "http://localhost", ["Content-Type"] = "text/plain",
    ["X-Forwarded-For"] = address, ["User-Agent"] = "@browser@ Edg/" .. n % 500}, "@token@\\n\\n")
end
"""
BEHIND = {
    "BYLINE_LOG_REQUESTS": "false",
    "BYLINE_BEHIND_PROXY": "true",
    "BYLINE_READS_PER_MINUTE": "100000",
}


def run(folder: Path) -> Iterator[str]:
    if not shutil.which("wrk"):
        yield "skipped: apt install wrk"
        return
    data = prepared_data_folder(folder, folder / "installation")
    paper = [sys.executable, str(Path(__file__).parent / "paper.py")]
    subprocess.run(paper, check=True, env=clean_environment() | {"BYLINE_DATA": str(data)})
    with serve(data, environment=BEHIND) as installation:
        script = folder / "read.lua"
        script.write_text(
            SCRIPT.replace("@browser@", BROWSER).replace("@token@", _token(installation)),
            encoding="utf-8",
        )
        yield f"{CLIENTS} clients, {ROUNDS} rounds of {SECONDS} s, in turn"
        yield from _rounds(installation, script)


def _rounds(installation: RunningServer, script: Path) -> Iterator[str]:
    rounds: list[tuple[Round, Round]] = []
    for number in range(1, ROUNDS + 1):
        processes = processes_of(installation)
        rounds.append(
            (
                ask(installation.port, "/-/read", processes, "-s", str(script)),
                ask(installation.port, PAGE, processes),
            )
        )
        beacon, page = rounds[-1]
        yield f"round {number}: beacon {summary(beacon)}, stored page {summary(page)}"
    ratio = statistics.median(beacon.rate / page.rate for beacon, page in rounds)
    of_beacon, of_page = (
        statistics.median(measured.processor for measured in side)
        for side in zip(*rounds, strict=True)
    )
    yield (
        f"median: {ratio:.2f} × a stored page (aim 1.0); by processor time, "
        f"{of_page / of_beacon:.2f} ×"
    )


def _token(installation: RunningServer) -> str:
    [token] = re.findall(
        r'data-read="([^"]+)"', installation.get(PAGE, headers={"Host": "localhost"})[2]
    )
    return str(token)
