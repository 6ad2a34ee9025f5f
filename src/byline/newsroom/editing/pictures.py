"""The upload form of pictures."""

from dataclasses import fields
from typing import Any

from django.core.files import File
from django.forms import FileField
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from byline.lib.pictures import PictureTexts, clean_picture, limits

TEXTS_FROM_FILE = tuple(field.name for field in fields(PictureTexts))


class PictureFileField(WagtailImageField):
    """Accepts pictures by their content, whatever their names say."""

    def to_python(self, data: Any) -> "File[bytes] | None":
        """The cleaned picture. Raises ValidationError, in words, if it is not an accepted one."""
        file = FileField.to_python(self, data)
        return clean_picture(file, str(file.name)) if file else None


class PictureForm(BaseImageForm):
    """A picture with its description, caption, credit and copyright notice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self._accept_by_content()
        if "title" in self.fields:
            self.fields["title"].help_text = _(
                "For finding the picture at the desk. Readers don't see it."
            )
        if "description" in self.fields:
            self.fields["description"].label = _("Alternative text")
            self.fields["description"].help_text = _(
                "Describe what matters in the picture. The text is read aloud to readers who "
                "cannot see it."
            )
        if "tags" in self.fields:
            self.fields["tags"].help_text = _("For finding the picture at the desk.")
        self._suggest_texts()

    def _accept_by_content(self) -> None:
        """Replace Wagtail's field, which refuses a WebP picture that is called .jpg."""
        former = self.fields["file"]
        field = PictureFileField(label=former.label, required=former.required, widget=former.widget)
        field.help_text = _(
            "%(formats)s, up to %(megabytes)s MB and %(megapixels)s megapixels. Data about where, "
            "when, with what and by whom the picture was taken is removed."
        ) % {
            "formats": limits.FORMAT_NAMES,
            "megabytes": limits.MAX_MEGABYTES,
            "megapixels": limits.MAX_MEGAPIXELS,
        }
        field.widget.attrs["data-byline-texts-url"] = reverse("byline_picture_texts")
        self.fields["file"] = field

    def _suggest_texts(self) -> None:
        """Show what the file of a new picture says, for the editor to accept or delete."""
        texts = self.instance.texts_from_file
        for name in TEXTS_FROM_FILE:
            if texts and name in self.fields and not getattr(self.instance, name):
                self.initial[name] = getattr(texts, name)
