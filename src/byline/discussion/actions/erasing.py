"""Erasing what a person wrote; the number and a line in its place stay, so that replies still make sense."""

from django.db import transaction

from byline.accounts.models import User
from byline.discussion.actions.deciding import Grounds, decide, settle_reports
from byline.discussion.choices import Act, Reason
from byline.discussion.models import AkismetReport, Comment, Decision, Objection, Report
from byline.discussion.personal_data import DataSubject
from byline.network.actions import forget_recipients

ERASED_FIELDS = {
    "author": None,
    "name": "",
    "link": "",
    "mail": "",
    "mail_key": "",
    "address": None,
    "address_key": "",
    "agent": "",
    "text": "",
    "html": "",
    "text_key": "",
    "wants_replies": False,
    "is_forgotten": True,
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
def erase(comment: Comment, ground: Grounds) -> Decision:
    """Forget the words and the author of the response for good. Raises NotNow when that was done before.

    That each decision was made, by whom and for what reason, is kept; what it said or quoted is not. Open reports and
    objections are settled by it: a report stays as a fact with its outcome, without what it may have quoted.
    """
    decision = decide(comment, Act.ERASE, ground)
    settle_reports(decision)
    Comment.objects.filter(pk=comment.pk).update(**ERASED_FIELDS)
    Decision.objects.filter(comment=comment).update(text="", message="", detail="")
    Report.objects.filter(comment=comment).update(words="", law="")
    objections = Objection.objects.filter(comment=comment)
    objections.filter(settled_at=None).update(outcome=decision, settled_at=decision.at)
    objections.update(words="")
    AkismetReport.objects.filter(decision__comment=comment).delete()
    return decision


@transaction.atomic
def erase_person(person: DataSubject, *, rule: str = "author", by: User | None = None) -> int:
    """Erase all that the person wrote, who reported what, and mail that is still owed to them; how many responses that were.

    May be repeated. A ban stays until it ends: else erasing would lift it.
    """
    forget_recipients(person.addresses())
    found = list(person.responses())
    for comment in found:
        erase(comment, Grounds(Reason.AUTHOR_WISH, rule=rule, by=by))
    anonymize_reports(person)
    return len(found)


def anonymize_reports(person: DataSubject) -> None:
    """Forget who made these reports; what they say, and what becomes of them, stays."""
    person.reports().order_by().update(**ANONYMOUS_REPORTER)


@transaction.atomic
def detach_account(user: User) -> None:
    """The account ends and what was written stays: under its name, and without any address."""
    known = {
        name: ERASED_FIELDS[name]
        for name in (
            "mail",
            "mail_key",
            "address",
            "address_key",
            "agent",
            "wants_replies",
            "is_forgotten",
        )
    }
    person = DataSubject(user=user)
    forget_recipients(person.addresses())
    Comment.objects.filter(author=user).update(**known)
    anonymize_reports(person)
