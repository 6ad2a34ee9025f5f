"""Prints the dependencies of pyproject.toml without their version ranges, one a line."""

import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for line in (*project["dependencies"], *project["optional-dependencies"]["test"]):
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate():
            extras = f"[{','.join(sorted(wanted.extras))}]" if wanted.extras else ""
            print(wanted.name + extras)


main()
