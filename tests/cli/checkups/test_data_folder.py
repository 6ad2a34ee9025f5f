from pathlib import Path

import pytest

from byline.cli.checkups import data_folder
from byline.lib.secret_files import load_or_create_secret


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    [complaint] = data_folder.unusable(tmp_path / "elsewhere")
    assert (
        complaint.wrong
        == f"There is no installation in {tmp_path / 'elsewhere'}: that folder does not exist."
    )


def test_a_folder_in_which_nothing_can_be_written() -> None:
    [complaint] = data_folder.unusable(Path("/proc"))  # read-only for everybody, root among them
    assert complaint.wrong.startswith("The data folder /proc cannot be written to: ")


def test_a_folder_that_can_be_used(tmp_path: Path) -> None:
    assert list(data_folder.unusable(tmp_path)) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "mode", "remedy"), [("secrets", 0o755, "700"), ("secrets/welcome", 0o640, "600")]
)
def test_secrets_that_others_can_read(tmp_path: Path, name: str, mode: int, remedy: str) -> None:
    load_or_create_secret(tmp_path, "welcome")
    assert list(data_folder.modes(tmp_path)) == []
    (tmp_path / name).chmod(mode)
    assert list(data_folder.modes(tmp_path)) == [
        (
            f"Other accounts on this machine can read {tmp_path / name}.",
            f"chmod {remedy} {tmp_path / name}",
        )
    ]


def test_a_disk_that_is_nearly_full(tmp_path: Path) -> None:
    [complaint] = data_folder.low_disk_space(tmp_path, free=41_900_000)
    assert complaint.wrong == f"The disk of {tmp_path} is nearly full: 41 MB are free."
    assert list(data_folder.low_disk_space(tmp_path, free=data_folder.MIN_FREE_BYTES)) == []
