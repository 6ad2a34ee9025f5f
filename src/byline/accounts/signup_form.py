"""What is asked of somebody who signs up, besides what allauth asks. Imported by allauth's own forms."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from byline.accounts.actions import rename
from byline.accounts.models import User
from byline.accounts.rules import LONGEST_NAME, plain_name


class SignupNameForm(forms.Form):
    """The name that stands over a person's responses."""

    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        help_text=_("It stands over what you write here."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("name", "email", "password1")

    def clean_name(self) -> str:
        name = plain_name(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(_("Give a name to stand over what you write."))
        return name

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth when the account is made."""
        rename(user, self.cleaned_data["name"])
