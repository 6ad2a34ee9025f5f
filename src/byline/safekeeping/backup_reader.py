"""A backup, looked at by somebody who does not trust it."""

import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO

from byline.safekeeping.choices import COPY, FOLDERS, MANIFEST, SEALED
from byline.safekeeping.manifest import Manifest, read_manifest

LONGEST_MANIFEST = 256_000_000  # bytes: a million files and more
LARGEST_SEALED = 10_000_000
BITE = 1 << 20
BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError)


class BackupReader:
    """A backup whose names and lengths are those of its manifest. Its contents are compared as they are read."""

    def __init__(self, parcel: zipfile.ZipFile) -> None:
        self._parcel = parcel
        self.manifest = self._manifest()
        self._check_names()

    @property
    def size(self) -> int:
        """Bytes that it takes when it is unpacked."""
        return sum(held.bytes for held in self.manifest.files.values())

    def unpack(self, name: str, target: Path) -> None:
        """Write one of its files. Raises ValueError where it is not what the manifest says."""
        target.parent.mkdir(parents=True, exist_ok=True)
        with self._parcel.open(name) as source, target.open("xb") as file:
            self._copy(name, source, file)

    def sealed(self) -> bytes:
        return self._parcel.read(SEALED)

    def _copy(self, name: str, source: IO[bytes], file: IO[bytes]) -> None:
        digest = sha256()
        try:
            while bite := source.read(BITE):
                digest.update(bite)
                file.write(bite)
        except zipfile.BadZipFile:
            raise ValueError(f"{name} in it is damaged: its checksum is another") from None
        if digest.hexdigest() != self.manifest.files[name].sha256:
            raise ValueError(f"{name} in it is damaged: its checksum is another")

    def _manifest(self) -> Manifest:
        try:
            entry = self._parcel.getinfo(MANIFEST)
        except KeyError:
            raise ValueError("it was not made by `byline backup`: it has no manifest") from None
        if entry.file_size > LONGEST_MANIFEST:
            raise ValueError("its manifest is too long")
        return read_manifest(self._parcel.read(entry))

    def _check_names(self) -> None:
        entries = self._parcel.infolist()
        held = {entry.filename: entry for entry in entries}
        if len(held) != len(entries) or set(held) - {MANIFEST} != set(self.manifest.files):
            raise ValueError("what is in it is not what its manifest says")
        for name, told in self.manifest.files.items():
            check_name(name)
            if held[name].file_size != told.bytes or stat.S_ISLNK(held[name].external_attr >> 16):
                raise ValueError(f"{name} in it is not what its manifest says")
        if COPY not in held:
            raise ValueError("there is no database in it")
        if SEALED in held and held[SEALED].file_size > LARGEST_SEALED:
            raise ValueError("its sealed secrets are too long")


def check_name(name: str) -> None:
    """Raises ValueError for a name that would lead out of the folders that a backup has."""
    parts = PurePosixPath(name).parts
    if name in (COPY, SEALED):
        return
    plain = "\\" not in name and "\0" not in name and ".." not in parts and "/".join(parts) == name
    if not plain or len(parts) < 2 or parts[0] not in FOLDERS:  # noqa: PLR2004 (a folder and a name)
        raise ValueError(f"{name!r} in it would lead out of the data folder")


@contextmanager
def open_backup(file: Path) -> Iterator[BackupReader]:
    """The backup in this file. Raises ValueError, in words for a person, where it is none or is not whole."""
    try:
        with zipfile.ZipFile(file) as parcel:
            yield BackupReader(parcel)
    except BROKEN as error:
        raise ValueError(f"it is damaged, or no zip file ({error})") from error


def is_backup(file: Path) -> bool:
    try:
        with open_backup(file):
            return True
    except (OSError, ValueError):
        return False
