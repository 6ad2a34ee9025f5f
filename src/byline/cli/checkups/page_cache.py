"""The page cache: can pages be stored, and is their index sound?"""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from byline.cli.checkups import Complaint
from byline.press.invalidations import tags_open_for
from byline.press.store import PageStore, installation_store

LONG_SECONDS = 300.0  # after which an open change is reported


def page_cache() -> Iterator[Complaint]:
    """Complain of a folder without write permission, a broken index, a change that does not end."""
    store = installation_store()
    if not settings.OPTIONS.press or not store.folder.exists():
        return
    if not os.access(store.folder, os.W_OK | os.X_OK):
        yield cannot_write(store.folder)
        return
    yield from _index(store)


def cannot_write(folder: Path) -> Complaint:
    return Complaint(
        f"Pages cannot be stored, because {folder} cannot be written to. "
        "Until then, changes are refused.",
        "Make the account that runs Byline its owner: chown -R ACCOUNT FOLDER.",
    )


def _index(store: PageStore) -> Iterator[Complaint]:
    file = store.folder / "index.sqlite3"
    if not file.exists():
        return
    try:
        index = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
        tags = tags_open_for(index, LONG_SECONDS)
        index.close()
    except sqlite3.Error as error:
        yield Complaint(
            f"The index of stored pages is damaged: {error}.",
            "Restart `byline run`, which makes a new one.",
        )
        return
    if tags:
        yield Complaint(
            f"A change has taken over five minutes, and pages that show {', '.join(tags)} "
            "are not stored until it ends.",
            "If no import is running, restart `byline run`.",
        )
