from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from byline.sharing.rules import instance_of

INVALID_INSTANCE = _("“{typed}” is not an instance. Enter its name, such as mastodon.social.")


class InstanceForm(forms.Form):
    """The reader's instance in the fediverse."""

    instance = forms.CharField(
        label=_("Your instance"),
        max_length=260,
        help_text=_(
            "The part after the second @ of your address: in @rosa@mastodon.social "
            "it is mastodon.social."
        ),
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "spellcheck": "false", "inputmode": "url"}
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["label_suffix"] = ""
        super().__init__(*args, **kwargs)

    def clean_instance(self) -> str:
        typed: str = self.cleaned_data["instance"]
        try:
            return instance_of(typed)
        except ValueError as error:
            raise ValidationError(INVALID_INSTANCE.format(typed=typed)) from error
