"""The folder that is written to: what in it is ours, what changed, and what somebody else put there."""

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from filecmp import cmp
from pathlib import Path

from byline.lib.atomic_write import Durability, atomic_write, replace_content
from byline.transfer.static_export.choices import StaticExportError

MANIFEST_FILE = ".byline-export.json"  # the names of the files that are ours
CRAWL_STATE_FILE = ".byline-export.sqlite3"
MAX_LISTED_FILES = 5


@dataclass
class OutputFolder:
    """`written`, `unchanged` and `removed` count files."""

    path: Path
    ours: set[str] = field(default_factory=set)
    planned: set[str] = field(default_factory=set)
    written: int = 0
    unchanged: int = 0
    removed: int = 0

    def plan(self, files: Iterable[str]) -> None:
        """Say which files will be there, before the first is written. Raises NotExported where others' stand in their places."""
        self.ours, self.planned = self._listed(), set(files)
        strange = sorted(file for file in self.planned - self.ours if (self.path / file).exists())
        if strange:
            some = ", ".join(strange[:MAX_LISTED_FILES]) + (
                " …" if len(strange) > MAX_LISTED_FILES else ""
            )
            raise StaticExportError(
                f"{self.path} has files of the same names that were not made here: {some}. Nothing was written."
            )
        self._list(self.ours | self.planned)

    def put(self, file: str, content: bytes) -> None:
        """Write the file unless it is there already as it should be."""
        path = self.path / file
        if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
            self.unchanged += 1
            return
        with self._draft(path) as draft:
            draft.write_bytes(content)

    def copy(self, file: str, source: Path) -> None:
        """The same, of a file that may be large."""
        path = self.path / file
        if path.is_file() and cmp(source, path, shallow=False):
            self.unchanged += 1
            return
        with self._draft(path) as draft:
            shutil.copyfile(source, draft)

    def clear_away(self) -> None:
        """Remove what is ours and not planned any more, and the folders that it leaves empty."""
        for file in sorted(self.ours - self.planned):
            path = self.path / file
            if path.is_file():
                path.unlink()
                self.removed += 1
            with suppress(OSError):
                for folder in path.parents:
                    if folder == self.path:
                        break
                    folder.rmdir()
        self._list(self.planned)

    @contextmanager
    def _draft(self, path: Path) -> Iterator[Path]:
        """A name to write under; what stands there at the end takes its place, and nothing is left of a failure."""
        if path.is_dir():
            raise StaticExportError(f"A file is needed where the folder {path} stands.")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            raise StaticExportError(
                f"A folder is needed where the file {path.parent} stands."
            ) from None
        with atomic_write(path, Durability.NONE) as draft:
            yield draft
        self.written += 1

    def _listed(self) -> set[str]:
        try:
            return set(json.loads((self.path / MANIFEST_FILE).read_text(encoding="utf-8"))["files"])
        except FileNotFoundError:
            return set()
        except (ValueError, KeyError, TypeError):
            raise StaticExportError(
                f"{self.path / MANIFEST_FILE} cannot be read, so nobody knows which files are ours. Choose an empty folder."
            ) from None

    def _list(self, files: set[str]) -> None:
        manifest = {"made by": "byline export static", "files": sorted(files)}
        content = json.dumps(manifest, ensure_ascii=False, indent=0).encode()
        replace_content(self.path / MANIFEST_FILE, content, Durability.NONE)
