"""docs/security.md names what exists: tests, dependencies at their locked versions, every row."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
SECURITY_PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
DEPENDENCIES, ROWS = SECURITY_PAGE.split("## Dependencies\n")[1].split("## OWASP ASVS")
LOCK = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
ROWS_OF_LEVELS_1_AND_2 = 253  # ASVS 5.0.0
NOT_ON_THE_NETWORK = {
    "scikit-learn",
    "numpy",
    "scipy",
    "fontpkg-noto-serif",
    "fontpkg-amiri",
    "click",
    "rich",
    "pydantic-settings",
    "structlog",
    "prometheus-client",
    "flit-core",
}


def cells(table: str) -> list[list[str]]:
    lines = [line for line in table.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def numbers(cell: str) -> list[str]:
    """The rows that `1.2.6–1.2.8` names."""
    first, _, last = cell.partition("–")
    section, _, start = first.rpartition(".")
    stop = last.rpartition(".")[2] or start
    assert not last or last.startswith(f"{section}.")
    return [f"{section}.{number}" for number in range(int(start), int(stop) + 1)]


MET_BY_INTENT = {"6.3.3", "6.5.5", "12.3.1"}  # each says where it differs from the letter


def test_every_row_of_the_standard_has_a_verdict_once_and_none_fails() -> None:
    rows = [row for row in cells(ROWS) if re.match(r"\d", row[0])]
    named = [number for row in rows for number in numbers(row[0])]
    assert (len(named), len(set(named))) == (ROWS_OF_LEVELS_1_AND_2, ROWS_OF_LEVELS_1_AND_2)
    assert {row[2] for row in rows} == {"pass", "by intent", "not applicable"}
    assert {row[0] for row in rows if row[2] == "by intent"} == MET_BY_INTENT
    assert all(row[3] for row in rows)


@pytest.mark.parametrize(
    "path",
    sorted(set(re.findall(r"`((?:tests|src|deploy|requirements)/[\w./-]+)`", SECURITY_PAGE))),
)
def test_evidence_exists(path: str) -> None:
    assert (ROOT / path).exists()


def test_the_page_names_each_dependency_that_faces_the_network_at_its_locked_series() -> None:
    locked = dict(re.findall(r"^([\w.-]+)==([\w.]+)", LOCK, re.MULTILINE))
    table = {row[0]: row[1] for row in cells(DEPENDENCIES) if row[0] in locked}
    wrong = {
        name: locked[name]
        for name, series in table.items()
        if not f"{locked[name]}.".startswith(f"{series.rstrip('.')}.")
    }
    assert wrong == {}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    direct = {
        Requirement(line).name.lower().replace("_", "-").replace(".", "-")
        for line in project["dependencies"]
    }
    assert direct - NOT_ON_THE_NETWORK <= set(table)
