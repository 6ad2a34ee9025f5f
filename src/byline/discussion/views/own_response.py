"""The author's page of a response: its state, and what the author can do."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Site

from byline.discussion.actions import StateConflict
from byline.discussion.actions.notifying import OBJECTION_PERIOD
from byline.discussion.actions.objecting import contestable_decision
from byline.discussion.actions.revising import changeable_until, withdraw
from byline.discussion.choices import Act, State
from byline.discussion.models import Comment, CommentRules, Decision, Objection, Report
from byline.discussion.tokens import author_token, is_author_token, own_response_href
from byline.lib.same_origin import same_origin_only

WITHDRAWABLE = (State.PUBLISHED, State.PENDING, State.UNCONFIRMED)
NOTABLE_ACTS = (Act.REJECT, Act.REMOVE, Act.RESTORE, Act.HOLD, Act.UPHOLD, Act.EDIT, Act.PUBLISH)
STATUS_MESSAGES = {
    "again": _("You have already posted this. It was not posted again."),
    "confirmed": _("Thank you. Your e-mail address is confirmed."),
    "changed": _("Your response was changed."),
    "withdrawn": _("Your response was withdrawn."),
    "objected": _(
        "We received your objection. Another person will review the decision; you will see the "
        "outcome here."
    ),
    "no": _("There is no decision to object to, or you have already objected."),
}


@never_cache
@require_safe
def own_response(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """The author's page, from the moment the response is stored."""
    return show_own_response(request, own_comment(request, pk, token))


@never_cache
@require_safe
@login_required
def own_response_of_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Redirect the signed-in author to the page."""
    site = Site.find_for_request(request)
    comment = get_object_or_404(Comment, pk=pk, site=site, author=request.user.pk)
    return redirect(own_response_href(comment.pk))


@same_origin_only
@never_cache
@require_POST
def withdraw_response(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """Withdraw one's own response."""
    comment = own_comment(request, pk, token)
    try:
        withdraw(comment)
    except StateConflict as conflict:
        return show_own_response(
            request, own_comment(request, pk, token), status=409, error=str(conflict)
        )
    return redirect(f"{own_response_href(pk)}?withdrawn")


def show_own_response(
    request: HttpRequest, comment: Comment, status: int = 200, error: str = ""
) -> HttpResponse:
    now = timezone.now()
    contested, decision = contestable_decision(comment, now), _decision_of_note(comment)
    context: dict[str, Any] = {
        "comment": comment,
        "message": next((text for key, text in STATUS_MESSAGES.items() if key in request.GET), ""),
        "error": error,
        "token": author_token(comment.pk),
        "until": changeable_until(comment, CommentRules.for_site(comment.article.site), now),
        "is_withdrawable": comment.state_for_author in WITHDRAWABLE,
        "decision": decision,
        "was_reported": decision is not None and Report.objects.filter(outcome=decision).exists(),
        "contested": contested,
        "object_until": contested.at + OBJECTION_PERIOD if contested else None,
        "objection": Objection.objects.filter(comment=comment)
        .select_related("outcome")
        .order_by("pk")
        .last(),
    }
    return render(request, "discussion/own_response.html", context, status=status)


def _decision_of_note(comment: Comment) -> Decision | None:
    """The last decision by others, except the first one about a new response."""
    if comment.state in (State.WITHDRAWN, State.ERASED) or comment.is_silenced:
        return None
    decisions = (
        comment.decisions.filter(act__in=NOTABLE_ACTS)
        .exclude(rule="author")
        .exclude(before="", act__in=(Act.PUBLISH, Act.HOLD))
    )
    return decisions.select_related("policy_version").order_by("-pk").first()


def own_comment(request: HttpRequest, pk: int, token: str) -> Comment:
    """The response on this site whose author has the token, or is signed in.

    The token ends with the period in which its bearer may object to the last decision; then only
    the account is left. Raises Http404.
    """
    if not is_author_token(pk, token):
        raise Http404
    related = ("article__section", "article__site", "author", "site")
    comment: Comment = get_object_or_404(
        Comment.objects.select_related(*related), pk=pk, site=Site.find_for_request(request)
    )
    is_over = timezone.now() > (comment.decided_at or comment.posted_at) + OBJECTION_PERIOD
    if is_over and (comment.author_id is None or comment.author_id != request.user.pk):
        raise Http404
    return comment
