"""Checks the pinned dependencies for known vulnerabilities, with pip-audit.

Ends with 1 if one is vulnerable. Without a database to ask, it says so and ends with 0, so that
`make check` works offline; `--strict` ends with 2 then.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements/test.txt", "bench/requirements.txt")  # the first includes what users run
SERVICES = ("pypi", "osv")
TIMEOUT_SECONDS = 20


def main(command: list[str], *, strict: bool) -> int:
    """Audit the locks with `command`. Returns the exit code."""
    packages = next((known for service in SERVICES if (known := audit(command, service))), None)
    if packages is None:
        print("Not audited: no vulnerability database answered (PyPI, OSV).")
        return 2 if strict else 0
    vulnerable = {
        f"{package['name']} {package['version']}: {vulnerability['id']}, "
        f"fixed in {' or '.join(vulnerability['fix_versions']) or 'no version yet'}"
        for package in packages
        for vulnerability in package["vulns"]
    }
    print("\n".join(sorted(vulnerable)) or "No pinned dependency has a known vulnerability.")
    return 1 if vulnerable else 0


def audit(command: list[str], service: str) -> list[dict[str, Any]] | None:
    """The packages of all locks with their vulnerabilities; None if the service does not answer.

    A package that it does not know is left out.
    """
    packages: list[dict[str, Any]] = []
    for lock in LOCKS:
        known = [package for package in ask(command, service, lock) if "vulns" in package]
        if not known:
            return None
        packages += known
    return packages


def ask(command: list[str], service: str, lock: str) -> list[dict[str, Any]]:
    """pip-audit's report on the packages of one lock; empty if it could not make one."""
    options = ["--disable-pip", "--require-hashes", "--format=json", "--progress-spinner=off"]
    request = [*command, *options, f"--vulnerability-service={service}", f"-r{ROOT / lock}"]
    try:
        answer = subprocess.run(
            request, capture_output=True, text=True, check=False, timeout=TIMEOUT_SECONDS
        )
        return json.loads(answer.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return []


if __name__ == "__main__":
    program = [sys.executable, "-m", "pip_audit"]
    sys.exit(main(program, strict="--strict" in sys.argv))
