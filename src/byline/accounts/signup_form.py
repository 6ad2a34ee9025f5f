"""The sign-up fields besides allauth's. allauth's forms import this module."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from byline.accounts.actions import rename
from byline.accounts.models import User
from byline.accounts.rules import MAX_NAME_LENGTH, plain_name


class SignupNameForm(forms.Form):
    """The name to show with a person's responses."""

    name = forms.CharField(
        label=_("Name"),
        max_length=MAX_NAME_LENGTH,
        help_text=_("Shown with everything you post here."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("name", "email", "password1")

    def clean_name(self) -> str:
        name = plain_name(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(_("Enter the name to show with your posts."))
        return name

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth when the account is created."""
        rename(user, self.cleaned_data["name"])
