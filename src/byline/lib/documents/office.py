"""Office documents without their properties: OOXML (ECMA-376) and OpenDocument 1.3."""

import zipfile
from io import BytesIO
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from byline.lib.pictures.cleaning import clean_picture_bytes

MAX_UNPACKED_BYTES: Final = 500_000_000
OLDEST_ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OOXML = b"http://schemas.openxmlformats.org/"
PROPERTIES: Final = {
    "docProps/core.xml": DECLARATION + b'<cp:coreProperties xmlns:cp="' + OOXML
    + b'package/2006/metadata/core-properties"/>',
    "docProps/app.xml": DECLARATION + b'<Properties xmlns="' + OOXML
    + b'officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": DECLARATION + b'<Properties xmlns="' + OOXML
    + b'officeDocument/2006/custom-properties"/>',
    "meta.xml": DECLARATION
    + b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    b'office:version="1.3"><office:meta/></office:document-meta>',
}  # fmt: skip
THUMBNAILS: Final = ("docProps/thumbnail.", "Thumbnails/")
PICTURE_EXTENSIONS: Final = (".jpg", ".jpeg", ".png")


def is_office(body: bytes) -> bool:
    """Whether the archive is a text, sheet or presentation."""
    try:
        names = set(zipfile.ZipFile(BytesIO(body)).namelist())
    except (zipfile.BadZipFile, ValueError):
        return False
    return "[Content_Types].xml" in names or {"mimetype", "content.xml"} <= names


def clean_office(body: bytes) -> bytes:
    """Comments and tracked changes are content and stay.

    Raises ValidationError if the file is damaged.
    """
    buffer = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(body)) as source, zipfile.ZipFile(buffer, "w") as cleaned:
            if sum(entry.file_size for entry in source.infolist()) > MAX_UNPACKED_BYTES:
                raise ValidationError(_("This document is too large."), code="file_too_large")
            for entry in source.infolist():
                plain = zipfile.ZipInfo(entry.filename, OLDEST_ZIP_DATE)
                plain.compress_type = (
                    zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED
                )
                cleaned.writestr(plain, _cleaned(entry.filename, source.read(entry)))
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as error:
        raise ValidationError(
            _("This document is damaged. Save it again and upload the new file."),
            code="damaged_document",
        ) from error
    return buffer.getvalue()


def _cleaned(name: str, content: bytes) -> bytes:
    if name.startswith(THUMBNAILS):
        return b""
    if name.lower().endswith(PICTURE_EXTENSIONS):
        return _picture(name.lower(), content)
    return PROPERTIES.get(name, content)


def _picture(name: str, content: bytes) -> bytes:
    try:
        cleaned = clean_picture_bytes(content)
    except ValidationError:  # a drawing program's own variant: the document may show it still
        return content
    is_same_kind = name.endswith(cleaned.extension) or (
        name.endswith(".jpeg") and cleaned.extension == "jpg"
    )
    return cleaned.body if is_same_kind else content
