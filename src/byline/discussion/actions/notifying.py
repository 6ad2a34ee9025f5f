"""Telling people by mail, in their site's language: what is owed is written down in the transaction of what it tells of."""

from datetime import timedelta
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation

from byline.discussion.choices import Act, State
from byline.discussion.models import Comment, Decision
from byline.discussion.tokens import (
    CONFIRM_LIFETIME,
    confirm_href,
    own_response_href,
    unsubscribe_href,
)
from byline.network.actions import cancel, enqueue_mail
from byline.network.models import Delivery
from byline.network.queries import settings_of

UNDO_WINDOW = timedelta(
    minutes=2
)  # what a moderator takes back at once, its author hears nothing of
OBJECTION_PERIOD = timedelta(days=184)  # six months, however long (DSA, article 20, 1)
CONTESTABLE_ACTS = {Act.REJECT, Act.REMOVE, Act.HOLD}
NOTIFIED_ACTS = {Act.PUBLISH, Act.RESTORE, Act.REJECT, Act.REMOVE, Act.HOLD, Act.UPHOLD}


def request_confirmation(comment: Comment) -> None:
    """Send the link that shows that the author reads the mail of the address given."""
    if comment.mail and not comment.is_mail_confirmed:
        link = comment.site.root_url + confirm_href(comment.pk)
        _owe(comment, comment.mail, "confirm", link=link, days=CONFIRM_LIFETIME.days)


def notify_author(decision: Decision) -> None:
    """Tell the author what was decided, why, and what can be done about it (DSA, article 17), if an address is known.

    Not of their own doing; and nothing goes to an address that has still to be confirmed.
    """
    comment = decision.comment
    to = address_of(comment)
    if (
        decision.act not in NOTIFIED_ACTS
        or decision.rule == "author"
        or decision.before == State.UNCONFIRMED
        or not to
    ):
        return
    given = {
        "decision": decision,
        "yours": comment.site.root_url + own_response_href(comment.pk),
        "was_reported": comment.reports.filter(settled_at=None).exists(),
        "object_until": decision.at + OBJECTION_PERIOD
        if decision.act in CONTESTABLE_ACTS
        else None,
    }
    decision.notice = _owe(
        comment, to, "decision", not_before=timezone.now() + UNDO_WINDOW, **given
    )
    Decision.objects.filter(pk=decision.pk).update(notice=decision.notice)


def cancel_notice(decision: Decision) -> bool:
    """Tell the author nothing of a decision that was undone. False when it is too late for that; true where none was owed."""
    return decision.notice is None or cancel(decision.notice)


def notify_of_reply(reply: Comment) -> None:
    """Tell whoever wrote what it answers, if they want that, of a reply that readers see for the first time."""
    parent = reply.parent
    if (
        parent is None
        or not parent.wants_replies
        or parent.state != State.PUBLISHED
        or _are_of_one(parent, reply)
    ):
        return
    to = address_of(parent)
    if not to or not (parent.author_id or parent.is_mail_confirmed):
        return
    stop = parent.site.root_url + unsubscribe_href(parent.pk)
    headers = {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }  # RFC 8058, section 2
    link = reply.site.root_url + reply.permalink
    _owe(parent, to, "reply", reply=reply, link=link, stop=stop, headers=headers)


def address_of(comment: Comment) -> str:
    """The e-mail address of its author, as far as it is known; of an account, its own."""
    return comment.author.email if comment.author else comment.mail


def _are_of_one(one: Comment, other: Comment) -> bool:
    if one.author_id or other.author_id:
        return one.author_id == other.author_id
    return bool(one.mail_key) and one.mail_key == other.mail_key


def _owe(
    comment: Comment,
    to: str,
    words: str,
    *,
    headers: Any = None,
    not_before: Any = None,
    **given: Any,
) -> Delivery:
    site = comment.site
    chosen = settings_of(site)
    given |= {"comment": comment, "article": comment.article, "paper": chosen.name}
    with translation.override(chosen.language), timezone.override(chosen.zone):
        subject, _, text = (
            render_to_string(f"discussion/mail/{words}.txt", given).strip().partition("\n")
        )
    return enqueue_mail(
        site=site,
        to=to,
        subject=" ".join(subject.split()),
        text=text.strip() + "\n",
        headers=headers,
        not_before=not_before,
    )
