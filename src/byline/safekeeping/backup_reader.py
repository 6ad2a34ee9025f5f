"""Reading a backup without trusting it."""

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO

from byline.safekeeping.choices import COPIES, FOLDERS, MANIFEST, SEALED
from byline.safekeeping.manifest import Manifest, read_manifest

MAX_MANIFEST_BYTES = 256_000_000  # enough for more than a million files
MAX_SEALED_BYTES = 10_000_000
CHUNK_BYTES = 1 << 20
# Whatever zipfile and the decompressors raise for damaged bytes, wherever they are.
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OverflowError,
    IndexError,
)


class BackupReader:
    """A backup whose names and lengths match its manifest. Reading a file verifies its content."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.manifest = self._manifest()
        self._check_names()

    @property
    def copy_name(self) -> str:
        """The name of the copy of the database."""
        return next(name for name in COPIES if name in self.manifest.files)

    @property
    def size(self) -> int:
        """The unpacked size in bytes."""
        return sum(held.bytes for held in self.manifest.files.values())

    def unpack(self, name: str, target: Path) -> None:
        """Unpack one of its files. Raises ValueError if it does not match the manifest."""
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            self._copy(name, file)

    def sealed(self) -> bytes:
        """The sealed secrets. Raises ValueError if they do not match the manifest."""
        unpacked = BytesIO()
        self._copy(SEALED, unpacked)
        return unpacked.getvalue()

    def _copy(self, name: str, file: IO[bytes]) -> None:
        digest, left = sha256(), self.manifest.files[name].bytes
        for chunk in self._chunks(name):
            left -= len(chunk)
            if left < 0:
                raise ValueError(f"its file {name} is longer than its manifest lists")
            digest.update(chunk)
            file.write(chunk)
        if digest.hexdigest() != self.manifest.files[name].sha256:
            raise ValueError(f"its file {name} is damaged: the checksum is wrong")

    def _chunks(self, name: str) -> Iterator[bytes]:
        try:
            with self._archive.open(name) as source:
                while chunk := source.read(CHUNK_BYTES):
                    yield chunk
        except ZIP_ERRORS as error:
            raise ValueError(f"its file {name} is damaged: the checksum is wrong") from error

    def _manifest(self) -> Manifest:
        try:
            entry = self._archive.getinfo(MANIFEST)
        except KeyError:
            raise ValueError("it has no manifest, so it was not made by `byline backup`") from None
        if entry.file_size > MAX_MANIFEST_BYTES:
            raise ValueError("its manifest is too long")
        return read_manifest(self._archive.read(entry))

    def _check_names(self) -> None:
        entries = self._archive.infolist()
        held = {entry.filename: entry for entry in entries}
        if len(held) != len(entries) or set(held) - {MANIFEST} != set(self.manifest.files):
            raise ValueError("its files do not match its manifest")
        for name, expected in self.manifest.files.items():
            check_name(name)
            if held[name].file_size != expected.bytes or stat.S_ISLNK(
                held[name].external_attr >> 16
            ):
                raise ValueError(f"its file {name} does not match its manifest")
        if len(set(COPIES) & set(held)) != 1:
            raise ValueError("it has no database, or two")
        if SEALED in held and held[SEALED].file_size > MAX_SEALED_BYTES:
            raise ValueError("its sealed secrets are too long")


def check_name(name: str) -> None:
    """Raises ValueError for a name outside the folders of a backup."""
    parts = PurePosixPath(name).parts
    if name in (*COPIES, SEALED):
        return
    plain = "\\" not in name and "\0" not in name and ".." not in parts and "/".join(parts) == name
    if not plain or len(parts) < 2 or parts[0] not in FOLDERS:  # noqa: PLR2004 - folder, name
        raise ValueError(f"its file {name!r} would be outside the data folder")


@contextmanager
def open_backup(file: Path) -> Iterator[BackupReader]:
    """The backup in this file. If it is not one, ValueError gives the operator a reason."""
    with ExitStack() as opened:
        try:
            reader = BackupReader(opened.enter_context(zipfile.ZipFile(file)))
        except ValueError:
            raise
        except ZIP_ERRORS as error:
            raise ValueError(f"it is damaged, or it is not a zip file ({error})") from error
        yield reader


def is_backup(file: Path) -> bool:
    try:
        with open_backup(file):
            return True
    except (OSError, ValueError):
        return False
