"""The old site's files in a zip archive.

Names in the archive never decide where a file is unpacked.
"""

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
"""How many times larger than packed a file may be, unless it is small."""
MIN_CHECKED_SIZE = 10 * 2**20
CHUNK_SIZE = 2**20


class BadArchive(Exception):
    """The archive is not accepted; the message says why."""


class UploadsArchive:
    """Like UploadsFolder, for a zip archive; links are ignored too. One file is unpacked at a time.

    Raises BadArchive for a file that is not a zip archive, for names that point outside of it, and
    for files that are too large when unpacked.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError) as error:
            raise BadArchive(f"{path} can't be read as a zip archive ({error}).") from error
        self._files = {}
        for member in self._zip.infolist():
            _check(member)
            if not (member.is_dir() or stat.S_ISLNK(member.external_attr >> 16)):
                self._files[key_within(member.filename)] = member
        self._folder = Path(mkdtemp(prefix="byline-"))
        finalize(self, shutil.rmtree, self._folder, ignore_errors=True)

    def find(self, *names: str) -> Path | None:
        """As Uploads.find. The path is valid until the next call.

        None also where the file is damaged.
        """
        member = first_of(names, self._files)
        if member is None:
            return None
        for old_file in self._folder.iterdir():
            old_file.unlink()
        path = self._folder / PurePosixPath(member.filename).name
        try:
            _unpack(self._zip, member, path)
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
        return path


def _check(member: zipfile.ZipInfo) -> None:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts:
        raise BadArchive(
            "The archive was refused, because a name in it points outside of it: "
            f"{member.filename}."
        )
    if member.file_size > MAX_FILE_SIZE or (
        member.file_size > MIN_CHECKED_SIZE
        and member.file_size > member.compress_size * MAX_COMPRESSION_RATIO
    ):
        raise BadArchive(
            f"The archive was refused: {member.filename} would have {member.file_size:,} bytes "
            "when unpacked."
        )


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> None:
    """Never write more than the size that the archive declares."""
    left = member.file_size
    with archive.open(member) as packed, path.open("wb") as file:
        while left > 0 and (chunk := packed.read(min(CHUNK_SIZE, left))):
            left -= file.write(chunk)
