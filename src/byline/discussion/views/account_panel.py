"""The panel of own responses on the account page."""

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
    """The newest responses of the signed-in person on this site, with links to their pages."""
    if not isinstance(request.user, User):
        return SafeString()
    comments = Comment.objects.filter(
        author_id=request.user.pk, site=Site.find_for_request(request)
    ).select_related("article")
    rows = [
        (comment, author_token(comment.pk))
        for comment in comments.order_by("-posted_at")[:MAX_RESPONSES_LISTED]
    ]
    return render_to_string("discussion/parts/account_panel.html", {"responses": rows})
