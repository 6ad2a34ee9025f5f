"""What follows from allauth's signals: connected in `apps`."""

from typing import Any

from allauth.account.signals import password_reset
from django.dispatch import receiver

from byline.accounts.actions import confirm_for_owner
from byline.accounts.models import User


@receiver(password_reset)
def confirm_by_mailed_link(sender: object, user: User, **_: Any) -> None:
    """Whoever opened the mailed link owns the address; whoever made the account may not."""
    confirm_for_owner(user)
