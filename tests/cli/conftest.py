from collections.abc import Iterator
from pathlib import Path

import pytest

from running_server import RunningServer, prepared_data_folder, serve


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all the suite's processes share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture
def empty_installation(shelf: Path, tmp_path: Path) -> Path:
    """The data folder of an installation with tables and static files and nothing else."""
    return prepared_data_folder(shelf, tmp_path / "installation")


@pytest.fixture(scope="module")
def open_installation(
    shelf: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningServer]:
    """An empty installation that is being served; for tests that only look."""
    data = prepared_data_folder(shelf, tmp_path_factory.mktemp("open") / "installation")
    with serve(data) as server:
        yield server
