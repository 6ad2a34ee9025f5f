"""What somebody with an account finds there of their own responses."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.models import Site

from byline.accounts.account_panels import on_account_page
from byline.accounts.models import User
from byline.discussion.models import Comment
from byline.discussion.tokens import author_token

MAX_RESPONSES_LISTED = 50


@on_account_page
def own_responses(request: HttpRequest) -> SafeString:
    """The newest responses of whoever is signed in, on the site that was asked, each with the way to its own page."""
    if not isinstance(request.user, User):
        return SafeString()
    mine = Comment.objects.filter(
        author_id=request.user.pk, site=Site.find_for_request(request)
    ).select_related("article")
    shown = [
        (comment, author_token(comment.pk))
        for comment in mine.order_by("-posted_at")[:MAX_RESPONSES_LISTED]
    ]
    return render_to_string("discussion/parts/account_panel.html", {"responses": shown})
