"""The old site's files in a zip archive. Nothing is unpacked by the name that it gives itself."""

import shutil
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp
from weakref import finalize

from byline.lib.disk_full import is_disk_full
from byline.transfer.run.uploads import first_of, key_within

MAX_FILE_SIZE = 512 * 2**20
"""Bytes of one file, unpacked."""
MAX_COMPRESSION_RATIO = 200
"""How much larger than packed a file may be, where it is large at all."""
MIN_CHECKED_SIZE = 10 * 2**20
CHUNK_SIZE = 2**20


class BadArchive(Exception):
    """The archive is not taken; the message says why."""


class UploadsArchive:
    """As Folder, of a zip; links are left out as there. One file is unpacked at a time, when asked for, and gone with the next.

    Raises BadArchive for what is no zip, for names that lead out of it, and for more than a file of its size can hold.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError) as error:
            raise BadArchive(f"{path} can't be read as a zip archive ({error}).") from error
        self._files = {}
        for one in self._zip.infolist():
            _check(one)
            if not (one.is_dir() or stat.S_ISLNK(one.external_attr >> 16)):
                self._files[key_within(one.filename)] = one
        self._folder = Path(mkdtemp(prefix="byline-"))
        finalize(self, shutil.rmtree, self._folder, ignore_errors=True)

    def find(self, *names: str) -> Path | None:
        """As Uploads says. The path is good until the next one is asked for. None also where it is broken."""
        one = first_of(names, self._files)
        if one is None:
            return None
        for before in self._folder.iterdir():
            before.unlink()
        to = self._folder / PurePosixPath(one.filename).name
        try:
            _unpack(self._zip, one, to)
        except (
            zipfile.BadZipFile,
            OSError,
            RuntimeError,
            NotImplementedError,
            EOFError,
            zlib.error,
        ) as error:
            if is_disk_full(error):
                raise
            return None  # damaged, behind a password, or packed in a way that Python does not know
        return to


def _check(one: zipfile.ZipInfo) -> None:
    path = PurePosixPath(one.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts:
        raise BadArchive(
            f"A name in the archive leads out of it: {one.filename}. No honest archive has such names."
        )
    if one.file_size > MAX_FILE_SIZE or (
        one.file_size > MIN_CHECKED_SIZE
        and one.file_size > one.compress_size * MAX_COMPRESSION_RATIO
    ):
        raise BadArchive(
            f"{one.filename} in the archive would be {one.file_size:,} bytes when unpacked, which no upload is."
        )


def _unpack(archive: zipfile.ZipFile, one: zipfile.ZipInfo, to: Path) -> None:
    """No more of it than it says itself."""
    left = one.file_size
    with archive.open(one) as packed, to.open("wb") as file:
        while left > 0 and (chunk := packed.read(min(CHUNK_SIZE, left))):
            left -= file.write(chunk)
