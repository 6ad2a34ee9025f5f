"""How `byline run` answers: behind a proxy, in its logs, in how much memory it takes, with several workers."""

import json
from pathlib import Path

import pytest

from byline.lib.journal import read_journal
from running_server import RunningServer, processes_of, serve, wait_until

OVER_HTTPS = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9, 198.51.100.7"}
MEGABYTE = 1024


def sign_in_cookie(server: RunningServer, headers: dict[str, str]) -> str:
    return server.get("/accounts/login/", headers=headers)[1]["set-cookie"]


def test_a_cookie_is_for_https_alone_when_the_proxy_says_so(empty_installation: Path) -> None:
    with serve(empty_installation, environment={"BYLINE_BEHIND_PROXY": "true"}) as server:
        assert "Secure" in sign_in_cookie(server, OVER_HTTPS)
        assert "Secure" not in sign_in_cookie(server, {})


def test_nobody_is_believed_who_only_claims_to_be_a_proxy(open_installation: RunningServer) -> None:
    assert "Secure" not in sign_in_cookie(open_installation, OVER_HTTPS)


def test_the_settings_file_is_heeded_and_a_log_for_machines_is_json_throughout(
    empty_installation: Path,
) -> None:
    (empty_installation / "byline.toml").write_text('log_format = "json"\nworkers = 2\n')
    with serve(empty_installation) as server:
        wait_until(lambda: read_journal(empty_installation).is_fresh(), "the keeper is at work")
        assert len(processes_of(server)) == 4
        server.get("/-/health/live?q=word")
        server.stop()
        lines = [json.loads(line) for line in server.output().splitlines() if line.startswith("{")]
    assert [line["event"] for line in lines if line["event"] != "request"] == [
        "serving",
        "the keeper is at work",
        "stopped",
    ]
    asked = [line for line in lines if line["event"] == "request"][-1]
    assert (asked["method"], asked["path"], asked["status"]) == ("GET", "/-/health/live", 200)
    assert 0 <= asked["ms"] < 10_000
    assert server.output().count("{") == len(lines)


def test_requests_are_not_logged_when_that_is_wished(empty_installation: Path) -> None:
    with serve(empty_installation, environment={"BYLINE_LOG_REQUESTS": "false"}) as server:
        server.get("/-/health/live")
        server.stop()
        assert "path=" not in server.output()


def test_an_installation_at_rest_takes_less_than_250_megabytes(empty_installation: Path) -> None:
    with serve(empty_installation) as server:
        wait_until(lambda: server.get("/-/health")[0] == 200, "the installation is ready")
        assert server.get("/accounts/login/")[0] == 200
        taken = sum(memory_of(process) for process in processes_of(server))
    assert 20 * MEGABYTE < taken < 250 * MEGABYTE


def memory_of(process: int) -> int:
    """Kilobytes that the process takes, of pages it shares its share (proc(5), smaps_rollup, Pss)."""
    report = Path(f"/proc/{process}/smaps_rollup")
    if not report.exists():
        pytest.skip("this system does not tell how much memory a process takes")
    try:
        lines = report.read_text().splitlines()
    except ProcessLookupError:
        return 0  # it has just ended
    [line] = [line for line in lines if line.startswith("Pss:")]
    return int(line.split()[1])
