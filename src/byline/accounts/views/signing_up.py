"""Signing up without showing who has an account: allauth's views, the same work for everyone."""

from allauth.account.views import SignupByPasskeyView, SignupView
from allauth.core import context
from django.db import transaction
from django.http import HttpResponse

from byline.accounts.adapters import AccountAdapter
from byline.accounts.forms import NewAccountForm


class _SameWorkForEveryone:
    """Hashes the password for a known address too, and writes once in either case."""

    def form_valid(self, form: NewAccountForm) -> HttpResponse:
        AccountAdapter(context.request).claim_mail_of_network()
        form.hash_password()  # before the transaction: others wait for it to write
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        return response


class SignUpView(_SameWorkForEveryone, SignupView):
    """Signing up with a password."""


class SignUpByPasskeyView(_SameWorkForEveryone, SignupByPasskeyView):
    """Signing up with a passkey."""


sign_up, sign_up_by_passkey = SignUpView.as_view(), SignUpByPasskeyView.as_view()
