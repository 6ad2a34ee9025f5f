"""The folder that an export writes to. Files that other programs put there are never touched."""

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from filecmp import cmp
from pathlib import Path

from byline.lib.atomic_write import Durability, atomic_write, replace_content
from byline.transfer.static_export.choices import StaticExportError

MANIFEST_FILE = ".byline-export.json"  # lists the files that exports wrote
CRAWL_STATE_FILE = ".byline-export.sqlite3"
MAX_LISTED_FILES = 5


@dataclass
class OutputFolder:
    """`own` are the files of earlier exports. `written`, `unchanged` and `removed` count files."""

    path: Path
    own: set[str] = field(default_factory=set)
    planned: set[str] = field(default_factory=set)
    written: int = 0
    unchanged: int = 0
    removed: int = 0

    def plan(self, files: Iterable[str]) -> None:
        """Name all files of this export before the first one is written.

        Raises StaticExportError if the folder has other files of these names.
        """
        self.own, self.planned = self._read_manifest(), set(files)
        foreign = sorted(file for file in self.planned - self.own if (self.path / file).exists())
        if foreign:
            names = ", ".join(foreign[:MAX_LISTED_FILES])
            more = " …" if len(foreign) > MAX_LISTED_FILES else ""
            raise StaticExportError(
                f"{self.path} has files of the same names from elsewhere: {names}{more}. "
                "Nothing was written; choose another folder."
            )
        self._write_manifest(self.own | self.planned)

    def put(self, file: str, content: bytes) -> None:
        """Write the file unless it exists with this content."""
        path = self.path / file
        if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
            self.unchanged += 1
            return
        with self._draft(path) as draft:
            draft.write_bytes(content)

    def copy(self, file: str, source: Path) -> None:
        """Copy a file, which may be large, unless it exists with this content."""
        path = self.path / file
        if path.is_file() and cmp(source, path, shallow=False):
            self.unchanged += 1
            return
        with self._draft(path) as draft:
            shutil.copyfile(source, draft)

    def delete_obsolete(self) -> None:
        """Delete files of earlier exports that this one does not have, and emptied folders."""
        for file in sorted(self.own - self.planned):
            path = self.path / file
            if path.is_file():
                path.unlink()
                self.removed += 1
            with suppress(OSError):
                for folder in path.parents:
                    if folder == self.path:
                        break
                    folder.rmdir()
        self._write_manifest(self.planned)

    @contextmanager
    def _draft(self, path: Path) -> Iterator[Path]:
        """A draft that replaces the file at the end, and is deleted after a failure."""
        if path.is_dir():
            raise StaticExportError(
                f"{path} is a folder, but the export needs a file of that name. "
                "Choose another folder."
            )
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            raise StaticExportError(
                f"{path.parent} is a file, but the export needs a folder of that name. "
                "Choose another folder."
            ) from None
        with atomic_write(path, Durability.NONE) as draft:
            yield draft
        self.written += 1

    def _read_manifest(self) -> set[str]:
        try:
            return set(json.loads((self.path / MANIFEST_FILE).read_text(encoding="utf-8"))["files"])
        except FileNotFoundError:
            return set()
        except (ValueError, KeyError, TypeError):
            raise StaticExportError(
                f"{self.path / MANIFEST_FILE} cannot be read, "
                "so the files of earlier exports are unknown. "
                "Choose an empty folder."
            ) from None

    def _write_manifest(self, files: set[str]) -> None:
        manifest = {"made by": "byline export static", "files": sorted(files)}
        content = json.dumps(manifest, ensure_ascii=False, indent=0).encode()
        replace_content(self.path / MANIFEST_FILE, content, Durability.NONE)
