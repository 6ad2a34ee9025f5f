"""Reports of published responses, and their outcomes (DSA, article 16)."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from byline.accounts.mail_limits import note_confirmation
from byline.accounts.models import User
from byline.discussion.actions.deciding import Grounds, decide
from byline.discussion.actions.mail_claims import claim_mail_to
from byline.discussion.actions.proof_of_work import spend_proof
from byline.discussion.choices import Act, Reason, ReportKind, State, Voice
from byline.discussion.keys import address_key, mail_key
from byline.discussion.models import Comment, CommentRules, Report
from byline.discussion.tokens import reporter_token
from byline.network.actions import enqueue_mail
from byline.network.queries import settings_of

RATE_WINDOW, MAX_REPORTS_PER_WINDOW = timedelta(hours=1), 10
UNDO_WINDOW = timedelta(minutes=10)  # reporters are not mailed while a moderator may undo
MAX_MAILS_PER_RUN = 50
RECEIPT_BYTES = 24


class TooManyReports(Exception):
    """The reporter has made too many reports within RATE_WINDOW."""


@dataclass(frozen=True)
class SubmittedReport:
    """A report as it was submitted.

    `again`: the reporter knows the outcome of an earlier report and contests it. `has_proof` says
    whether the proof of work holds, None if none is required; `proof` is its name.
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
    """The stored report; `is_new` is False if the same person had reported the response before."""

    report: Report
    is_new: bool = True


@transaction.atomic
def report_comment(
    comment: Comment, submitted: SubmittedReport, *, now: datetime | None = None
) -> ReportResult:
    """Store a report of a published response, and queue the mail with its receipt.

    The response is held if as many people as the site requires have reported it and no moderator
    has decided about it yet. Raises ValidationError if the response is not published, and
    TooManyReports.
    """
    now = now or timezone.now()
    comments = Comment.objects.select_for_update(of=("self",)).select_related(
        "article__section", "article__site"
    )
    current = comments.get(pk=comment.pk)
    if current.state != State.PUBLISHED:
        raise ValidationError(_("This response is no longer published."))
    if earlier := _earlier_report(current, submitted):
        return ReportResult(earlier, is_new=False)
    if _number_of_recent(submitted, now) >= MAX_REPORTS_PER_WINDOW:
        raise TooManyReports
    report = _store(current, submitted, now, is_proven=_is_proven(current, submitted, now))
    if report.mail and (
        report.is_mail_confirmed or claim_mail_to(report.mail, submitted.address) is None
    ):
        _mail(report, _("We received your report"), "discussion/mail/receipt.txt")
    _hold_if_many_reported(current, now)
    return ReportResult(report)


def _by_reporter(submitted: SubmittedReport) -> Q:
    if submitted.user:
        return Q(reporter=submitted.user)
    return Q(reporter=None, address_key=address_key(submitted.address))


def _earlier_report(comment: Comment, submitted: SubmittedReport) -> Report | None:
    """The same person's earlier report of the same text.

    People with one IP address are told apart by their e-mail addresses.
    """
    if not submitted.user and not submitted.address:
        return None
    reports = Report.objects.filter(_by_reporter(submitted), comment=comment, kind=submitted.kind)
    if not submitted.user:
        reports = reports.filter(mail_key=mail_key(submitted.mail))
    if submitted.again:
        reports = reports.filter(settled_at=None)
    if comment.edited_at:
        reports = reports.filter(made_at__gte=comment.edited_at)
    return reports.order_by("pk").last()


def _number_of_recent(submitted: SubmittedReport, now: datetime) -> int:
    """How many recent reports have the same reporter, or the same confirmed e-mail address."""
    recent = Report.objects.filter(made_at__gt=now - RATE_WINDOW)
    is_known = submitted.user or submitted.address
    from_reporter = recent.filter(_by_reporter(submitted)).count() if is_known else 0
    if not submitted.mail:
        return from_reporter
    return max(
        from_reporter,
        recent.filter(mail_key=mail_key(submitted.mail), is_mail_confirmed=True).count(),
    )


def _is_proven(comment: Comment, submitted: SubmittedReport, now: datetime) -> bool:
    """Whether the report counts towards holding: it has an account or an unused proof of work."""
    if submitted.user or submitted.has_proof is None:
        return True
    if not CommentRules.for_site(comment.article.site).requires_proof:
        return True
    return submitted.has_proof and spend_proof(submitted.proof, now)


def _store(
    comment: Comment, submitted: SubmittedReport, now: datetime, *, is_proven: bool
) -> Report:
    is_illegal = submitted.kind == ReportKind.ILLEGAL
    return Report.objects.create(
        comment=comment,
        kind=submitted.kind,
        reason=Reason.ILLEGAL if is_illegal else submitted.reason,
        words=submitted.words,
        law=submitted.law,
        name=submitted.name,
        mail=submitted.mail,
        mail_key=mail_key(submitted.mail),
        is_mail_confirmed=_is_own_address(submitted),
        about_children=submitted.about_children,
        reporter=submitted.user,
        address_key=address_key(submitted.address),
        is_proven=is_proven,
        receipt=secrets.token_urlsafe(RECEIPT_BYTES),
        made_at=now,
    )


def _is_own_address(submitted: SubmittedReport) -> bool:
    """Whether the receipt goes to the account of the reporter."""
    user = submitted.user
    return user is not None and user.email.casefold() == submitted.mail.strip().casefold()


def confirm_reporter(report: Report) -> None:
    """Note that the owner of the address made the report and wants to be mailed the outcome."""
    Report.objects.filter(pk=report.pk).update(is_mail_confirmed=True)
    note_confirmation(report.mail)


def _hold_if_many_reported(comment: Comment, now: datetime) -> None:
    required = CommentRules.for_site(comment.article.site).hold_after_reports
    is_reviewed = comment.decisions.filter(by__isnull=False).exists()
    if not required or comment.voice != Voice.READER or is_reviewed:
        return
    reports = Report.objects.filter(comment=comment, settled_at=None, is_proven=True)
    people = reports.values("reporter", "address_key").distinct().count()
    if people >= required:
        grounds = Grounds(Reason.REPORTED, rule="reported", detail=str(people), now=now)
        decide(comment, Act.HOLD, grounds)


def notify_reporters(now: datetime) -> None:
    """Queue mails about outcomes to reporters with a confirmed address, after UNDO_WINDOW."""
    for report in _to_notify(now)[:MAX_MAILS_PER_RUN]:
        with transaction.atomic():
            unnotified = Report.objects.filter(
                pk=report.pk, notified_at=None, settled_at__isnull=False
            )
            if unnotified.update(notified_at=now):
                language = settings_of(report.comment.article.site).language
                with translation.override(language):
                    _mail(report, _("The outcome of your report"), "discussion/mail/outcome.txt")


def _to_notify(now: datetime) -> QuerySet[Report]:
    settled = Report.objects.filter(
        settled_at__lte=now - UNDO_WINDOW,
        notified_at=None,
        is_forgotten=False,
        is_mail_confirmed=True,
    )
    near = ("comment__article__section", "comment__article__site", "outcome")
    return settled.exclude(mail="").select_related(*near).order_by("settled_at")


def _mail(report: Report, subject: str, template: str) -> None:
    site = report.comment.article.site
    href = site.root_url + reverse("report_receipt", args=[report.receipt])
    if not report.is_mail_confirmed:
        href = f"{href}?{urlencode({'token': reporter_token(report.pk)})}"
    context = {"report": report, "comment": report.comment, "site": site, "href": href}
    text = render_to_string(template, context).strip() + "\n"
    enqueue_mail(site=site, to=report.mail, subject=subject, text=text)
