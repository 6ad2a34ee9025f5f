"""What the discussion does when an account is deleted."""

from typing import Any

from django.dispatch import receiver

from byline.accounts.models import User
from byline.accounts.signals import account_closing
from byline.discussion.actions.erasing import detach_account, erase_person
from byline.discussion.keys import mail_key
from byline.discussion.personal_data import DataSubject


@receiver(account_closing)
def erase_or_detach(sender: object, user: User, erase: bool, **more: Any) -> None:
    """Erase the responses if the owner asked for it; else keep them without addresses."""
    if erase:
        erase_person(DataSubject(mail_key(user.email), user))
    else:
        detach_account(user)
