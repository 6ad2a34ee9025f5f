"""Making a backup: one zip file, complete or absent."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import IO

from byline import __version__
from byline.lib.atomic_write import Durability, atomic_write
from byline.safekeeping.backup_folder import backup_name, lock_folder, surplus
from byline.safekeeping.backup_reader import is_backup
from byline.safekeeping.choices import (
    FOLDERS,
    KEY_FILE,
    MANIFEST,
    OPTIONS_FILE,
    SEALED,
    SECRETS,
    SQLITE_COPY,
    Progress,
    no_progress,
)
from byline.safekeeping.databases import Database, installation_database
from byline.safekeeping.exceptions import BackupFailed, DatabaseFailed
from byline.safekeeping.manifest import Contents, Manifest, ManifestFile
from byline.safekeeping.sealing import seal

CHUNK_BYTES = 1 << 20
COMPRESSED_SUFFIXES = frozenset(
    {".txt", ".csv", ".json", ".svg", ".xml", ".html", ".table", ".bmp", ".tif", ".tiff", ".wav"}
)


def back_up(
    data: Path,
    file: Path,
    *,
    database_url: str = "",
    passphrase: str = "",
    secret_key: str = "",
    media: bool = True,
    progress: Progress = no_progress,
) -> Manifest:
    """Write everything in the data folder `data` to `file`, while Byline runs.

    `database_url` is the setting `database`. Secrets are included only with a `passphrase`; the
    key among them is `secret_key`, the setting, or that of the data folder.
    Raises BackupFailed, with a reason for the operator; then nothing of the backup is left, and an
    older one in its place stays.
    """
    database = installation_database(data, database_url)
    _check(data, database, file)
    try:
        with (
            atomic_write(file, Durability.FILE_AND_FOLDER) as draft,
            _copy_of(database, draft, progress) as (copy, contents),
        ):
            sources = [(database.copy_name, copy), *(_files_of(data) if media else ())]
            parts = ["database", "media"] if media else ["database"]
            manifest = Manifest(__version__, _now(), contents.migrations, contents.rows, parts)
            secrets = seal(_secrets_of(data, secret_key), passphrase) if passphrase else b""
            _write(draft, sources, manifest, secrets, progress)
            return manifest
    except (OSError, DatabaseFailed) as error:
        raise BackupFailed(
            f"{file} could not be written: {error}. Nothing of it is left."
        ) from error


def keep_backup(
    data: Path,
    folder: Path,
    most: int,
    *,
    now: datetime,
    database_url: str = "",
    progress: Progress = no_progress,
) -> Path:
    """Make a backup in this folder, named after the time, and delete the oldest beyond `most`."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with lock_folder(folder):
            file = folder / backup_name(now)
            back_up(data, file, database_url=database_url, progress=progress)
            for old in surplus(folder, most):
                old.unlink()
    except OSError as error:
        raise BackupFailed(f"No backup could be made in {folder}: {error}.") from error
    return file


def _check(data: Path, database: Database, file: Path) -> None:
    try:
        database.check_exists()
    except DatabaseFailed as error:
        raise BackupFailed(f"Nothing was backed up: {error}.") from error
    if file.is_dir():
        raise BackupFailed(f"{file} is a folder; name a file in it, or use --keep and --folder.")
    if file.exists() and not is_backup(file):
        raise BackupFailed(
            f"{file} exists and is not a backup made by Byline, so it was not replaced. "
            "Choose another name."
        )
    if any(file.resolve().is_relative_to((data / folder).resolve()) for folder in FOLDERS):
        raise BackupFailed(f"{file} would be in a folder that is backed up. Choose another folder.")
    if not file.parent.is_dir():
        raise BackupFailed(
            f"The folder {file.parent} does not exist. Make it first, for the account that owns "
            f"{data}."
        )


@contextmanager
def _copy_of(
    database: Database, draft: Path, progress: Progress
) -> Iterator[tuple[Path, Contents]]:
    copy = draft.with_name(f"{draft.name}.{database.copy_name}")
    try:
        copy.unlink(missing_ok=True)
        copy.touch(mode=0o600)
        yield copy, database.copy(copy, progress)
    finally:
        for path in copy.parent.glob(f"{copy.name}*"):
            path.unlink()


def _write(
    draft: Path,
    sources: list[tuple[str, Path]],
    manifest: Manifest,
    secrets: bytes,
    progress: Progress,
) -> None:
    total, done = sum(path.stat().st_size for _, path in sources if path.exists()), 0
    draft.touch(mode=0o600, exist_ok=False)
    with draft.open("r+b") as whole, zipfile.ZipFile(whole, "w") as archive:
        for name, path in sources:
            try:
                source = path.open("rb")
            except FileNotFoundError:
                continue  # deleted at the desk meanwhile
            with source:
                manifest.files[name] = entry = _add(archive, name, source)
            done += entry.bytes
            progress("The backup", min(done, total), total)
        if secrets:
            manifest.files[SEALED] = _add_bytes(archive, SEALED, secrets)
        _add_bytes(archive, MANIFEST, manifest.as_json())


def _files_of(data: Path) -> Iterator[tuple[str, Path]]:
    for folder in FOLDERS:
        for path in sorted((data / folder).rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(data).as_posix(), path


def _secrets_of(data: Path, secret_key: str) -> dict[str, str]:
    paths = [*sorted((data / SECRETS).glob("*")), data / OPTIONS_FILE]
    texts = {
        path.relative_to(data).as_posix(): path.read_text(encoding="utf-8")
        for path in paths
        if path.is_file()
    }
    return {**texts, KEY_FILE: secret_key} if secret_key else texts


def _add(archive: zipfile.ZipFile, name: str, source: IO[bytes]) -> ManifestFile:
    entry = zipfile.ZipInfo(name, datetime.now(UTC).timetuple()[:6])
    entry.external_attr = 0o600 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED if _is_compressible(name) else zipfile.ZIP_STORED
    length, digest = 0, sha256()
    with archive.open(entry, "w", force_zip64=True) as target:
        while chunk := source.read(CHUNK_BYTES):
            target.write(chunk)
            digest.update(chunk)
            length += len(chunk)
    return ManifestFile(length, digest.hexdigest())


def _add_bytes(archive: zipfile.ZipFile, name: str, content: bytes) -> ManifestFile:
    archive.writestr(
        zipfile.ZipInfo(name, datetime.now(UTC).timetuple()[:6]), content, zipfile.ZIP_DEFLATED
    )
    return ManifestFile(len(content), sha256(content).hexdigest())


def _is_compressible(name: str) -> bool:
    return name == SQLITE_COPY or Path(name).suffix.lower() in COMPRESSED_SUFFIXES


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
