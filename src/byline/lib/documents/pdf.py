"""PDFs without metadata, scripts, attachments and earlier versions (ISO 32000-2)."""

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from byline.lib.pictures.jpeg_segments import without_metadata

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of every harmless flaw
REMOVED_KEYS: Final = (
    "/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/OpenAction", "/AA", "/JavaScript",
    "/JS", "/EmbeddedFiles", "/EF", "/AF", "/Collection", "/CreationDate", "/ModDate",
    "/SpiderInfo", "/Perms",
)  # fmt: skip
ANNOTATION_KEYS: Final = ("/T", "/M", "/NM")
"""The author and the dates of a comment; in form fields, /T is the field's name."""


def clean_pdf(body: bytes) -> bytes:
    """Raises ValidationError if the file is damaged or needs a password."""
    try:
        cleaned = _cleaned(body)
    except ValidationError:
        raise
    except Exception as error:  # the reader raises what it likes
        raise ValidationError(
            _(
                "This PDF is damaged, so its metadata cannot be removed. Print it to a new PDF and "
                "upload that."
            ),
            code="damaged_document",
        ) from error
    return cleaned


def _cleaned(body: bytes) -> bytes:
    reader = PdfReader(BytesIO(body))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ValidationError(
            _("This PDF needs a password. Upload a version without one."), code="encrypted"
        )
    writer = PdfWriter(clone_from=reader)
    if not writer.pages:
        raise ValueError("no pages")
    for node in _nodes(writer.root_object):
        _clean_node(node)
    # Copying leaves behind the objects that nothing refers to any more.
    cleaned = PdfWriter(clone_from=PdfReader(BytesIO(_written(writer))))
    cleaned.pdf_header = reader.pdf_header
    return _written(cleaned)


def _written(writer: PdfWriter) -> bytes:
    writer.metadata = None
    writer._ID = None  # noqa: SLF001 (two digests of the original)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _nodes(root: DictionaryObject) -> Iterator[DictionaryObject]:
    waiting: list[Any] = [root]
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, IndirectObject):
            if node.idnum in seen:
                continue
            seen.add(node.idnum)
            node = node.get_object()
        if isinstance(node, DictionaryObject):
            yield node
            waiting += [node.raw_get(key) for key in node]
        elif isinstance(node, ArrayObject):
            waiting += list(node)


def _clean_node(node: DictionaryObject) -> None:
    for key in REMOVED_KEYS:
        node.pop(key, None)
    action = node.get("/A")
    if isinstance(action, DictionaryObject) and action.get("/S") in ("/JavaScript", "/Launch"):
        node.pop("/A")
    if node.get("/Subtype") not in (None, "/Widget") and "/Rect" in node:
        for key in ANNOTATION_KEYS:
            node.pop(key, None)
    if isinstance(node, StreamObject) and node.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
        node._data = without_metadata(node._data)  # noqa: SLF001 (as it is, not decoded)
