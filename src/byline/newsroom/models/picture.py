import logging
from io import BytesIO
from typing import IO, Any, ClassVar

from django.core.files.base import ContentFile, File
from django.db import DatabaseError, models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    Image,
    SourceImageIOError,
    get_upload_to,
)

from byline.lib.disk_full import is_disk_full
from byline.lib.media_folders import originals_storage, unguessable_digest
from byline.lib.pictures import PictureTexts
from byline.newsroom.models.media_fields import PictureField, store_new_file
from byline.newsroom.rendering import render
from byline.press.rendering import do_not_store

logger = logging.getLogger(__name__)
FULL_SIZE = "max-2560x2560"
"""The largest size that the public gets."""


class Picture(AbstractImage):
    """A photograph or drawing. `description` is its text alternative.

    Its file is the original, without metadata. It is not public; `file.url` is that of the
    largest public size.
    """

    file = PictureField(
        verbose_name=pgettext_lazy("an upload", "file"),
        upload_to=get_upload_to,
        storage=originals_storage,
        width_field="width",
        height_field="height",
    )
    caption = models.CharField(
        pgettext_lazy("of a picture", "caption"),
        max_length=500,
        blank=True,
        help_text=_("Shown below the picture where a page gives it no caption of its own."),
    )
    credit = models.CharField(
        _("credit"),
        max_length=200,
        blank=True,
        help_text=_("The author of the picture, and who gave permission to use it."),
    )
    copyright = models.CharField(
        _("copyright notice"),
        max_length=200,
        blank=True,
        help_text=_(
            "Readers don't see it. It is written into the picture's files if the site's settings "
            "say so."
        ),
    )

    texts_from_file: PictureTexts | None = None
    """The texts in the uploaded file, during the request that stored it."""

    admin_form_fields: ClassVar = (
        "file",
        "title",
        "description",
        "caption",
        "credit",
        "copyright",
        *Image.admin_form_fields[3:],
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():  # receivers of the signals run in the same one
            store_new_file(self.file)
            super().save(*args, **kwargs)

    def get_upload_to(self, filename: str) -> str:
        return filename

    def get_rendition(self, filter: Filter | str) -> AbstractRendition:  # noqa: A002
        """As `get_renditions`."""
        [rendition] = self.get_renditions(filter).values()
        return rendition

    def create_renditions(self, *filters: Filter) -> dict[Filter, AbstractRendition]:
        """New renditions. If the disk is full, stand-ins for them that show the whole picture.

        A page with stand-ins is not stored.
        """
        try:
            renditions: dict[Filter, AbstractRendition] = super().create_renditions(*filters)
        except (OSError, DatabaseError) as error:
            if not is_disk_full(error) or transaction.get_connection().in_atomic_block:
                raise
            do_not_store("the disk is full")
            return {made: self._stand_in(made) for made in filters}
        return renditions

    def _stand_in(self, made: Filter) -> AbstractRendition:
        rendition = PictureRendition(
            image=self, filter_spec=made.spec, focal_point_key=made.get_cache_key(self)
        )
        rendition.__dict__["file"] = self.file  # whose address is that of the largest public size
        rendition.width, rendition.height = self.width, self.height
        rendition._from_cache = True  # noqa: SLF001 (Wagtail's mark: not to be cached)
        return rendition

    def generate_rendition_file(
        self,
        filter: Filter,  # noqa: A002 (Wagtail's name)
        *,
        source: IO[bytes] | None = None,
    ) -> "File[bytes]":
        """One size of the picture. Raises SourceImageIOError, and nothing else, if it fails.

        Templates, feeds and previews show the alternative text instead, so that a picture never
        takes a page down.
        """
        try:
            if source is not None:
                rendered = render(self, filter, source)
            else:
                with self.open_file() as opened:
                    rendered = render(self, filter, opened)
        except SourceImageIOError:
            raise
        except Exception as error:
            logger.warning("Picture %s cannot be shown as %s: %s", self.pk, filter.spec, error)
            raise SourceImageIOError(str(error)) from error
        name = (
            f"{unguessable_digest(BytesIO(rendered.body))}-{rendered.width}x{rendered.height}"
            f".{rendered.extension}"
        )
        return ContentFile(rendered.body, name=name)


class PictureRendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_size"
            ),
        ]
