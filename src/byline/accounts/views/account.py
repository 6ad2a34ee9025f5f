"""The account page: name, sign-in methods, sessions, deletion."""

from http import HTTPStatus
from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
from allauth.usersessions.views import list_usersessions
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from byline.accounts.account_panels import PANELS
from byline.accounts.actions import (
    HasDeskRole,
    close_account,
    end_other_sessions,
    has_desk_role,
    rename,
)
from byline.accounts.forms import ClosingForm, NameForm
from byline.accounts.models import User
from byline.accounts.signals import account_closing


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account_page(request: HttpRequest) -> HttpResponse:
    """Show the account and change its name."""
    user = cast("User", request.user)
    form = NameForm(request.POST or None, initial={"name": user.get_full_name()}, label_suffix="")
    if form.is_valid():
        rename(user, form.cleaned_data["name"])
        messages.success(
            request,
            _("Your name was changed. Earlier responses keep the name they were posted with."),
        )
        return redirect("account_page")
    authenticators = Authenticator.objects.filter(user=user)
    context = {
        "form": form,
        "passkeys": authenticators.filter(type=Authenticator.Type.WEBAUTHN).count(),
        "has_totp": authenticators.filter(type=Authenticator.Type.TOTP).exists(),
        "services": get_social_adapter().list_providers(request),
        "panels": [panel(request) for panel in PANELS],
    }
    return render(
        request,
        "accounts/page.html",
        context,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK,
    )


@login_required
@require_POST
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """End the sessions in all other browsers."""
    end_other_sessions(request, cast("User", request.user))
    messages.success(request, _("You are now signed out everywhere else."))
    return redirect("account_page")


sessions = login_required(reauthentication_required(app="allauth.account")(list_usersessions))
"""The browsers that are signed in, and signing the others out, after signing in again."""


@login_required
@reauthentication_required(app="allauth.account")
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest) -> HttpResponse:
    """Delete the account, after its owner has signed in again."""
    user, form = cast("User", request.user), ClosingForm(request.POST or None, label_suffix="")
    if request.method != "POST":
        context = {
            "form": form,
            "can_erase": account_closing.has_listeners(),
            "at_work": has_desk_role(user),
        }
        return render(request, "accounts/close.html", context)
    try:
        close_account(user, erase="erase" in request.POST)
    except HasDeskRole:
        return render(request, "accounts/close.html", {"at_work": True}, status=HTTPStatus.CONFLICT)
    logout(request)
    messages.success(request, _("Your account was deleted."))
    return redirect("account_login")
