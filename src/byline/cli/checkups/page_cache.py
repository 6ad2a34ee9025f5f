"""The press: can pages be kept, and is the index about them sound?"""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from byline.cli.checkups import Complaint
from byline.press.invalidations import tags_open_for
from byline.press.store import PageStore, the_store

LONG = 300.0  # seconds after which a change that is under way is worth a word


def page_cache() -> Iterator[Complaint]:
    """A folder that cannot be written to, a broken index, a change that does not end. Nothing where the press is off or new."""
    store = the_store()
    if not settings.OPTIONS.press or not store.folder.exists():
        return
    if not os.access(store.folder, os.W_OK | os.X_OK):
        yield cannot_write(store.folder)
        return
    yield from _ledger(store)


def cannot_write(folder: Path) -> Complaint:
    return Complaint(
        f"Printed pages cannot be kept: {folder} cannot be written to, and changes are refused because of it.",
        "Let the account that runs Byline own it: chown -R ACCOUNT FOLDER.",
    )


def _ledger(store: PageStore) -> Iterator[Complaint]:
    file = store.folder / "index.sqlite3"
    if not file.exists():
        return
    try:
        index = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
        tags = tags_open_for(index, LONG)
        index.close()
    except sqlite3.Error as error:
        yield Complaint(
            f"The index of printed pages is damaged: {error}.",
            "Start `byline run` again; it begins a new one.",
        )
        return
    if tags:
        yield Complaint(
            f"A change has been under way for over five minutes; pages that show {', '.join(tags)} are not kept meanwhile.",
            "Perhaps an import is at work. Otherwise start `byline run` again.",
        )
