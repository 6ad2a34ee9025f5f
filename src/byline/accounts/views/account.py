"""What a person sees and decides about an account: its name, where it is signed in, its end."""

from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from byline.accounts.account_panels import PANELS
from byline.accounts.actions import HasDeskRole, close_account, end_sessions, has_desk_role, rename
from byline.accounts.forms import ClosingForm, NameForm
from byline.accounts.models import User
from byline.accounts.signals import account_closing

UNFIT = 422
CONFLICT = 409


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account_page(request: HttpRequest) -> HttpResponse:
    """The account, and the ways to change it."""
    user = cast("User", request.user)
    form = NameForm(request.POST or None, initial={"name": user.get_full_name()}, label_suffix="")
    if form.is_valid():
        rename(user, form.cleaned_data["name"])
        messages.success(
            request,
            _("Your name is changed. What you wrote before keeps the name it was written under."),
        )
        return redirect("account_page")
    ways = Authenticator.objects.filter(user=user)
    shown = {
        "form": form,
        "passkeys": ways.filter(type=Authenticator.Type.WEBAUTHN).count(),
        "has_totp": ways.filter(type=Authenticator.Type.TOTP).exists(),
        "services": get_social_adapter().list_providers(request),
        "panels": [panel(request) for panel in PANELS],
    }
    return render(request, "accounts/page.html", shown, status=UNFIT if form.errors else 200)


@login_required
@require_POST
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """End the sessions of all other browsers."""
    user = cast("User", request.user)
    end_sessions(user)
    update_session_auth_hash(request, user)
    messages.success(request, _("You are signed in here only."))
    return redirect("account_page")


@login_required
@reauthentication_required(app="allauth.account")
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest) -> HttpResponse:
    """Where an account is deleted by its owner, who has just said the password again."""
    user, form = cast("User", request.user), ClosingForm(request.POST or None, label_suffix="")
    if request.method != "POST":
        shown = {
            "form": form,
            "can_erase": account_closing.has_listeners(),
            "at_work": has_desk_role(user),
        }
        return render(request, "accounts/close.html", shown)
    try:
        close_account(user, erase="erase" in request.POST)
    except HasDeskRole:
        return render(request, "accounts/close.html", {"at_work": True}, status=CONFLICT)
    logout(request)
    messages.success(request, _("Your account is deleted."))
    return redirect("account_login")
