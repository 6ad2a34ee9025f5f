"""The pictures of a saved page: from the folder beside it, or fetched from their addresses."""

from io import BytesIO
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.files import File

from byline.lib import http_client
from byline.newsroom import actions
from byline.newsroom.models import Picture
from byline.transfer.html.converter_context import NoMedia, StoredFile
from byline.transfer.html.links import decode_path
from byline.transfer.run.fingerprint import fingerprint_of
from byline.transfer.run.ledger import Ledger

PICTURE = "picture"
LIMITS = http_client.Limits(seconds=30, size=25_000_000)


class Pictures(NoMedia):
    """Finds pictures for the converter.

    Each is stored once, also when the page is imported again.
    """

    def __init__(self, ledger: Ledger, folder: Path | None, *, fetch: bool) -> None:
        self.ledger, self.folder, self.fetch = ledger, folder, fetch

    def picture(self, number: int | None, address: str) -> StoredFile | None:
        kept = self.itself(address)
        return StoredFile(kept.pk, kept.file.url, kept.description) if kept else None

    def itself(self, address: str) -> Picture | None:
        """The picture from this address; None where it cannot be had or is not a picture."""
        if urlsplit(address).scheme not in ("http", "https"):
            return None
        key = fingerprint_of(address)
        known: Picture | None = self.ledger.target(PICTURE, key)
        return known or self._keep(key, address)

    def _keep(self, key: str, address: str) -> Picture | None:
        body = self._file_beside(address) or self._fetched(address)
        if not body:
            return None
        name = PurePosixPath(decode_path(urlsplit(address).path)).name or "picture"
        try:
            kept = actions.add_picture(
                File(BytesIO(body), name=name),
                site=self.ledger.source.site,
                title=PurePosixPath(name).stem,
            )
        except (ValidationError, OSError):
            return None
        self.ledger.record(PICTURE, key, kept, content_hash=fingerprint_of(address))
        return kept

    def _file_beside(self, address: str) -> bytes:
        """The file's bytes. Only files in the page's own folder are ever opened."""
        if self.folder is None:
            return b""
        parts = PurePosixPath(decode_path(urlsplit(address).path)).parts
        path = self.folder / parts[-1] if parts and self.folder.name in parts else None
        fine = (
            path is not None
            and path.is_file()
            and not path.is_symlink()
            and path.stat().st_size <= LIMITS.size
        )
        return path.read_bytes() if path and fine else b""

    def _fetched(self, address: str) -> bytes:
        if not self.fetch or urlsplit(address).hostname == "saved-page.invalid":
            return b""
        try:
            answer = http_client.get(address, headers={"Accept": "image/*"}, limits=LIMITS)
        except http_client.Unreachable:
            return b""
        return answer.body if answer.is_success else b""
