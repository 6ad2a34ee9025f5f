"""A disk that fills up: said plainly, and a run with room comes to the installation of one that never met
it. Real processes.
"""

import resource
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from byline.transfer.run.archive import UploadsArchive
from running_server import BYLINE, byline, clean_environment, prepared_data_folder
from transfer.exports import attachment, comment, item, meta, write, wxr
from transfer.test_wordpress_attacks import zipped
from transfer.test_wordpress_stopped import ask, content

POSTS = 500  # more than come in one transaction
ROOM = 300_000
"""By how many bytes the database may grow; the photograph is larger than all of it."""
FILES = "SELECT file FROM newsroom_picture ORDER BY file"


def photograph() -> bytes:
    """Four megabytes, since nothing in it repeats."""
    drawn = BytesIO()
    Image.effect_noise((2400, 1800), 200).save(drawn, "PNG")
    return drawn.getvalue()


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    folder = tmp_path / "uploads"
    folder.mkdir()
    (folder / "pier.png").write_bytes(photograph())
    return folder


@pytest.fixture
def export(tmp_path: Path) -> Path:
    items = [
        item(number, body="<p>Tide.</p>" * 200, more=comment(1000 + number))
        for number in range(2, POSTS)
    ]
    return write(
        tmp_path,
        wxr(item(1, more=meta("_thumbnail_id", "500")), attachment(500, "pier.png"), *items),
    )


def without_room(
    data: Path, export: Path, uploads: Path, size: int
) -> "subprocess.CompletedProcess[str]":
    """The import in a process none of whose files may grow beyond so many bytes."""
    command = [
        "prlimit",
        f"--fsize={size}",
        *BYLINE,
        "--data",
        str(data),
        "import",
        "wordpress",
        str(export),
    ]
    command += ["--uploads", str(uploads)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=clean_environment()
    )


@pytest.mark.parametrize("full", ["the database", "the pictures"])
def test_it_is_said_and_the_next_run_goes_on(
    shared_folder: Path, tmp_path: Path, export: Path, uploads: Path, full: str
) -> None:
    data, undisturbed = (
        prepared_data_folder(shared_folder, tmp_path / name)
        for name in ("installation", "undisturbed")
    )
    if full == "the database":
        (uploads / "pier.png").write_bytes(b"no picture")
    ended = without_room(data, export, uploads, (data / "byline.sqlite3").stat().st_size + ROOM)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.splitlines()[-1] == (
        f"The disk of {data}, or of the folder for temporary files, is full. What was imported "
        "before that is complete. Free some space, then run the same command again: it "
        "continues from there."
    )
    assert "Traceback" not in ended.stderr
    assert not [name for name in files_of(data) if name.startswith("originals/")]
    for installation in (data, undisturbed):
        byline(installation, "import", "wordpress", str(export), "--uploads", str(uploads))
    assert content(data) == content(undisturbed)
    assert len(ask(data, FILES)) == len(ask(undisturbed, FILES)) == len(files_of(data))
    # Their names are digests with each installation's own secret.
    assert sorted(files_of(data).values()) == sorted(files_of(undisturbed).values())


def files_of(data: Path) -> dict[str, int]:
    media = data / "media"
    return {
        str(path.relative_to(media)): path.stat().st_size
        for path in media.rglob("*")
        if path.is_file()
    }


def test_an_archive_that_cannot_be_unpacked_for_lack_of_room_is_not_a_missing_file(
    tmp_path: Path,
) -> None:
    archive = UploadsArchive(zipped(tmp_path, ("pier.jpg", bytes(5000))))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            archive.find("pier.jpg")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
