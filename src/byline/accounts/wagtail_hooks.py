"""Accounts created or changed at the desk."""

from django.http import HttpRequest
from wagtail import hooks

from byline.accounts.actions import confirm_address
from byline.accounts.models import User


@hooks.register("after_create_user")
@hooks.register("after_edit_user")
def confirm_address_of_user(request: HttpRequest, user: User) -> None:
    confirm_address(user)
