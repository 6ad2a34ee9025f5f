"""Fetches files that were not given from the old site, one after the other, with pauses."""

import shutil
import time
from collections.abc import Collection
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp
from urllib.parse import urlsplit
from weakref import finalize

from byline.lib import http_client
from byline.transfer.html.links import UPLOADS_PATH, decode_path, host_of
from byline.transfer.run.uploads import Uploads

PAUSE_SECONDS = 0.2  # seconds between two questions
MAX_UNANSWERED = 5  # questions in a row without an answer, after which nothing more is asked
LIMITS = http_client.Limits(seconds=60.0, size=64 * 2**20)
PAGE_TYPES = ("text/html", "application/xhtml+xml")


class OldSite:
    """As Uploads: files that `given` does not have are fetched if they were uploads on one of these
    `hosts`.

    Fetched files are in the ledger, so that a later run asks only for those still missing. A path
    is valid until the next call.
    """

    def __init__(self, hosts: Collection[str], given: Uploads | None, contact: str) -> None:
        self._hosts, self._given, self._contact = hosts, given, contact
        self._silent, self._asked = 0, set[str]()
        self._folder = Path(mkdtemp(prefix="byline-"))
        finalize(self, shutil.rmtree, self._folder, ignore_errors=True)

    def find(self, *names: str) -> Path | None:
        """As Uploads.find.

        None also where the old site no longer has the file or does not answer.
        """
        file = self._given.find(*names) if self._given else None
        addresses = [] if file else [name for name in names if self._is_theirs(name)]
        return file or next(filter(None, map(self._fetch, addresses)), None)

    def _is_theirs(self, name: str) -> bool:
        return (
            name.startswith(("http://", "https://"))
            and host_of(name) in self._hosts
            and bool(UPLOADS_PATH.search(name))
        )

    def _fetch(self, address: str) -> Path | None:
        if self._silent >= MAX_UNANSWERED or address in self._asked:
            return None
        if self._asked:
            time.sleep(PAUSE_SECONDS)
        self._asked.add(address)
        try:
            answer = http_client.get(address, limits=LIMITS, contact=self._contact)
        except http_client.Unreachable:
            self._silent += 1
            return None
        self._silent = 0
        return (
            self._keep(address, answer.body)
            if answer.is_success and answer.media_type not in PAGE_TYPES
            else None
        )

    def _keep(self, address: str, body: bytes) -> Path:
        for before in self._folder.iterdir():
            before.unlink()
        name = PurePosixPath(decode_path(urlsplit(address).path)).name.replace("\0", "")
        path = self._folder / (name[-100:] or "file")
        path.write_bytes(body)
        return path
