"""Reporting a response, and the page with the outcome."""

from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from byline.accounts.models import User
from byline.discussion.actions.reporting import (
    SubmittedReport,
    TooManyReports,
    confirm_reporter,
    report_comment,
)
from byline.discussion.choices import Reason, ReportKind
from byline.discussion.forms import IllegalForm, ReportForm
from byline.discussion.models import Comment, Report
from byline.discussion.proofs import verified_proof
from byline.discussion.tokens import is_reporter_token
from byline.lib.same_origin import same_origin_only


@same_origin_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Report that a response breaks the policy."""
    return _take(request, pk, ReportKind.ORDINARY)


@same_origin_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_illegal(request: HttpRequest, pk: int) -> HttpResponse:
    """Report a response as illegal."""
    return _take(request, pk, ReportKind.ILLEGAL)


def _take(request: HttpRequest, pk: int, kind: ReportKind) -> HttpResponse:
    comment = _published(request, pk)
    user = request.user if isinstance(request.user, User) else None
    kind_of_form = IllegalForm if kind == ReportKind.ILLEGAL else ReportForm
    if request.method != "POST":
        return _show(
            request,
            comment,
            kind,
            kind_of_form(user=user, initial={"again": "again" in request.GET}),
        )
    form = kind_of_form(request.POST, user=user)
    if not form.is_valid():
        return _show(request, comment, kind, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        made = report_comment(comment, _submitted_report(request, form, kind, user))
    except TooManyReports:
        form.add_error(
            None,
            _(
                "You have sent many reports in a short time. Wait an hour and send again; your "
                "text is still below."
            ),
        )
        return _show(request, comment, kind, form, HTTPStatus.TOO_MANY_REQUESTS)
    except ValidationError as error:
        raise Http404 from error
    return redirect(
        reverse("report_receipt", args=[made.report.receipt]) + ("" if made.is_new else "?again")
    )


def _published(request: HttpRequest, pk: int) -> Comment:
    reports = Comment.objects.published().select_related("article__section", "article__site")
    comment: Comment = get_object_or_404(
        reports, pk=pk, site=Site.find_for_request(request), article__live=True
    )
    return comment


def _submitted_report(
    request: HttpRequest, form: ReportForm, kind: ReportKind, user: User | None
) -> SubmittedReport:
    data, proof = form.cleaned_data, verified_proof(form.cleaned_data["proof"])
    return SubmittedReport(
        kind=kind,
        reason=Reason(data.get("reason") or Reason.ILLEGAL),
        words=data["words"],
        law=data.get("law", ""),
        name=data.get("name", ""),
        mail=data["mail"],
        user=user,
        address=request.META.get("REMOTE_ADDR"),
        about_children=data.get("about_children", False),
        again=data["again"],
        has_proof=bool(proof),
        proof=proof,
    )


def _show(
    request: HttpRequest, comment: Comment, kind: ReportKind, form: ReportForm, status: int = 200
) -> HttpResponse:
    where = comment.article.site.root_url + comment.permalink
    context = {
        "comment": comment,
        "form": form,
        "illegal": kind == ReportKind.ILLEGAL,
        "where": where,
    }
    return render(request, "discussion/report.html", context, status=status)


@same_origin_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_receipt(request: HttpRequest, receipt: str) -> HttpResponse:
    """The outcome of a report; without the reporter, because anybody may have the address.

    With the token from the mail, its button asks for mail about the outcome.
    """
    reports = Report.objects.select_related(
        "comment__article__section", "comment__article__site", "outcome"
    )
    report: Report = get_object_or_404(
        reports, receipt=receipt, comment__site=Site.find_for_request(request)
    )
    is_reporter = is_reporter_token(report.pk, request.GET.get("token", ""))
    if request.method == "POST" and is_reporter:
        confirm_reporter(report)
        return redirect(request.path)
    context = {
        "report": report,
        "comment": report.comment,
        "again": "again" in request.GET,
        "can_confirm": is_reporter and not report.is_mail_confirmed and not report.settled_at,
    }
    return render(request, "discussion/receipt.html", context)
