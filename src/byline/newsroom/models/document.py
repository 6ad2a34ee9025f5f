from typing import Any, ClassVar

from django.db import transaction
from django.utils.translation import pgettext_lazy
from wagtail.documents.models import AbstractDocument, Document

from byline.newsroom.models.media_fields import DocumentField, store_new_file


class DocumentFile(AbstractDocument):
    """A file for readers to download, without metadata as far as its format allows."""

    file = DocumentField(
        upload_to="documents", max_length=255, verbose_name=pgettext_lazy("an upload", "file")
    )

    admin_form_fields: ClassVar = Document.admin_form_fields

    def clean(self) -> None:
        """The field has checked the type; Wagtail would refuse it again, in other words."""

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():  # receivers of the signals run in the same one
            store_new_file(self.file)
            super().save(*args, **kwargs)
