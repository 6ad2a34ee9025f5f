from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class Picture(AbstractImage):
    """A photograph or drawing. `description` is its text alternative."""

    credit = models.CharField(
        _("credit"),
        max_length=200,
        blank=True,
        help_text=_("The author of the picture, and who gave permission to use it."),
    )

    admin_form_fields: ClassVar = (
        "file",
        "title",
        "description",
        "credit",
        *Image.admin_form_fields[3:],
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():  # receivers of the signals run in the same one
            super().save(*args, **kwargs)


class PictureRendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_size"
            ),
        ]
