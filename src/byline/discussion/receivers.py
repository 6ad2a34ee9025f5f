"""What the discussion does when it hears of something elsewhere in the house."""

from typing import Any

from django.dispatch import receiver

from byline.accounts.models import User
from byline.accounts.signals import account_closing
from byline.discussion.actions.erasing import detach_account, erase_person
from byline.discussion.keys import mail_key
from byline.discussion.personal_data import DataSubject


@receiver(account_closing)
def part_with_its_owner(sender: object, user: User, erase: bool, **more: Any) -> None:
    """What was written goes with the account, if its owner wishes so; else only the addresses do."""
    if erase:
        erase_person(DataSubject(mail_key(user.email), user))
    else:
        detach_account(user)
