"""The manifest of a backup: what is in it, and how to tell that it is whole."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from byline.safekeeping.choices import FORMAT, FORMAT_VERSION


@dataclass(frozen=True)
class ManifestFile:
    """A file in the backup: its length in bytes and the SHA-256 of what it holds, in hexadecimal."""

    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`made_at` is in UTC (ISO 8601), `migrations` are those the database has had ("app.name"), `rows` are counted by table.

    `parts` are "database" and, unless it was left out, "media".
    """

    byline: str
    made_at: str
    migrations: list[str]
    rows: dict[str, int]
    parts: list[str]
    files: dict[str, ManifestFile] = field(default_factory=dict)
    format: str = FORMAT
    format_version: int = FORMAT_VERSION

    def as_json(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()


def read_manifest(written: bytes) -> Manifest:
    """The manifest that this is. Raises ValueError, in words for a person, where it is none of ours or a newer one."""
    try:
        found = json.loads(written)
        if found["format"] != FORMAT:
            raise ValueError("it was not made by `byline backup`")
        if found["format_version"] > FORMAT_VERSION:
            raise ValueError(
                f"it was made by a newer Byline ({found['byline']}); put it back with that one"
            )
        return _of(found)
    except (KeyError, TypeError, AttributeError, json.JSONDecodeError, UnicodeDecodeError):
        raise ValueError("its manifest cannot be read") from None


def _of(found: dict[str, Any]) -> Manifest:
    files = {
        str(name): ManifestFile(int(held["bytes"]), str(held["sha256"]))
        for name, held in found["files"].items()
    }
    rows = {str(table): int(number) for table, number in found["rows"].items()}
    parts = [str(part) for part in found["parts"]]
    return Manifest(
        str(found["byline"]), str(found["made_at"]), list(found["migrations"]), rows, parts, files
    )
