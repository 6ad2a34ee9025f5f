"""Accounts created or changed at the desk."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from byline.accounts.actions import confirm_address, confirm_for_owner, set_password
from byline.accounts.models import User


@hooks.register("after_create_user")
def confirm_address_of_new_user(request: HttpRequest, user: User) -> None:
    confirm_address(user)


@hooks.register("after_edit_user")
def confirm_address_of_user(request: HttpRequest, user: User) -> None:
    """An account that nobody confirmed keeps only a password that was typed here."""
    if not confirm_for_owner(user):
        confirm_address(user)
    elif not request.POST.get("password1"):
        set_password(user, None)


@hooks.register("register_account_menu_item")
def change_password(request: HttpRequest) -> dict[str, Any]:
    """Redirect to the page that limits guesses of the present password."""
    return {
        "url": reverse("account_change_password"),
        "label": _("Change password"),
        "help_text": _("On the page of your account, where you also manage passkeys."),
    }
