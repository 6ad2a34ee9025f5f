"""Everything that the package imports comes with it when it is installed without anything else."""

import ast
import re
import sys
import tomllib
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OPTIONAL_MODULES = {"compression"}  # of newer Pythons


def imported_modules() -> set[str]:
    """The top-level modules that src imports when it runs, not only to check types."""
    return {
        name.partition(".")[0]
        for path in (ROOT / "src").rglob("*.py")
        for name in _imports(ast.parse(path.read_text(encoding="utf-8")))
    }


def _imports(node: ast.AST) -> list[str]:
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return []
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0:
        return [str(node.module)]
    return [name for child in ast.iter_child_nodes(node) for name in _imports(child)]


def installed_with(requirements: list[str]) -> set[str]:
    """The names of all distributions that these requirements install here, extras included."""
    installed: set[str] = set()
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [Requirement(line) for line in requirements]
    while waiting:
        wanted = waiting.pop()
        name, extras = _normal(wanted.name), frozenset(wanted.extras)
        is_wanted_here = wanted.marker is None or wanted.marker.evaluate({"extra": ""})
        if not is_wanted_here or (name, extras) in seen:
            continue
        seen.add((name, extras))
        installed.add(name)
        for line in distribution(name).requires or []:
            needed = Requirement(line)
            if needed.marker is None or any(
                needed.marker.evaluate({"extra": extra}) for extra in ("", *extras)
            ):
                needed.marker = None
                waiting.append(needed)
    return installed


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_declared_dependencies_bring_every_module_that_is_imported() -> None:
    installed, providers = installed_with(PROJECT["dependencies"]), packages_distributions()
    missing = {
        module
        for module in imported_modules() - set(sys.stdlib_module_names) - {"byline"}
        if not {_normal(name) for name in providers.get(module, [])} & installed
    }
    assert missing - OPTIONAL_MODULES == set()


def test_every_module_that_is_imported_is_from_a_declared_dependency() -> None:
    declared = {_normal(Requirement(line).name) for line in PROJECT["dependencies"]}
    providers = packages_distributions()
    through_others = {
        module
        for module in imported_modules() - set(sys.stdlib_module_names) - {"byline"}
        if not {_normal(name) for name in providers.get(module, [])} & declared
    }
    assert through_others - OPTIONAL_MODULES == set()


def test_the_check_sees_a_dependency_that_is_not_declared() -> None:
    without = [line for line in PROJECT["dependencies"] if not line.startswith("nh3")]
    assert "nh3" not in installed_with(without)
    assert "nh3" in imported_modules()


def test_what_dependencies_import_but_do_not_all_declare_is_installed() -> None:
    assert "lxml-html-clean" in installed_with(PROJECT["dependencies"])
    assert any(line.startswith("lxml[html_clean]") for line in PROJECT["dependencies"])
