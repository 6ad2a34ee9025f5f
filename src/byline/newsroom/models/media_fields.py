"""The fields of pictures and documents, which clean every file, however it is uploaded."""

from collections.abc import Callable
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from django.core.files import File
from django.db.models.fields.files import FieldFile, FileField
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile
from wagtail.utils.file import hash_filelike

from byline.lib.database.transaction_end import default_connection
from byline.lib.documents import clean_document
from byline.lib.media_folders import is_new, unguessable_digest
from byline.lib.pictures import clean_picture


class PictureFieldFile(WagtailImageFieldFile):
    """A file of which only the pixels and the colours are stored."""

    def save(self, name: str, content: File[bytes], save: bool = True) -> None:
        """Store a picture. Raises ValidationError if the file is not an accepted one."""
        cleaned = clean_picture(content, name)
        extension = PurePosixPath(str(cleaned.name)).suffix
        stored_name = f"{unguessable_digest(cleaned)}{extension}"
        _delete_leftover(self, stored_name)
        super().save(stored_name, cleaned, save=False)
        _describe(self, cleaned)
        self.instance.texts_from_file = cleaned.texts
        if save:
            self.instance.save()

    def get_image_dimensions(self) -> tuple[int, int]:
        """Width and height; 0 for what is not a picture, which `PictureField.clean` refuses."""
        try:
            width, height = super().get_image_dimensions()
        except Exception:  # noqa: BLE001 (decoders raise what they like)
            return 0, 0
        return width, height


class PictureField(WagtailImageField):
    attr_class = PictureFieldFile

    def clean(self, value: Any, model_instance: Any) -> Any:
        """Clean a new file. Raises ValidationError if it is not an accepted picture."""
        cleaned = _with_clean_file(self, value, model_instance, clean_picture)
        return super().clean(cleaned, model_instance)


class DocumentFieldFile(FieldFile):
    """A file of which the metadata is not stored, as far as its format allows."""

    def save(self, name: str, content: File[bytes], save: bool = True) -> None:
        """Store a document. Raises ValidationError if the file is not an accepted one."""
        cleaned = clean_document(content, name)
        path = PurePosixPath(str(cleaned.name))
        stored_name = f"{path.stem}-{unguessable_digest(cleaned)}{path.suffix}"
        _delete_leftover(self, stored_name)
        super().save(stored_name, cleaned, save=False)
        _describe(self, cleaned)
        if save:
            self.instance.save()


class DocumentField(FileField):
    attr_class = DocumentFieldFile

    def clean(self, value: Any, model_instance: Any) -> Any:
        """Clean a new file. Raises ValidationError if it is not an accepted document."""
        cleaned = _with_clean_file(self, value, model_instance, clean_document)
        return super().clean(cleaned, model_instance)


def store_new_file(file: FieldFile) -> None:
    """Store a file before its row, whose size and hash are those of the stored file.

    Must be called in the transaction that writes the row: if that is rolled back, because the disk
    is full for example, the file is deleted.
    """
    if is_new(file):
        file.save(str(file.name), file.file, save=False)
        delete = partial(file.storage.delete, str(file.name))
        default_connection().after_rollback(delete)


def _with_clean_file(
    field: FileField, value: Any, instance: Any, clean: Callable[[File[bytes], str], File[bytes]]
) -> Any:
    """The field's value, of which a new file is replaced by what `clean` makes of it."""
    if not is_new(value):
        return value
    setattr(instance, field.attname, clean(value.file, value.name))
    return getattr(instance, field.attname)


def _describe(file: Any, cleaned: File[bytes]) -> None:
    """Size and hash are those of the file that is stored, not of the one that was uploaded."""
    cleaned.seek(0)
    file.instance.file_size = cleaned.size
    file.instance.file_hash = hash_filelike(cleaned)


def _delete_leftover(file: FieldFile, name: str) -> None:
    """Delete a file that a killed process, or a full disk, left there without a database row."""
    place = file.field.generate_filename(file.instance, name)
    is_known = type(file.instance)._default_manager.filter(**{file.field.attname: place}).exists()
    if not is_known and file.storage.exists(place):
        file.storage.delete(place)
