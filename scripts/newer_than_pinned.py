"""Prints the packages of this environment whose version is not the pinned one of the lock."""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement

LOCK = Path(__file__).resolve().parent.parent / "requirements" / "test.txt"


def main() -> None:
    changes = []
    for line in LOCK.read_text(encoding="utf-8").splitlines():
        try:
            pinned = Requirement(line.rstrip(" \\"))
        except InvalidRequirement:
            continue  # a hash or a comment
        if pinned.marker and not pinned.marker.evaluate():
            continue
        try:
            here = version(pinned.name)
        except PackageNotFoundError:
            here = "no longer needed"
        if here not in pinned.specifier:
            changes.append(f"  {pinned.name} {pinned.specifier} → {here}")
    print("\n".join(changes) or "  nothing")


main()
