"""Writes all content as JSON Lines."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from byline import __version__
from byline.lib.atomic_write import Durability, atomic_write
from byline.transfer.json_export.record_kinds import RECORD_KINDS, ExportScope

FORMAT, FORMAT_VERSION = "byline-records", 1
MANIFEST_FILE = "export.json"  # has the number of records once all files are complete

Progress = Callable[[str, int, int], object]
PROGRESS_INTERVAL = 100  # records between two calls of `progress`


class JsonExportError(Exception):
    """The files could not be written. The message is for the person who asked for them."""


def export_json(scope: ExportScope, folder: Path, progress: Progress) -> dict[str, int]:
    """Write one file for each kind of record into `folder`, and return the numbers of records.

    An earlier export in the folder is deleted first. If the folder has files of the same names that
    no export wrote, nothing is changed. Raises JsonExportError.
    """
    try:
        _clear(folder)
        written = {
            kind: _write(kind, scope, folder / f"{kind}.jsonl", progress) for kind in RECORD_KINDS
        }
        (folder / MANIFEST_FILE).write_text(_manifest(written), encoding="utf-8")
    except OSError as error:
        raise JsonExportError(f"{folder} could not be written: {error}.") from error
    return written


def _clear(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{kind}.jsonl" for kind in RECORD_KINDS]
    existing = [file for file in files if file.exists()]
    if existing and not _is_export(folder / MANIFEST_FILE):
        names = ", ".join(file.name for file in existing)
        raise JsonExportError(
            f"{folder} has {names} from elsewhere. Nothing was written; choose another folder."
        )
    (folder / MANIFEST_FILE).write_text(_manifest(None), encoding="utf-8")
    for file in existing:
        file.unlink()


def _is_export(manifest: Path) -> bool:
    try:
        return bool(json.loads(manifest.read_text(encoding="utf-8"))["format"] == FORMAT)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _write(kind: str, scope: ExportScope, file: Path, progress: Progress) -> int:
    number = 0
    with atomic_write(file, Durability.NONE) as draft, draft.open("w", encoding="utf-8") as lines:
        for number, record in enumerate(RECORD_KINDS[kind](scope), 1):
            lines.write(f"{json.dumps(record, ensure_ascii=False)}\n")
            if number % PROGRESS_INTERVAL == 0:
                progress(kind, number, 0)
    progress(kind, number, number)
    return number


def _manifest(numbers_of_records: dict[str, int] | None) -> str:
    made_at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    manifest = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "byline": __version__,
        "made_at": made_at,
        "records": numbers_of_records,
    }
    return json.dumps(manifest, indent=1)
