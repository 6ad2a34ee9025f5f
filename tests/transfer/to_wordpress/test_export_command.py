"""`byline export wordpress` on the command line: from one data folder into another."""

from pathlib import Path

import pytest

from running_server import byline, prepared_data_folder
from transfer.exports import comment, item, write, wxr


@pytest.fixture
def data_folder(shared_folder: Path, tmp_path: Path) -> Path:
    """A data folder with the Harbour Bell."""
    data = prepared_data_folder(shared_folder, tmp_path / "data")
    file = write(
        tmp_path, wxr(item(7, "The ferry is late", more=comment(1) + comment(2, parent=1)))
    )
    assert byline(data, "import", "wordpress", str(file)).returncode == 0
    return data


def test_a_site_moves_to_another_data_folder(
    data_folder: Path, shared_folder: Path, tmp_path: Path
) -> None:
    ended = byline(data_folder, "export", "wordpress", str(tmp_path / "out.xml"))
    assert (ended.returncode, ended.stderr) == (0, "")
    lines = [" ".join(line.split()) for line in ended.stdout.splitlines()]
    assert lines == [
        "1 contributors",
        "1 articles",
        "2 responses",
        f"Exported harbour.example to {tmp_path}/out.xml, without commenters' addresses.",
    ]
    second = prepared_data_folder(shared_folder, tmp_path / "second")
    arrived = byline(second, "import", "wordpress", str(tmp_path / "out.xml"))
    assert arrived.returncode == 0, arrived.stdout + arrived.stderr


def test_an_unknown_site_and_a_missing_folder_are_reported(
    data_folder: Path, tmp_path: Path
) -> None:
    ended = byline(
        data_folder, "export", "wordpress", str(tmp_path / "out.xml"), "--site", "lagoon.example"
    )
    assert (ended.returncode, ended.stderr) == (1, "Choose a site with --site: harbour.example.\n")
    ended = byline(data_folder, "export", "wordpress", str(tmp_path / "nowhere" / "out.xml"))
    assert (ended.returncode, "could not be written" in ended.stderr) == (1, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "export.xml"]
