"""Guests confirm their e-mail addresses."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from byline.discussion.actions.deciding import Grounds, change_state, locked
from byline.discussion.choices import Act, Reason, State
from byline.discussion.models import Comment
from byline.discussion.tokens import CONFIRM_LIFETIME


@transaction.atomic
def confirm(comment: Comment) -> Comment:
    """Note that the address is confirmed; an unconfirmed response moves on as the rules decided.

    Doing it again changes nothing.
    """
    current = locked(comment)
    Comment.objects.filter(pk=current.pk).update(is_mail_confirmed=True)
    current.is_mail_confirmed = True
    if current.state == State.UNCONFIRMED:
        grounds = Grounds(Reason(current.reason), rule="author", now=timezone.now())
        change_state(current, State(current.next_state or State.PENDING), Act.CONFIRM, grounds)
    return current


def delete_unconfirmed(now: datetime) -> int:
    """Delete responses that were not confirmed in time; their numbers are not given again."""
    overdue = Comment.objects.filter(state=State.UNCONFIRMED, posted_at__lt=now - CONFIRM_LIFETIME)
    return overdue.delete()[0]
