"""Confirming: a guest shows to read the mail of the address that was given."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from byline.discussion.actions.deciding import Grounds, change_state
from byline.discussion.choices import Act, Reason, State
from byline.discussion.models import Comment
from byline.discussion.tokens import CONFIRM_LIFETIME


@transaction.atomic
def confirm(comment: Comment) -> Comment:
    """Let a response that waits for it go on to where the rules wanted it; its address counts as confirmed from now on.

    Done twice, or when it waits no longer, it changes nothing else.
    """
    current = (
        Comment.objects.select_for_update()
        .select_related("article", "policy_version")
        .get(pk=comment.pk)
    )
    Comment.objects.filter(pk=current.pk).update(is_mail_confirmed=True)
    current.is_mail_confirmed = True
    if current.state == State.UNCONFIRMED:
        ground = Grounds(Reason(current.reason), rule="author", now=timezone.now())
        change_state(current, State(current.next_state or State.PENDING), Act.CONFIRM, ground)
    return current


def drop_unconfirmed(now: datetime) -> int:
    """Delete what nobody confirmed in time. Their numbers are not given again."""
    return Comment.objects.filter(
        state=State.UNCONFIRMED, posted_at__lt=now - CONFIRM_LIFETIME
    ).delete()[0]
