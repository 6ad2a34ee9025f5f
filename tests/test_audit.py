"""`make check` looks the pinned dependencies up in a database of vulnerabilities, if one answers."""

import json
import sys
from pathlib import Path

import pytest
from scripts.audit import main

AUDITED = {"name": "django", "version": "5.2.1", "vulns": []}
UNKNOWN = {"name": "django", "skip_reason": "Dependency not found on PyPI"}
VULNERABLE = AUDITED | {"vulns": [{"id": "CVE-2099-1", "fix_versions": ["5.2.99"]}]}


def pip_audit(folder: Path, printed: str) -> list[str]:
    """A program in the place of pip-audit, which prints this whatever it is asked."""
    program = folder / "pip_audit.py"
    program.write_text(f"print({printed!r})", encoding="utf-8")
    return [sys.executable, str(program)]


@pytest.mark.parametrize(
    ("package", "code", "message"),
    [
        (AUDITED, 0, "No pinned dependency has a known vulnerability."),
        (VULNERABLE, 1, "django 5.2.1: CVE-2099-1, fixed in 5.2.99"),
        (UNKNOWN, 0, "Not audited: no vulnerability database answered (PyPI, OSV)."),
    ],
)
def test_a_vulnerable_dependency_fails_the_check(
    package: dict[str, object],
    code: int,
    message: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    command = pip_audit(tmp_path, json.dumps({"dependencies": [package]}))
    assert main(command, strict=False) == code
    assert capsys.readouterr().out == f"{message}\n"


def test_an_audit_that_must_not_be_skipped_fails_without_a_database(tmp_path: Path) -> None:
    assert main(pip_audit(tmp_path, "Traceback: no route to host"), strict=True) == 2
