"""The forms of the account pages that are ours."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmEmailVerificationCodeForm
from allauth.core import context
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm as DeskLoginForm

from byline.accounts.signup_form import SignupNameForm


class NameForm(SignupNameForm):
    """Another name for the same account."""


class ClosingForm(forms.Form):
    """What becomes of somebody's words when the account is deleted."""

    erase = forms.BooleanField(
        label=_("Erase what I wrote, too"),
        help_text=_(
            "A line stays in its place, so that the replies still make sense. Without this your words and name stay."
        ),
        required=False,
    )


class CodeForm(ConfirmEmailVerificationCodeForm):
    """The code that was mailed; the mail's link brings it along."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("code", context.request.GET.get("code", "")[:20])


class DeskSignInForm(DeskLoginForm):
    """The desk's own form, with allauth's count of failed attempts."""

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        email, password = given.get("username"), given.get("password")
        if email and password:
            self.user_cache = get_adapter().authenticate(
                self.request, email=email, password=password
            )
            if self.user_cache is None:
                raise self.get_invalid_login_error()
            self.confirm_login_allowed(self.user_cache)
        return given
