"""Changing one's own response while there is time."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from byline.discussion.actions import ResponseRefused
from byline.discussion.actions.revising import TooLate, changeable_until, revise
from byline.discussion.forms import ChangeForm
from byline.discussion.models import Comment, CommentRules
from byline.discussion.openness import conditions_of
from byline.discussion.sanitizing import as_html, plain_text
from byline.discussion.tokens import own_response_href
from byline.discussion.views.own_response import own_comment
from byline.lib.same_origin import same_origin_only
from byline.network.queries import settings_for

REFUSED, GONE, UNFIT = 403, 410, 422


@same_origin_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int, ticket: str) -> HttpResponse:
    """The form with the response's text, its preview, and handing it in."""
    comment = own_comment(request, pk, ticket)
    rules = CommentRules.for_site(comment.article.site)
    form = ChangeForm(
        request.POST if request.method == "POST" else None,
        rules=rules,
        initial={"text": comment.text},
    )
    if changeable_until(comment, rules, timezone.now()) is None:
        return _show(request, comment, form, status=GONE)
    if not form.is_bound:
        return _show(request, comment, form)
    if not form.is_valid():
        return _show(request, comment, form, status=UNFIT)
    if "look" in request.POST:
        return _show(
            request,
            comment,
            form,
            preview=as_html(plain_text(form.cleaned_data["text"], lines=True)),
        )
    return _take(request, comment, form)


def _take(request: HttpRequest, comment: Comment, form: ChangeForm) -> HttpResponse:
    conditions = conditions_of(comment.article, settings_for(request))
    agent, address = request.headers.get("User-Agent", ""), request.META.get("REMOTE_ADDR")
    try:
        revise(comment, form.cleaned_data["text"], conditions, address=address, agent=agent)
    except ValidationError as wrong:
        form.add_error("text", wrong)
        return _show(request, comment, form, status=UNFIT)
    except ResponseRefused as refused:
        return _show(request, comment, form, status=REFUSED, refused=refused.verdict)
    except TooLate:
        return _show(request, comment, form, status=GONE)
    return redirect(f"{own_response_href(comment.pk)}?changed")


def _show(
    request: HttpRequest, comment: Comment, form: ChangeForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The form; where it is too late for it, that, with the words that were handed in."""
    until = changeable_until(comment, form.rules, timezone.now()) if status != GONE else None
    given = {
        "comment": comment,
        "form": form,
        "until": until,
        "yours": own_response_href(comment.pk),
        **more,
    }
    return render(request, "discussion/change.html", given, status=status)
