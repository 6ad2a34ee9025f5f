"""The old site's files in a zip: found by their names, never unpacked by them."""

import zipfile
from pathlib import Path

import pytest

from byline.transfer.run.archive import BadArchive, UploadsArchive


def zipped(folder: Path, **files: bytes) -> Path:
    path = folder / "uploads.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_a_file_is_found_as_in_a_folder(tmp_path: Path) -> None:
    path = zipped(
        tmp_path, **{"wp-content/uploads/2016/09/Pier.jpg": b"a pier", "uploads/map.pdf": b"a map"}
    )
    archive = UploadsArchive(path)
    file = archive.find("https://harbour.example/wp-content/uploads/2016/09/pier-300x200.jpg")
    assert file is not None
    assert (file.name, file.read_bytes()) == ("Pier.jpg", b"a pier")
    assert archive.find("gone.jpg", "map.pdf").read_bytes() == b"a map"  # type: ignore[union-attr]
    assert not file.exists()
    assert archive.find("gone.jpg") is None


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "uploads/../../x.jpg", "..\\x.jpg"]
)
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadArchive, match="points outside of it"):
        UploadsArchive(zipped(tmp_path, **{name: b"x"}))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with pytest.raises(BadArchive, match="when unpacked"):
        UploadsArchive(zipped(tmp_path, **{"zeros.jpg": bytes(30 * 2**20)}))


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "uploads.zip"
    path.write_bytes(b"not a zip")
    with pytest.raises(BadArchive, match="can't be read as a zip archive"):
        UploadsArchive(path)
