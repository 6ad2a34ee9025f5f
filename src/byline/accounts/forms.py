"""Forms for our own account pages."""

from typing import Any

from allauth.account.forms import ConfirmEmailVerificationCodeForm
from allauth.core import context
from django import forms
from django.utils.translation import gettext_lazy as _

from byline.accounts.signup_form import SignupNameForm


class NameForm(SignupNameForm):
    """Changes the display name."""


class ClosingForm(forms.Form):
    """Deletes the account and, if wanted, what its owner wrote."""

    erase = forms.BooleanField(
        label=_("Also erase my responses"),
        help_text=_(
            "A placeholder is left so that replies still make sense. If you leave this unticked, "
            "your responses and name stay online."
        ),
        required=False,
    )


class CodeForm(ConfirmEmailVerificationCodeForm):
    """The code from the mail. The mail's link fills it in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("code", context.request.GET.get("code", "")[:20])
