"""One's own response: where it stands, and what one may do about it."""

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
    "again": _("You said this before; here it is. Nothing was sent twice."),
    "confirmed": _("Thank you. Your e-mail address is confirmed."),
    "changed": _("It is changed."),
    "withdrawn": _("It is withdrawn."),
    "objected": _(
        "Your objection has arrived. Another person looks at the decision, and you are told here what comes of it."
    ),
    "no": _("There is nothing to object to, or you have objected already."),
}


@never_cache
@require_safe
def own_response(request: HttpRequest, pk: int, ticket: str) -> HttpResponse:
    """What its author sees of a response, as soon as it is saved."""
    return show_own_response(request, own_comment(request, pk, ticket))


@never_cache
@require_safe
@login_required
def own_response_of_account(request: HttpRequest, pk: int) -> HttpResponse:
    """The way there for whoever is signed in and wrote it."""
    site = Site.find_for_request(request)
    comment = get_object_or_404(Comment, pk=pk, site=site, author=request.user.pk)
    return redirect(own_response_href(comment.pk))


@same_origin_only
@never_cache
@require_POST
def withdraw_response(request: HttpRequest, pk: int, ticket: str) -> HttpResponse:
    """Take one's own response back."""
    comment = own_comment(request, pk, ticket)
    try:
        withdraw(comment)
    except StateConflict as not_now:
        return show_own_response(
            request, own_comment(request, pk, ticket), status=409, trouble=str(not_now)
        )
    return redirect(f"{own_response_href(pk)}?withdrawn")


def show_own_response(
    request: HttpRequest, comment: Comment, status: int = 200, trouble: str = ""
) -> HttpResponse:
    now = timezone.now()
    contested, decision = contestable_decision(comment, now), _decision_of_note(comment)
    given: dict[str, Any] = {
        "comment": comment,
        "said": next((words for key, words in STATUS_MESSAGES.items() if key in request.GET), ""),
        "trouble": trouble,
        "ticket": author_token(comment.pk),
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
    return render(request, "discussion/own_response.html", given, status=status)


def _decision_of_note(comment: Comment) -> Decision | None:
    """The last one that the author did not make, and that says more than where a new response stands."""
    if comment.state in (State.WITHDRAWN, State.ERASED) or comment.is_silenced:
        return None
    theirs = (
        comment.decisions.filter(act__in=NOTABLE_ACTS)
        .exclude(rule="author")
        .exclude(before="", act__in=(Act.PUBLISH, Act.HOLD))
    )
    return theirs.select_related("policy_version").order_by("-pk").first()


def own_comment(request: HttpRequest, pk: int, ticket: str) -> Comment:
    """The response that the bearer of the ticket wrote on this site. Raises Http404 for everybody else."""
    if not is_author_token(pk, ticket):
        raise Http404
    near = ("article__section", "article__site", "author", "site")
    comment: Comment = get_object_or_404(
        Comment.objects.select_related(*near), pk=pk, site=Site.find_for_request(request)
    )
    return comment
