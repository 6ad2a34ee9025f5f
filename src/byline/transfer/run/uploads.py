"""The folder of files that was given with an export: WordPress's `wp-content/uploads`, or a folder that holds it."""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

from byline.transfer.html.links import SIZE_SUFFIX, decode_path

File = TypeVar("File")
BEFORE_UPLOADS = re.compile(r"^.*?/(?:wp-content/uploads|wp-content/blogs\.dir/\d+/files|files)/")
SITES = re.compile(r"^sites/\d+/")
SCALED = re.compile(r"-(?:scaled|rotated)(?=\.\w{2,5}$)")


class Uploads(Protocol):
    """Where the old site's files are to be had."""

    def find(self, *names: str) -> Path | None:
        """The file at the first of these paths or addresses that is here; a size of it leads to the whole picture."""
        ...


class UploadsFolder:
    """Finds files by the path or the address that WordPress knew them by. Only what the folder holds is ever opened."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: dict[str, Path] = {}
        for base, _, names in os.walk(folder, followlinks=False):
            for name in names:
                path = Path(base, name)
                if path.is_file() and not path.is_symlink():
                    self._files[key_within(path.relative_to(folder).as_posix())] = path

    def find(self, *names: str) -> Path | None:
        """As Uploads says."""
        return first_of(names, self._files)


def key_within(path: str) -> str:
    """What a file of the folder, or of the archive of it, is known by."""
    return BEFORE_UPLOADS.sub("", f"/{path}").removeprefix("/").removeprefix("uploads/").lower()


def first_of(names: Iterable[str], files: Mapping[str, File]) -> File | None:
    """The first of these files that there is."""
    return next((files[key] for name in names for key in keys_of(name) if key in files), None)


def keys_of(name: str) -> list[str]:
    """Under which keys a file may lie, the likeliest first."""
    if not name:
        return []
    try:
        path = decode_path(urlsplit(name).path)
    except ValueError:
        return []
    key = BEFORE_UPLOADS.sub("", path).lstrip("/").lower()
    forms = [key, SITES.sub("", key)]
    forms += [SIZE_SUFFIX.sub("", form) for form in forms]
    forms += [SCALED.sub("", form) for form in forms]
    return list(dict.fromkeys(forms))
