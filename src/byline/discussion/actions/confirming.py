"""Guests confirm their e-mail addresses."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from byline.accounts.mail_limits import note_confirmation
from byline.discussion.actions.deciding import Grounds, change_state, locked
from byline.discussion.choices import Act, Reason, State
from byline.discussion.models import Comment
from byline.discussion.models.comment import CommentQuerySet
from byline.discussion.tokens import CONFIRM_LIFETIME


@transaction.atomic
def confirm(comment: Comment, others: Iterable[Comment] = ()) -> Comment:
    """Note that the owner of the address wrote the response, and these `others`.

    An unconfirmed response moves on as the rules decided. Doing it again changes nothing.
    """
    confirmed, *_others = [_confirm(pending) for pending in (comment, *others)]
    if comment.mail:
        transaction.on_commit(lambda: note_confirmation(comment.mail))
    return confirmed


def awaiting_confirmation(comment: Comment) -> CommentQuerySet:
    """Other responses on the site that the owner of the address may confirm, oldest first."""
    if not comment.mail_key:
        return Comment.objects.none()
    waiting = Comment.objects.filter(
        site=comment.site_id,
        mail_key=comment.mail_key,
        author=None,
        state=State.UNCONFIRMED,
        is_mail_confirmed=False,
    )
    return waiting.exclude(pk=comment.pk).select_related("article__site").order_by("pk")


def _confirm(comment: Comment) -> Comment:
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
