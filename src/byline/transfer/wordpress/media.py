"""The old site's pictures and documents, each imported once."""

from collections.abc import Iterable
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models, transaction
from wagtail.models import Site

from byline.lib.disk_full import is_disk_full
from byline.lib.pictures import limits as picture_limits
from byline.newsroom import actions
from byline.newsroom.models import Picture
from byline.transfer.html.converter_context import StoredFile
from byline.transfer.html.links import is_same_file
from byline.transfer.html.plain_text import plain_text
from byline.transfer.run.fingerprint import fingerprint_of
from byline.transfer.run.ledger import Ledger
from byline.transfer.run.uploads import Uploads, keys_of
from byline.transfer.wordpress.roundtrip import former_addresses
from byline.transfer.wordpress.rules import old_address
from byline.transfer.wordpress.survey import Attachment
from byline.transfer.wordpress_format.field_names import COPYRIGHT, CREDIT, PICTURE_CAPTION

ATTACHMENT, FILE = "attachment", "file"


class FileNotKept(Exception):
    """The file was given but cannot be stored; the message says why."""


class MediaLibrary:
    """Finds pictures and documents for the converter (`converter_context.Media`)."""

    def __init__(
        self, ledger: Ledger, attachments: dict[int, Attachment], uploads: Uploads | None
    ) -> None:
        self.ledger, self.attachments, self.uploads = ledger, attachments, uploads
        self._by_address = {
            _bare(attachment.url): attachment.id
            for attachment in attachments.values()
            if attachment.url
        }
        self._by_file = {
            attachment.file.lower(): attachment.id
            for attachment in attachments.values()
            if attachment.file
        }
        self._held: dict[tuple[str, str], tuple[models.Model, StoredFile] | None] = {}

    def picture(self, number: int | None, address: str) -> StoredFile | None:
        file = self._find(number, address)
        return file[1] if file and isinstance(file[0], Picture) else None

    def document(self, number: int | None, address: str) -> StoredFile | None:
        file = self._find(number, address)
        return file[1] if file and not isinstance(file[0], Picture) else None

    def picture_itself(self, number: int) -> Picture | None:
        file = self._find(number, "")
        return file[0] if file and isinstance(file[0], Picture) else None

    def attached(self, post: int | None) -> list[int]:
        if not post:
            return []
        mine = [
            attachment
            for attachment in self.attachments.values()
            if attachment.parent == post and _is_picture(attachment.file or attachment.url)
        ]
        return [
            attachment.id
            for attachment in sorted(mine, key=lambda attachment: (attachment.order, attachment.id))
        ]

    def address(self, number: int) -> str:
        return self.attachments[number].url if number in self.attachments else ""

    def knows(self, address: str) -> bool:
        return self._attachment(None, address) is not None

    def caption(self, number: int) -> str:
        """The caption of the attachment, "" without one."""
        return plain_text(self.attachments[number].caption) if number in self.attachments else ""

    def has(self, what: str) -> bool:
        """Whether a file that was missing in an earlier run (an address, or "attachment 12") is
        given now.
        """
        if self.uploads is None:
            return False
        number = what.removeprefix("attachment ")
        if number != what and number.isdecimal():
            return self._find(int(number), "") is not None
        return self._find(None, what) is not None

    def import_attachment(self, attachment: Attachment) -> models.Model | None:
        """Import the attachment's file; None when it was not given.

        Raises FileNotKept if it cannot be stored.
        """
        path = self.uploads.find(attachment.file, attachment.url) if self.uploads else None
        if path is None:
            return None
        with transaction.atomic():
            kept = self._keep(path, attachment)
            former = former_addresses(attachment.meta)
            self._redirect(
                kept, [attachment.url, attachment.page, f"/?attachment_id={attachment.id}", *former]
            )
            self.ledger.record(
                ATTACHMENT,
                str(attachment.id),
                kept,
                content_hash=fingerprint_of(attachment.file),
                line=attachment.line,
            )
        return kept

    def _find(self, number: int | None, address: str) -> tuple[models.Model, StoredFile] | None:
        attachment = self._attachment(number, address)
        key = (ATTACHMENT, str(attachment.id)) if attachment else (FILE, _bare(address))
        if key not in self._held:
            self._held[key] = self._look(key, attachment, address)
        return self._held[key]

    def _attachment(self, number: int | None, address: str) -> Attachment | None:
        """By its address first: numbers in classes often come from another site the text was copied
        from.
        """
        known = self._by_address.get(_bare(address)) if address else None
        for form in keys_of(address) if known is None else ():
            known = self._by_file.get(form) if known is None else known
        if known is not None:
            return self.attachments[known]
        attachment = self.attachments.get(number) if number is not None else None
        if attachment and (
            not address
            or is_same_file(attachment.url, address)
            or _stem(attachment.url) in _stem(address)
        ):
            return attachment
        return None

    def _look(
        self, key: tuple[str, str], attachment: Attachment | None, address: str
    ) -> tuple[models.Model, StoredFile] | None:
        known = self.ledger.find(*key)
        if known:
            return _held(known.target, attachment)
        path = (
            self.uploads.find(address) if self.uploads and attachment is None and address else None
        )
        if path is None:
            return None
        try:
            with transaction.atomic():
                kept = self._keep(path, None)
                self._redirect(kept, [address])
                self.ledger.record(FILE, key[1], kept, content_hash="")
        except FileNotKept:
            return None
        return _held(kept, None)

    def _redirect(self, kept: models.Model, links: Iterable[str]) -> None:
        """Redirect the file's old address, and WordPress's page for it, to the file here."""
        url = _url(kept)
        for path in filter(None, (old_address(link).whole for link in links)):
            if path != url:
                actions.redirect_to(self.ledger.source.site, path, url)

    def _keep(self, path: Path, attachment: Attachment | None) -> models.Model:
        title = plain_text(attachment.title) if attachment else ""
        try:
            with path.open("rb") as opened:
                return _add(
                    self.ledger.source.site,
                    File(opened, name=path.name),
                    title or path.stem,
                    attachment,
                )
        except (ValidationError, OSError) as error:
            if is_disk_full(error):
                raise
            raise FileNotKept(_words(error)) from error


def _add(site: Site, file: File[bytes], title: str, attachment: Attachment | None) -> models.Model:
    if _is_picture(str(file.name)):
        meta = attachment.meta if attachment else {}
        return actions.add_picture(
            file,
            site=site,
            title=title,
            description=attachment.alt if attachment else "",
            caption=meta.get(PICTURE_CAPTION, ""),
            credit=meta.get(CREDIT, ""),
            copyright_notice=meta.get(COPYRIGHT, ""),
        )
    document: models.Model = actions.add_document(file, site=site, title=title)
    return document


def _held(
    target: models.Model | None, attachment: Attachment | None
) -> tuple[models.Model, StoredFile] | None:
    if target is None:
        return None
    caption = plain_text(attachment.caption) if attachment else ""
    description = target.description if isinstance(target, Picture) else ""
    url = _url(target)
    return target, StoredFile(target.pk, url, description, caption)


def _url(target: models.Model) -> str:
    return target.file.url if isinstance(target, Picture) else str(getattr(target, "url", ""))


def _is_picture(name: str) -> bool:
    return name.partition("?")[0].lower().rpartition(".")[2] in picture_limits.EXTENSIONS


def _bare(address: str) -> str:
    """An address without scheme and query, for comparison."""
    return address.partition("?")[0].partition("://")[2].removeprefix("www.")[:200] or address[:200]


def _stem(address: str) -> str:
    return address.rpartition("/")[2].rpartition(".")[0]


def _words(error: Exception) -> str:
    return "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
