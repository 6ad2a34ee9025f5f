"""One's own response: where it stands."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from wagtail.models import Site

from byline.discussion.models import Comment
from byline.discussion.tickets import is_ticket_for


@never_cache
def yours(request: HttpRequest, pk: int, ticket: str) -> HttpResponse:
    """What its author sees of a response, as soon as it is saved."""
    comment = own_comment(request, pk, ticket)
    return render(request, "discussion/yours.html", {"comment": comment, "again": "again" in request.GET})


def own_comment(request: HttpRequest, pk: int, ticket: str) -> Comment:
    """The response that the bearer of the ticket wrote on this site. Raises Http404 for everybody else."""
    if not is_ticket_for(pk, ticket):
        raise Http404
    site = Site.find_for_request(request)
    comment: Comment = get_object_or_404(Comment.objects.select_related("article__section", "article__site"), pk=pk, site=site)
    return comment
