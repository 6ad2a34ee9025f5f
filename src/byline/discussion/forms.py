"""What readers fill in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from byline.accounts.models import User
from byline.discussion.choices import Who
from byline.discussion.models import LONGEST_NAME, HouseRules

UNREADABLE = "\ufffd"  # what stands where bytes were no UTF-8


class Words(forms.CharField):
    """Text as it was written; what is not text is said."""

    default_error_messages = {  # noqa: RUF012  (as Django's own)
        "unreadable": _("Some of it arrived as bytes that are no UTF-8 text. Write it again, please."),
    }

    def clean(self, value: Any) -> str:
        words: str = super().clean(value)
        if UNREADABLE in words:
            raise forms.ValidationError(self.error_messages["unreadable"], code="unreadable")
        return words


def _text() -> Words:
    return Words(
        label=_("Your response"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Plain text; *emphasis*, **weight**, > quotations, lists and links work."),
        error_messages={"required": _("Write something first.")},
    )


class ResponseForm(forms.Form):
    """A response, and for a guest, who says it. `company` is the field that people don't see."""

    text = _text()
    name = Words(
        label=_("Name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Give a name to stand over it.")},
    )
    mail = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Nobody else sees it."),
    )
    link = forms.CharField(
        label=_("Website (optional)"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "url", "inputmode": "url"}),
    )
    company = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))
    wants_replies = forms.BooleanField(label=_("Tell me of replies by e-mail"), required=False)
    to = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    policy = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    started = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    proof = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)

    template_name = "discussion/parts/fields.html"

    def __init__(self, data: Any = None, *, house: HouseRules, user: User | None = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial, auto_id="respond-%s", label_suffix="")
        self.fields["text"].widget.attrs["maxlength"] = house.longest
        if user:
            for name in ("name", "mail", "link"):
                del self.fields[name]
        elif house.who == Who.CONFIRMED:
            mail = self.fields["mail"]
            mail.required, mail.help_text = (
                True,
                _("A link is sent there; opening it publishes the response. Nobody else sees it."),
            )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("wants_replies") and "mail" in self.fields and not said.get("mail") and "mail" not in self.errors:
            self.add_error("mail", _("Give an e-mail address to be told of replies there."))
        return said


class ChangeForm(forms.Form):
    """Another text for one's own response."""

    text = _text()
    template_name = "discussion/parts/fields.html"

    def __init__(self, data: Any, *, house: HouseRules, initial: Any = None) -> None:
        super().__init__(data, initial=initial, auto_id="change-%s", label_suffix="")
        self.house = house
        self.fields["text"].widget.attrs["maxlength"] = house.longest


class ObjectionForm(forms.Form):
    """Why a decision about one's own response was wrong."""

    words = Words(
        label=_("Why was it wrong?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Say why, in a sentence at least.")},
    )
    template_name = "discussion/parts/fields.html"

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="object-%s", label_suffix="")
