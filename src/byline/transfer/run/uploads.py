"""The files given with an export: WordPress's `wp-content/uploads`, or a folder with it."""

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
    """Finds the old site's files."""

    def find(self, *names: str) -> Path | None:
        """The file for the first of these paths or addresses that exists.

        A size of a picture leads to the original.
        """
        ...


class UploadsFolder:
    """Finds files by WordPress's paths or addresses. Only files in the folder are ever opened."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: dict[str, Path] = {}
        for base, _, names in os.walk(folder, followlinks=False):
            for name in names:
                path = Path(base, name)
                if path.is_file() and not path.is_symlink():
                    self._files[key_within(path.relative_to(folder).as_posix())] = path

    def find(self, *names: str) -> Path | None:
        return first_of(names, self._files)


def key_within(path: str) -> str:
    """The key of a file in the folder or archive, from its path there."""
    return BEFORE_UPLOADS.sub("", f"/{path}").removeprefix("/").removeprefix("uploads/").lower()


def first_of(names: Iterable[str], files: Mapping[str, File]) -> File | None:
    """The first of these files that exists."""
    return next((files[key] for name in names for key in keys_of(name) if key in files), None)


def keys_of(name: str) -> list[str]:
    """The keys that a file may have, the likeliest first."""
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
