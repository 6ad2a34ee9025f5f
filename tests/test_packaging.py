"""The wheel and the sdist build, and a wheel installed alone opens an installation.

pipx makes a virtual environment for the wheel and links its command. It is not run here, because it
also installs, and then inspects, every dependency, for which it must reach a registry. The test
makes the same environment, in which the dependencies are those of the tests.
"""

import re
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

from byline import __version__
from running_server import clean_environment, serve, wait_until

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "byline"
MAX_WHEEL_BYTES = 10_000_000
RELEASE = re.compile(r"^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d{2}-\d{2}$", re.MULTILINE)

LIST_IMPORTS = """
import os, sys

class ListImports:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.startswith("byline."):
            with open(os.environ["LIST_IMPORTS_IN"], "a") as file:
                file.write(f"{name}\\n")

sys.meta_path.insert(0, ListImports)
"""


def build(kind: str, source: Path, target: Path) -> Path:
    """Build a "wheel" or "sdist" by the build backend, without a download; gives its path."""
    target.mkdir(exist_ok=True)
    script = f"import sys; from flit_core.buildapi import build_{kind} as build; build(sys.argv[1])"
    subprocess.run([sys.executable, "-c", script, str(target)], cwd=source, check=True)
    [built] = target.iterdir()
    return built


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel") / "dist")


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a new virtual environment in which the wheel is installed."""
    environment = tmp_path_factory.mktemp("pipx") / "byline"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    python = environment / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q"]
    offline = ["--no-index", "--no-deps", "--disable-pip-version-check"]
    subprocess.run([*pip, *offline, str(wheel)], check=True)
    [site_packages] = (environment / "lib").glob("python*/site-packages")
    # Only the folder: the tests' own link to the checkout, a .pth file in it, has no effect.
    dependencies = sysconfig.get_path("purelib")
    (site_packages / "dependencies.pth").write_text(f"{dependencies}\n")
    return environment / "bin"


def test_the_wheel_has_every_file_of_the_package_and_is_small(wheel: Path) -> None:
    files = {
        f"byline/{path.relative_to(PACKAGE).as_posix()}"
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == files
    assert wheel.stat().st_size < MAX_WHEEL_BYTES


def test_the_sdist_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    sdist = build("sdist", ROOT, tmp_path / "sdist")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    [source] = (tmp_path / "unpacked").iterdir()
    rebuilt = build("wheel", source, tmp_path / "rebuilt")
    assert rebuilt.name == wheel.name
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(rebuilt) as other:
        assert {info.filename: info.CRC for info in one.infolist()} == {
            info.filename: info.CRC for info in other.infolist()
        }


def test_an_installed_wheel_opens_an_installation_without_a_checkout(
    installed: Path, tmp_path: Path
) -> None:
    where = subprocess.run(
        [installed / "python", "-c", "import byline; print(byline.__file__)"],
        cwd=tmp_path,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(installed.parent)

    with serve(tmp_path / "data", command=[str(installed / "byline")]) as server:
        wait_until(lambda: server.get("/-/health")[0] == 200, "the installation is ready")
        welcome = re.search(r"/-/welcome/\S+", server.output())
        assert welcome is not None
        status, _headers, page = server.get(welcome[0])
        assert status == 200
        [style] = re.findall(r'<link rel="stylesheet" href="(/static/[^"]+)"', page)[:1]
        assert server.get(style)[0] == 200
        assert server.stop() == 0


def test_run_without_a_demo_imports_nothing_of_it(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(LIST_IMPORTS)
    listed = {"PYTHONPATH": str(tmp_path), "LIST_IMPORTS_IN": str(tmp_path / "imports")}
    with serve(tmp_path / "data", environment=listed) as server:
        assert server.get("/-/health/live")[0] == 200
    imported = set((tmp_path / "imports").read_text().split())
    assert {"byline.newsroom.models", "byline.cli.startup", "byline.wsgi"} <= imported
    assert {name for name in imported if name.startswith("byline.demo")} == set()


def test_the_newest_release_of_the_changelog_is_this_version() -> None:
    releases = RELEASE.findall((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert releases[0] == __version__


def test_the_command_reports_this_version(installed: Path) -> None:
    reported = subprocess.run(
        [installed / "byline", "--version"], capture_output=True, text=True, check=True
    )
    assert reported.stdout == f"byline, version {__version__}\n"
