"""Stopping mail about replies, on a page or by the mail program itself (RFC 8058)."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from byline.discussion.actions.revising import unsubscribe_from_replies
from byline.discussion.models import Comment
from byline.discussion.tokens import may_unsubscribe


@csrf_exempt  # the token is enough; no cookie is used
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """A page with two buttons; mail programs post `List-Unsubscribe=One-Click`."""
    if not may_unsubscribe(pk, token):
        raise Http404
    here = Comment.objects.select_related("article__section", "article__site")
    comment = get_object_or_404(here, pk=pk, site=Site.find_for_request(request))
    done = ""
    if request.method == "POST":
        done = (
            "all"
            if "all" in request.POST
            else "here"
            if {"here", "List-Unsubscribe"} & set(request.POST)
            else ""
        )
        if not done:
            return render(
                request,
                "discussion/unsubscribe.html",
                {"comment": comment},
                status=HTTPStatus.UNPROCESSABLE_ENTITY,
            )
        unsubscribe_from_replies(comment, anywhere=done == "all")
    return render(request, "discussion/unsubscribe.html", {"comment": comment, "done": done})
