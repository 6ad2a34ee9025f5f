"""A set-up made once: what the database and the data folder held, to begin every test from."""

import pickle
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Collection, Locale, Page

Made = TypeVar("Made")
FOLDERS = ("press", "media")
OURS = "process-locks"  # held open by the store of this process


class Snapshot:
    """What the database and the folders of pages and media held when it was made."""

    def __init__(self) -> None:
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        connection.ensure_connection()
        connection.connection.backup(self._database)
        self._folder = tempfile.TemporaryDirectory(prefix="snapshot-")
        for name in FOLDERS:
            if (settings.DATA / name).exists():
                shutil.copytree(
                    settings.DATA / name,
                    Path(self._folder.name) / name,
                    ignore=shutil.ignore_patterns(OURS),
                )

    def close(self) -> None:
        self._database.close()
        self._folder.cleanup()

    def restore(self) -> None:
        """Make the database and the folders what they were."""
        connection.ensure_connection()
        self._database.backup(connection.connection)
        ContentType.objects.clear_cache()
        for name in FOLDERS:
            empty_folder(settings.DATA / name)
            if (Path(self._folder.name) / name).exists():
                shutil.copytree(
                    Path(self._folder.name) / name, settings.DATA / name, dirs_exist_ok=True
                )


def empty_folder(folder: Path) -> None:
    """Remove everything in the folder but the locks that this process holds."""
    for entry in folder.iterdir() if folder.exists() else ():
        if entry.name == OURS:
            continue
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink()


class SetUpOnce(Generic[Made]):
    """Makes what tests begin with in an empty installation, once; later tests get a copy of it."""

    def __init__(self, make: Callable[[], Made]) -> None:
        self._make = make
        self._snapshot: Snapshot | None = None
        self._pickled = b""

    def close(self) -> None:
        if self._snapshot:
            self._snapshot.close()

    def begin(self) -> Made:
        if self._snapshot is None:
            empty_folder(settings.DATA / "press")
            if not Page.objects.exists():  # a transactional test emptied the database
                Locale.objects.get_or_create(language_code="en")
                Page.add_root(title="Root", slug="root")
                Collection.add_root(name="Root")
            self._pickled = pickle.dumps(self._make())
            self._snapshot = Snapshot()
        else:
            self._snapshot.restore()
        made: Made = pickle.loads(self._pickled)
        return made
