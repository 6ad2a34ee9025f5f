"""Django's file-based cache, made harmless on a full disk."""

from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache

from byline.lib.disk_full import is_disk_full


class OptionalFileCache(FileBasedCache):
    """A cache in files. On a full disk it stores nothing and raises nothing."""

    def set(
        self,
        key: str,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        try:
            super().set(key, value, timeout, version)
        except OSError as error:
            if not is_disk_full(error):
                raise
