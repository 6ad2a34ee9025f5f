"""Emails to authors, in their site's language, queued in the transaction of the decision."""

from collections.abc import Mapping
from datetime import datetime, timedelta
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

UNDO_WINDOW = timedelta(minutes=2)  # a decision undone within it is never mailed
OBJECTION_PERIOD = timedelta(days=184)  # at least six months (DSA, Article 20(1))
CONTESTABLE_ACTS = {Act.REJECT, Act.REMOVE, Act.HOLD}
NOTIFIED_ACTS = {Act.PUBLISH, Act.RESTORE, Act.REJECT, Act.REMOVE, Act.HOLD, Act.UPHOLD}


def request_confirmation(comment: Comment) -> None:
    """Mail the link with which the author confirms the e-mail address: see `mail_claims`."""
    link = comment.site.root_url + confirm_href(comment.pk)
    _enqueue(comment, comment.mail, "confirm", link=link, days=CONFIRM_LIFETIME.days)


def notify_author(decision: Decision) -> None:
    """Mail the author what was decided, why, and how to object (DSA, article 17).

    Authors are not mailed about their own acts, and unconfirmed addresses get no mail.
    """
    comment = decision.comment
    recipient = address_of(comment)
    is_own_act = decision.rule == "author"
    if (
        not recipient
        or is_own_act
        or decision.act not in NOTIFIED_ACTS
        or decision.before == State.UNCONFIRMED
    ):
        return
    is_contestable = decision.act in CONTESTABLE_ACTS
    decision.notice = _enqueue(
        comment,
        recipient,
        "decision",
        not_before=timezone.now() + UNDO_WINDOW,
        decision=decision,
        own_response_url=comment.site.root_url + own_response_href(comment.pk),
        was_reported=comment.reports.filter(settled_at=None).exists(),
        object_until=decision.at + OBJECTION_PERIOD if is_contestable else None,
    )
    Decision.objects.filter(pk=decision.pk).update(notice=decision.notice)


def cancel_notice(decision: Decision) -> bool:
    """Cancel the mail about a decision that was undone; False if it is too late for that."""
    return decision.notice is None or cancel(decision.notice)


def notify_of_reply(reply: Comment) -> None:
    """Mail the author of the parent about a reply that was published for the first time.

    Only if they asked for it, and if their address is confirmed.
    """
    parent = reply.parent
    if (
        parent is None
        or not parent.wants_replies
        or parent.state != State.PUBLISHED
        or _have_same_author(parent, reply)
    ):
        return
    recipient = address_of(parent)
    if not recipient:
        return
    unsubscribe_url = parent.site.root_url + unsubscribe_href(parent.pk)
    headers = {
        "List-Unsubscribe": f"<{unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }  # RFC 8058, section 2
    _enqueue(
        parent,
        recipient,
        "reply",
        headers=headers,
        reply=reply,
        link=reply.site.root_url + reply.permalink,
        unsubscribe_url=unsubscribe_url,
    )


def address_of(comment: Comment) -> str:
    """The author's e-mail address: that of the account, or the one that was confirmed, or ""."""
    if comment.author:
        return comment.author.email
    return comment.mail if comment.is_mail_confirmed else ""


def _have_same_author(one: Comment, other: Comment) -> bool:
    if one.author_id or other.author_id:
        return one.author_id == other.author_id
    return bool(one.mail_key) and one.mail_key == other.mail_key


def _enqueue(
    comment: Comment,
    recipient: str,
    template: str,
    *,
    headers: Mapping[str, str] | None = None,
    not_before: datetime | None = None,
    **context: Any,
) -> Delivery:
    """Queue the mail rendered from the template, whose first line is the subject."""
    site = comment.site
    settings = settings_of(site)
    context |= {"comment": comment, "article": comment.article, "site_name": settings.name}
    with translation.override(settings.language), timezone.override(settings.zone):
        mail = render_to_string(f"discussion/mail/{template}.txt", context).strip()
    subject, _, text = mail.partition("\n")
    return enqueue_mail(
        site=site,
        to=recipient,
        subject=" ".join(subject.split()),
        text=text.strip() + "\n",
        headers=headers,
        not_before=not_before,
    )
