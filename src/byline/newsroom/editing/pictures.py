"""The upload form of pictures."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm


class PictureForm(BaseImageForm):
    """A picture with its description and credit."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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
