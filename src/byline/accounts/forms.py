"""Forms for our own account pages."""

from typing import Any

from allauth.account.forms import (
    ConfirmEmailVerificationCodeForm,
    ResetPasswordForm,
    SignupForm,
    default_token_generator,
)
from allauth.account.internal.flows.password_reset import request_password_reset
from allauth.core import context
from django import forms
from django.contrib.auth.hashers import make_password
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from byline.accounts.actions import set_password_hash
from byline.accounts.models import User
from byline.accounts.signup_form import SignupNameForm


class NewAccountForm(SignupForm):
    """Signs somebody up, with the same work for an address that has an account.

    The view calls `hash_password` before it saves.
    """

    def hash_password(self) -> None:
        """Hash the password, which takes a second, whether or not the hash will be needed."""
        self._password_hash = make_password(self.cleaned_data.pop("password1", None))

    def custom_signup(self, request: HttpRequest, user: User) -> None:
        """Called when the account is created, without a usable password."""
        set_password_hash(user, self._password_hash)
        super().custom_signup(request, user)


class ForgottenPasswordForm(ResetPasswordForm):
    """Mails a link to set a password, with the same work for an address without an account."""

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email: str = self.cleaned_data["email"]
        if self.users:
            request_password_reset(request, email, self.users, default_token_generator)
        else:  # allauth's own generator writes the account's address to the database
            request_password_reset(
                request, email, [_stand_in(email)], PasswordResetTokenGenerator()
            )
        return email


def _stand_in(email: str) -> User:
    """An account that is not stored, for which AccountAdapter sends no mail."""
    return User(pk=0, email=email)


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
