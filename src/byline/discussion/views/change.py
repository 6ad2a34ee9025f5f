"""Changing one's own response within the time that the site allows."""

from http import HTTPStatus
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
from byline.discussion.sanitizing import as_html
from byline.discussion.tokens import own_response_href
from byline.discussion.views.own_response import own_comment
from byline.lib.same_origin import same_origin_only
from byline.network.queries import settings_for


@same_origin_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """The form with the text, the preview, and saving."""
    comment = own_comment(request, pk, token)
    rules = CommentRules.for_site(comment.article.site)
    form = ChangeForm(
        request.POST if request.method == "POST" else None,
        rules=rules,
        initial={"text": comment.text},
    )
    if changeable_until(comment, rules, timezone.now()) is None:
        return _show(request, comment, form, status=HTTPStatus.GONE)
    if not form.is_bound:
        return _show(request, comment, form)
    if not form.is_valid():
        return _show(request, comment, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if "look" in request.POST:
        return _show(
            request,
            comment,
            form,
            preview=as_html(form.cleaned_data["text"]),
        )
    return _take(request, comment, form)


def _take(request: HttpRequest, comment: Comment, form: ChangeForm) -> HttpResponse:
    conditions = conditions_of(comment.article, settings_for(request))
    agent, address = request.headers.get("User-Agent", ""), request.META.get("REMOTE_ADDR")
    try:
        revise(comment, form.cleaned_data["text"], conditions, address=address, agent=agent)
    except ValidationError as error:
        form.add_error("text", error)
        return _show(request, comment, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except ResponseRefused as refused:
        return _show(request, comment, form, status=HTTPStatus.FORBIDDEN, refused=refused.verdict)
    except TooLate:
        return _show(request, comment, form, status=HTTPStatus.GONE)
    return redirect(f"{own_response_href(comment.pk)}?changed")


def _show(
    request: HttpRequest, comment: Comment, form: ChangeForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The form; or, if it is too late, a notice with the text that was sent."""
    until = (
        changeable_until(comment, form.rules, timezone.now()) if status != HTTPStatus.GONE else None
    )
    context = {
        "comment": comment,
        "form": form,
        "until": until,
        "own_response_href": own_response_href(comment.pk),
        **more,
    }
    return render(request, "discussion/change.html", context, status=status)
