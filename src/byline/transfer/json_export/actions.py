"""The verb: write everything as JSON Lines."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from byline import __version__
from byline.lib.atomic_write import Durability, atomic_write
from byline.transfer.json_export.record_kinds import RECORD_KINDS, ExportScope

FORMAT, FORMAT_VERSION = "byline-records", 1
MANIFEST_FILE = "export.json"  # without a count of records the others are not whole

Progress = Callable[[str, int, int], object]
PROGRESS_INTERVAL = 100  # records between two signs of life


class JsonExportError(Exception):
    """Why no records were written, in a sentence for whoever asked for them."""


def export_json(asked: ExportScope, folder: Path, progress: Progress) -> dict[str, int]:
    """Write a file a kind into `folder`, and say how many records each has. Raises NotWritten.

    An earlier export in the same folder is taken away first; files of these names that are none are left alone.
    """
    try:
        _make_room(folder)
        written = {
            kind: _write(kind, asked, folder / f"{kind}.jsonl", progress) for kind in RECORD_KINDS
        }
        (folder / MANIFEST_FILE).write_text(_about(written), encoding="utf-8")
    except OSError as error:
        raise JsonExportError(f"{folder} could not be written: {error}.") from error
    return written


def _make_room(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    there = [
        name for name in (f"{kind}.jsonl" for kind in RECORD_KINDS) if (folder / name).exists()
    ]
    if there and not _is_ours(folder / MANIFEST_FILE):
        raise JsonExportError(
            f"{folder} has {', '.join(there)}, which no export made. Nothing was written; choose another folder."
        )
    (folder / MANIFEST_FILE).write_text(_about(None), encoding="utf-8")
    for name in there:
        (folder / name).unlink()


def _is_ours(about: Path) -> bool:
    try:
        return bool(json.loads(about.read_text(encoding="utf-8"))["format"] == FORMAT)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _write(kind: str, asked: ExportScope, file: Path, progress: Progress) -> int:
    number = 0
    with atomic_write(file, Durability.NONE) as draft, draft.open("w", encoding="utf-8") as lines:
        for number, record in enumerate(RECORD_KINDS[kind](asked), 1):
            lines.write(f"{json.dumps(record, ensure_ascii=False)}\n")
            if number % PROGRESS_INTERVAL == 0:
                progress(kind, number, 0)
    progress(kind, number, number)
    return number


def _about(written: dict[str, int] | None) -> str:
    made_at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    about = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "byline": __version__,
        "made_at": made_at,
        "records": written,
    }
    return json.dumps(about, indent=1)
