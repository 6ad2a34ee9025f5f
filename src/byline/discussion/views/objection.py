"""Objecting to a decision about one's own response."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from byline.discussion.actions import StateConflict
from byline.discussion.actions.notifying import OBJECTION_PERIOD
from byline.discussion.actions.objecting import contestable_decision, object_to
from byline.discussion.forms import ObjectionForm
from byline.discussion.tokens import own_response_href
from byline.discussion.views.own_response import own_comment
from byline.lib.same_origin import same_origin_only


@same_origin_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """The form; authors who may not object are redirected to their response."""
    comment = own_comment(request, pk, token)
    decision = contestable_decision(comment, timezone.now())
    if decision is None:
        return redirect(f"{own_response_href(pk)}?no")
    form = ObjectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            object_to(comment, form.cleaned_data["words"])
        except StateConflict:
            return redirect(f"{own_response_href(pk)}?no")
        return redirect(f"{own_response_href(pk)}?objected")
    context = {
        "comment": comment,
        "decision": decision,
        "form": form,
        "until": decision.at + OBJECTION_PERIOD,
        "own_response_href": own_response_href(pk),
    }
    return render(
        request,
        "discussion/object.html",
        context,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else 200,
    )
