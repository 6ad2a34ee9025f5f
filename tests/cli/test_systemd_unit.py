"""The shipped systemd unit is valid, names the command that exists, and gives Byline little of the machine."""

import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path

import pytest

UNIT = Path(__file__).parents[2] / "deploy/byline.service"
MAX_EXPOSURE = 30  # of 100: systemd-analyze calls less than 30 "OK"

needs_systemd = pytest.mark.skipif(
    not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed"
)


def read_unit() -> RawConfigParser:
    unit = RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(UNIT)
    return unit


@needs_systemd
def test_systemd_reads_every_line_of_it(tmp_path: Path) -> None:
    installed = tmp_path / UNIT.name
    command = read_unit()["Service"]["ExecStart"].split()[0]
    installed.write_text(UNIT.read_text().replace(command, "/bin/true"))
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", installed],
        capture_output=True,
        text=True,
        check=False,
    )
    complaints = [line for line in checked.stderr.splitlines() if str(installed) in line]
    assert complaints == []


@needs_systemd
def test_it_gives_byline_little_of_the_machine() -> None:
    subprocess.run(
        ["systemd-analyze", "security", "--offline=true", f"--threshold={MAX_EXPOSURE}", UNIT],
        capture_output=True,
        check=True,
    )


def test_it_starts_what_the_guide_installs() -> None:
    guide = (UNIT.parents[1] / "docs/operators-guide.md").read_text()
    service = read_unit()["Service"]
    folder, separator, command = service["ExecStart"].partition("/.venv/bin/")
    assert f"cd {folder} && make .venv/.has-run\n{separator[1:]}{command}\n" in guide
    assert f"--group --home {service['ReadWritePaths']} {service['User']}" in guide
