"""Makes uploads safe to serve: only the pixels and the colour profile of a picture are kept."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from byline.lib.pictures import limits
from byline.lib.pictures.decoding import decode, open_picture
from byline.lib.pictures.encoding import encode_master
from byline.lib.pictures.texts import PictureTexts, texts_in


@dataclass(frozen=True)
class CleanedBytes:
    body: bytes
    extension: str
    texts: PictureTexts


class CleanPicture(ContentFile):  # type: ignore[type-arg]  # it takes none when it runs
    """A picture file without metadata. `texts` are those in the uploaded file."""

    def __init__(self, cleaned: CleanedBytes, name: str) -> None:
        super().__init__(cleaned.body, name=name)
        self.texts = cleaned.texts


def clean_picture(file: Any, name: str) -> CleanPicture:
    """The picture as it may be stored; a file that has been cleaned already is returned as it is.

    Raises ValidationError, with a message for people, if the file is not an accepted picture.
    """
    if isinstance(file, CleanPicture):
        return file
    cleaned = clean_picture_bytes(_read(file))
    return CleanPicture(cleaned, f"{PurePosixPath(name).stem or 'picture'}.{cleaned.extension}")


def read_texts(file: Any) -> PictureTexts:
    """The texts in a picture file. Raises ValidationError if it is not a picture."""
    return texts_in(open_picture(_read(file)))


def clean_picture_bytes(body: bytes) -> CleanedBytes:
    """Raises ValidationError if these are not of an accepted picture."""
    image = open_picture(body)
    texts = texts_in(image)
    cleaned, extension = encode_master(decode(image, body))
    return CleanedBytes(cleaned, extension, texts)


def _read(file: Any) -> bytes:
    file.seek(0)
    body: bytes = file.read(limits.MAX_MEGABYTES * 1_000_000 + 1)
    if len(body) > limits.MAX_MEGABYTES * 1_000_000:
        raise ValidationError(
            _("This file is larger than %(max)s MB. Upload a smaller version.")
            % {"max": limits.MAX_MEGABYTES},
            code="file_too_large",
        )
    return body
