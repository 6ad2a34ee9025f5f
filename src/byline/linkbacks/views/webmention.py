"""Webmention (W3C Recommendation of 12 January 2017), section 3.2: receiving."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from byline.discussion.choices import Kind
from byline.linkbacks.actions import MentionRefused, receive
from byline.linkbacks.choices import RefusalReason
from byline.linkbacks.sender import sender_of

USAGE = (
    "POST source and target, as a form (application/x-www-form-urlencoded): "
    "https://www.w3.org/TR/webmention/"
)


@csrf_exempt
def webmention(request: HttpRequest) -> HttpResponse:
    """Answer 202 if the page will be checked, or 400 or 429 with the reason in words."""
    if request.method != "POST":
        return _response(405, USAGE, Allow="POST")
    source, target = request.POST.getlist("source"), request.POST.getlist("target")
    if len(source) != 1 or len(target) != 1:
        return _response(400, USAGE)
    try:
        receive(Kind.WEBMENTION, source[0], target[0], sender=sender_of(request))
    except MentionRefused as refusal:
        return _response(429 if refusal.why == RefusalReason.TOO_MANY else 400, str(refusal))
    return _response(202, "Thank you. The page will be checked soon.")


def _response(status: int, message: str, **headers: str) -> HttpResponse:
    return HttpResponse(
        f"{message}\n", status=status, content_type="text/plain; charset=utf-8", headers=headers
    )
