"""The command as a whole."""

import subprocess
import sys
from pathlib import Path

from byline import __version__
from running_server import byline


def test_help_needs_neither_django_nor_an_installation() -> None:
    asked = "import sys; from byline.cli import main; main(['-h'], standalone_mode=False); print('django' in sys.modules)"
    ended = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert ended.stdout.splitlines()[-1] == "False"
    assert "The publishing server of independent newsrooms." in ended.stdout


def test_the_version_is_the_packages(tmp_path: Path) -> None:
    assert byline(tmp_path, "--version").stdout == f"byline, version {__version__}\n"


def test_a_command_that_does_not_exist_is_a_usage_error(tmp_path: Path) -> None:
    refused = byline(tmp_path / "installation", "publish")
    assert refused.returncode == 2
    assert refused.stderr.splitlines()[-1] == "Error: No such command 'publish'."
    assert not (tmp_path / "installation").exists()
