"""Confirming an e-mail address, by a button because mail scanners open links."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from byline.discussion.actions.confirming import awaiting_confirmation
from byline.discussion.actions.confirming import confirm as confirm_address
from byline.discussion.models import Comment
from byline.discussion.tokens import may_confirm, own_response_href
from byline.discussion.views.respond import is_number
from byline.lib.same_origin import same_origin_only


@same_origin_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """The page behind the mailed link."""
    allowed = may_confirm(pk, token)
    if allowed is False:
        raise Http404
    here = Comment.objects.filter(site=Site.find_for_request(request)).select_related(
        "article__section", "article__site"
    )
    comment = here.filter(pk=pk).first()
    if allowed is None or comment is None:
        return render(request, "discussion/confirm.html", {"comment": None}, status=HTTPStatus.GONE)
    others = awaiting_confirmation(comment)
    if request.method == "POST":
        ticked = {pk for pk in request.POST.getlist("response") if is_number(pk)}
        confirm_address(comment, others.filter(pk__in=ticked))
        return redirect(f"{own_response_href(comment.pk)}?confirmed")
    return render(request, "discussion/confirm.html", {"comment": comment, "others": others})
