"""Where uploads are stored: what is served, and beside it the originals, which are not.

`MEDIA_ROOT` is the folder that a web server may serve from disk. Names in it carry a digest that
cannot be guessed, so that an upload is public only to those who are given its address, and another
upload never gets the address of a deleted one.
"""

import hashlib
import re
from functools import cached_property
from pathlib import Path
from typing import IO, Any, Final

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.crypto import salted_hmac
from django.utils.deconstruct import deconstructible

ORIGINALS: Final = "originals"
ORIGINALS_PATH: Final = "pictures/"
DIGEST_LENGTH: Final = 32  # hexadecimal digits: 128 bits
DIGEST_IN_NAME: Final = re.compile(rf"-[0-9a-f]{{{DIGEST_LENGTH}}}$")


class UploadsStorage(FileSystemStorage):
    """Stores a file whole or not at all: what a full disk cuts off is deleted."""

    def _save(self, name: str, content: Any) -> str:
        is_ours = not self.exists(name)
        try:
            stored: str = super()._save(name, content)  # type: ignore[misc]  # not in the stubs
        except OSError:
            if is_ours:
                Path(self.path(name)).unlink(missing_ok=True)
            raise
        return stored


@deconstructible(path="byline.lib.media_folders.OriginalsStorage")
class OriginalsStorage(UploadsStorage):
    """Stores originals beside `MEDIA_ROOT`. Their URL is that of the largest public size."""

    @cached_property
    def base_location(self) -> str:
        return str(Path(settings.MEDIA_ROOT).parent / ORIGINALS)

    @cached_property
    def base_url(self) -> str:
        return f"{settings.MEDIA_URL}{ORIGINALS_PATH}"

    def _clear_cached_properties(self, setting: Any, **kwargs: Any) -> None:
        super()._clear_cached_properties(setting, **kwargs)
        if setting in ("MEDIA_ROOT", "MEDIA_URL"):
            for name in ("base_location", "location", "base_url"):
                self.__dict__.pop(name, None)


originals_storage = OriginalsStorage()


def media_folder() -> Path:
    """The folder of all uploads, served or not."""
    return Path(settings.MEDIA_ROOT).parent


def path_in_media(file: Any) -> str:
    """The path of a stored file in the folder of all uploads."""
    return Path(file.path).relative_to(media_folder()).as_posix()


def unguessable_digest(file: IO[bytes]) -> str:
    """The same for the same content, and a secret to those who have the content."""
    file.seek(0)
    content = hashlib.file_digest(file, "sha256").digest()  # type: ignore[arg-type]
    file.seek(0)
    return salted_hmac("byline.media", content, algorithm="sha256").hexdigest()[:DIGEST_LENGTH]


def is_new(file: Any) -> bool:
    """Whether the file of a field has not been stored yet."""
    return bool(file) and not file._committed  # noqa: SLF001 (Django has no public name for it)


def without_digest(stem: str) -> str:
    """The name that a document had before its digest was added, without its extension."""
    return DIGEST_IN_NAME.sub("", stem)
