"""Reporting: somebody says that a published response should not stand, and hears what became of it (DSA, article 16)."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from byline.accounts.models import User
from byline.discussion.actions.deciding import Grounds, decide
from byline.discussion.actions.proof_of_work import spend_proof
from byline.discussion.choices import Act, Reason, ReportKind, State, Voice
from byline.discussion.keys import address_key, mail_key
from byline.discussion.models import Comment, CommentRules, Report
from byline.network.actions import enqueue_mail
from byline.network.queries import settings_of

RATE_WINDOW, MAX_REPORTS_PER_WINDOW = timedelta(hours=1), 10
UNDO_WINDOW = timedelta(minutes=10)  # for which a moderator may still undo what was done
MAX_MAILS_PER_RUN = 50  # mails a turn


class TooManyReports(Exception):
    """So many reports came from there within an hour that this one is not taken."""


@dataclass(frozen=True)
class SubmittedReport:
    """What somebody says against a response. `again`: they were told the outcome of an earlier report, and think it wrong.

    `has_proof` is whether the proof of work holds, None where none is asked at this door; `proof` is its name.
    """

    kind: ReportKind = ReportKind.ORDINARY
    reason: Reason = Reason.OTHER
    words: str = ""
    law: str = ""
    name: str = ""
    mail: str = ""
    user: User | None = None
    address: str | None = None
    about_children: bool = False
    again: bool = False
    has_proof: bool | None = None
    proof: str = ""


@dataclass(frozen=True)
class ReportResult:
    """The report; `is_new` is False when it is an earlier one by the same person about the same response."""

    report: Report
    is_new: bool = True


@transaction.atomic
def report_comment(
    comment: Comment, claim: SubmittedReport, *, now: datetime | None = None
) -> ReportResult:
    """Put the response before a moderator, and owe a receipt to whoever left an e-mail address.

    Where so many different people reported it as the site wants, and nobody who moderates has looked yet, it is held.
    Raises ValidationError where the response is not published, TooMany for a flood.
    """
    now = now or timezone.now()
    current = (
        Comment.objects.select_for_update()
        .select_related("article__section", "article__site")
        .get(pk=comment.pk)
    )
    if current.state != State.PUBLISHED:
        raise ValidationError(_("This response is no longer published."))
    if earlier := _earlier(current, claim):
        return ReportResult(earlier, is_new=False)
    if _just_now(claim, now) >= MAX_REPORTS_PER_WINDOW:
        raise TooManyReports
    report = _write(current, claim, now, is_proven=_is_proven(current, claim, now))
    if report.mail:
        _mail(report, _("We have your report"), "discussion/mail/receipt.txt")
    _hold_where_many_report(current, now)
    return ReportResult(report)


def _by(claim: SubmittedReport) -> Q:
    """By what the person is known: an account, else where it comes from."""
    return (
        Q(reporter=claim.user)
        if claim.user
        else Q(reporter=None, address_key=address_key(claim.address))
    )


def _earlier(comment: Comment, claim: SubmittedReport) -> Report | None:
    """What the same person said before of the same words; people at one address are told apart by their mail."""
    if not claim.user and not claim.address:
        return None
    theirs = Report.objects.filter(_by(claim), comment=comment, kind=claim.kind)
    if not claim.user:
        theirs = theirs.filter(mail_key=mail_key(claim.mail))
    if claim.again:
        theirs = theirs.filter(settled_at=None)
    if comment.edited_at:
        theirs = theirs.filter(made_at__gte=comment.edited_at)
    return theirs.order_by("pk").last()


def _just_now(claim: SubmittedReport, now: datetime) -> int:
    """How many came lately from the same person or place, or named the same e-mail address: a receipt goes there."""
    lately = Report.objects.filter(made_at__gt=now - RATE_WINDOW)
    theirs = lately.filter(_by(claim)).count() if claim.user or claim.address else 0
    return max(theirs, lately.filter(mail_key=mail_key(claim.mail)).count() if claim.mail else 0)


def _is_proven(comment: Comment, claim: SubmittedReport, now: datetime) -> bool:
    """Whether it counts towards holding the response: an account stands behind it, or work, which counts once."""
    if (
        claim.user
        or claim.has_proof is None
        or not CommentRules.for_site(comment.article.site).wants_proof
    ):
        return True
    return claim.has_proof and spend_proof(claim.proof, now)


def _write(comment: Comment, claim: SubmittedReport, now: datetime, *, is_proven: bool) -> Report:
    return Report.objects.create(
        comment=comment,
        kind=claim.kind,
        reason=Reason.ILLEGAL if claim.kind == ReportKind.ILLEGAL else claim.reason,
        words=claim.words,
        law=claim.law,
        name=claim.name,
        mail=claim.mail,
        mail_key=mail_key(claim.mail),
        about_children=claim.about_children,
        reporter=claim.user,
        address_key=address_key(claim.address),
        is_proven=is_proven,
        receipt=secrets.token_urlsafe(24),
        made_at=now,
    )


def _hold_where_many_report(comment: Comment, now: datetime) -> None:
    enough = CommentRules.for_site(comment.article.site).hold_after_reports
    looked_at = comment.voice != Voice.READER or comment.decisions.filter(by__isnull=False).exists()
    if not enough or looked_at:
        return
    people = (
        Report.objects.filter(comment=comment, settled_at=None, is_proven=True)
        .values("reporter", "address_key")
        .distinct()
        .count()
    )
    if people >= enough:
        decide(
            comment,
            Act.HOLD,
            Grounds(Reason.REPORTED, rule="reported", detail=str(people), now=now),
        )


def notify_reporters(now: datetime) -> None:
    """Owe the outcome to those who left an address, as soon as it is too late to undo it lightly."""
    settled = Report.objects.filter(
        settled_at__lte=now - UNDO_WINDOW, notified_at=None, is_forgotten=False
    )
    near = settled.exclude(mail="").select_related(
        "comment__article__section", "comment__article__site", "outcome"
    )
    for report in near.order_by("settled_at")[:MAX_MAILS_PER_RUN]:
        with transaction.atomic():
            if Report.objects.filter(
                pk=report.pk, notified_at=None, settled_at__isnull=False
            ).update(notified_at=now):
                with translation.override(settings_of(report.comment.article.site).language):
                    _mail(report, _("What became of your report"), "discussion/mail/outcome.txt")


def _mail(report: Report, subject: str, template: str) -> None:
    site = report.comment.article.site
    href = site.root_url + reverse("report_receipt", args=[report.receipt])
    given = {"report": report, "comment": report.comment, "site": site, "href": href}
    enqueue_mail(
        site=site,
        to=report.mail,
        subject=subject,
        text=render_to_string(template, given).strip() + "\n",
    )
