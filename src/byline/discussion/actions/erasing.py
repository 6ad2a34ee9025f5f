"""Erasing what a person wrote. The number and a placeholder stay, so that replies make sense."""

from django.db import transaction

from byline.accounts.models import User
from byline.discussion.actions.deciding import Grounds, decide, settle_reports
from byline.discussion.choices import Act, Reason
from byline.discussion.models import Comment, Decision, Objection, Report
from byline.discussion.personal_data import DataSubject
from byline.network.actions import forget_recipients

ADDRESS_FIELDS = {
    "mail": "",
    "mail_key": "",
    "address": None,
    "address_key": "",
    "agent": "",
    "wants_replies": False,
    "is_forgotten": True,
}
ERASED_FIELDS = {
    **ADDRESS_FIELDS,
    "author": None,
    "name": "",
    "link": "",
    "text": "",
    "html": "",
    "text_key": "",
}
ANONYMOUS_REPORTER = {
    "reporter": None,
    "name": "",
    "mail": "",
    "mail_key": "",
    "address_key": "",
    "is_forgotten": True,
}


@transaction.atomic
def erase(comment: Comment, grounds: Grounds) -> Decision:
    """Erase the text and the author of the response for good.

    Its decisions stay with person and reason, without the texts that they quoted. Open reports and
    objections are settled; reports stay without their text. Raises StateConflict if the response
    was erased before.
    """
    decision = decide(comment, Act.ERASE, grounds)
    settle_reports(decision)
    Comment.objects.filter(pk=comment.pk).update(**ERASED_FIELDS)
    Decision.objects.filter(comment=comment).update(text="", message="", detail="")
    Report.objects.filter(comment=comment).update(words="", law="")
    objections = Objection.objects.filter(comment=comment)
    objections.filter(settled_at=None).update(outcome=decision, settled_at=decision.at)
    objections.update(words="")
    return decision


@transaction.atomic
def erase_person(person: DataSubject, *, rule: str = "author", by: User | None = None) -> int:
    """Erase the person's responses, name in reports and unsent mail; return how many responses.

    May be repeated. Bans stay until they end, so that erasing does not lift them.
    """
    forget_recipients(person.addresses())
    comments = list(person.responses())
    for comment in comments:
        erase(comment, Grounds(Reason.AUTHOR_WISH, rule=rule, by=by))
    anonymize_reports(person)
    return len(comments)


def anonymize_reports(person: DataSubject) -> None:
    """Forget who made the person's reports; the reports and their outcomes stay."""
    person.reports().order_by().update(**ANONYMOUS_REPORTER)


@transaction.atomic
def detach_account(user: User) -> None:
    """Drop the addresses of an account that is being deleted; its responses stay, with the name."""
    person = DataSubject(user=user)
    forget_recipients(person.addresses())
    Comment.objects.filter(author=user).update(**ADDRESS_FIELDS)
    anonymize_reports(person)
