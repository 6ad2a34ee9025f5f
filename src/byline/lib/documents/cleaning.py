"""Makes documents safe to serve: removes their metadata, as far as the format allows."""

from pathlib import PurePosixPath
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from byline.lib.documents.limits import EXTENSIONS
from byline.lib.documents.office import clean_office, is_office
from byline.lib.media_folders import without_digest
from byline.lib.pictures import clean_picture
from byline.lib.pictures import limits as pictures

PICTURE_STARTS: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8")
MEDIA_BRANDS: Final = (b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1")
HEAD_SIZE: Final = 1024
MAX_NAME_LENGTH: Final = 80


class CleanDocument(File):  # type: ignore[type-arg]  # not generic at run time
    """A document as it may be stored."""


def clean_document(file: Any, name: str) -> CleanDocument:
    """Clean an upload for storage; a file that has been cleaned already is returned unchanged.

    The type is detected from the content, whatever the name. Raises ValidationError, with a message
    for people, if the file is not accepted.
    """
    if isinstance(file, CleanDocument):
        return file
    path = PurePosixPath(name.replace("\\", "/"))
    extension = path.suffix.lower().removeprefix(".")
    if extension not in EXTENSIONS:
        raise ValidationError(
            _("Files of the type “%(extension)s” are not accepted. Accepted: %(accepted)s.")
            % {"extension": extension, "accepted": ", ".join(EXTENSIONS)},
            code="invalid_extension",
        )
    cleaned, extension = _cleaned(file, extension)
    stem = get_valid_filename(without_digest(path.stem)[:MAX_NAME_LENGTH] or "document")
    return CleanDocument(cleaned, name=f"{stem}.{extension}")


def _cleaned(file: Any, extension: str) -> tuple[Any, str]:
    file.seek(0)
    head = file.read(HEAD_SIZE)
    file.seek(0)
    if extension in pictures.EXTENSIONS or _is_picture(head):
        picture = clean_picture(file, f"picture.{extension}")
        return picture, PurePosixPath(str(picture.name)).suffix.removeprefix(".")
    if extension == "pdf" or b"%PDF-" in head:
        from byline.lib.documents.pdf import clean_pdf  # noqa: PLC0415 - pypdf loads for a third of a second

        return ContentFile(clean_pdf(file.read())), "pdf"
    if head.startswith(b"PK\x03\x04"):
        body = file.read()
        return ContentFile(clean_office(body) if is_office(body) else body), extension
    return file, extension


def _is_picture(head: bytes) -> bool:
    is_webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    is_heif = head[4:8] == b"ftyp" and head[8:12] in MEDIA_BRANDS
    return is_webp or is_heif or head.startswith(PICTURE_STARTS)
