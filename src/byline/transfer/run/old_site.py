"""Files that were not given, asked of the old site, one after the other, without haste."""

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
    """As Uploads: what `given` does not have is fetched, if it stood among the uploads of one of these `hosts`.

    What has come is known by the ledger, so that a later run asks only for what is still missing. A path is good until the
    next file is asked for.
    """

    def __init__(self, hosts: Collection[str], given: Uploads | None, contact: str) -> None:
        self._hosts, self._given, self._contact = hosts, given, contact
        self._silent, self._asked = 0, set[str]()
        self._folder = Path(mkdtemp(prefix="byline-"))
        finalize(self, shutil.rmtree, self._folder, ignore_errors=True)

    def find(self, *names: str) -> Path | None:
        """As Uploads says; None also where the old site has it no longer, or does not answer."""
        found = self._given.find(*names) if self._given else None
        addresses = [] if found else [name for name in names if self._is_theirs(name)]
        return found or next(filter(None, map(self._fetch, addresses)), None)

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
