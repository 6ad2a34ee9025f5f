"""The manifest of a backup: its contents, and how to verify them."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from byline.safekeeping.choices import FORMAT, FORMAT_VERSION

JSON_ERRORS = (json.JSONDecodeError, UnicodeDecodeError, RecursionError)


@dataclass(frozen=True)
class ManifestFile:
    """A file in the backup: its length in bytes, and its SHA-256 in hexadecimal."""

    bytes: int
    sha256: str


@dataclass(frozen=True)
class Contents:
    """The migrations applied to a database ("app.name"), and the rows of each table."""

    migrations: list[str]
    rows: dict[str, int]


@dataclass(frozen=True)
class Manifest:
    """`made_at` is in UTC (ISO 8601); `migrations` are those applied to the database ("app.name").

    `rows` counts the rows of each table; `parts` are "database" and, unless left out, "media".
    """

    byline: str
    made_at: str
    migrations: list[str]
    rows: dict[str, int]
    parts: list[str]
    files: dict[str, ManifestFile] = field(default_factory=dict)
    format: str = FORMAT
    format_version: int = FORMAT_VERSION

    @property
    def contents(self) -> Contents:
        return Contents(self.migrations, self.rows)

    def as_json(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()


def read_manifest(content: bytes) -> Manifest:
    """Parse a manifest. Raises ValueError, with a reason for the operator, if it cannot be used."""
    try:
        manifest = json.loads(content)
        if manifest["format"] != FORMAT:
            raise ValueError("it was not made by `byline backup`")
        if manifest["format_version"] > FORMAT_VERSION:
            raise ValueError(
                f"it was made by a newer version, Byline {manifest['byline']}; "
                "restore it with that version"
            )
        return _of(manifest)
    except (KeyError, TypeError, AttributeError, OverflowError, *JSON_ERRORS):
        raise ValueError("its manifest cannot be read") from None


def _of(manifest: dict[str, Any]) -> Manifest:
    files = {
        str(name): ManifestFile(int(entry["bytes"]), str(entry["sha256"]))
        for name, entry in manifest["files"].items()
    }
    rows = {str(table): int(number) for table, number in manifest["rows"].items()}
    parts = [str(part) for part in manifest["parts"]]
    return Manifest(
        str(manifest["byline"]),
        str(manifest["made_at"]),
        list(manifest["migrations"]),
        rows,
        parts,
        files,
    )
