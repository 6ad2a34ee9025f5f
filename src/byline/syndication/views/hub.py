"""Our own hub (W3C WebSub, Recommendation of 23 January 2018)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Site

from byline.syndication.actions import HubRefused, request_subscription
from byline.syndication.choices import HubRefusalReason

HOW = (
    "POST hub.mode (subscribe or unsubscribe), hub.topic and hub.callback as a form; "
    "hub.lease_seconds and hub.secret if you like."
)
STATUSES = {
    HubRefusalReason.NO_HUB: 404,
    HubRefusalReason.NO_FEED: 404,
    HubRefusalReason.FULL: 429,
    HubRefusalReason.WAITING: 429,
}
NEEDED, LIKED = ("mode", "topic", "callback"), ("lease_seconds", "secret")


@csrf_exempt
def hub(request: HttpRequest) -> HttpResponse:
    """202: the callback will be asked whether it is meant. Otherwise the reason in words (400, 404, 429)."""
    if request.method != "POST":
        return _say(405, HOW, Allow="POST")
    given = {name: request.POST.getlist(f"hub.{name}") for name in (*NEEDED, *LIKED)}
    if any(len(given[name]) != 1 for name in NEEDED) or any(len(given[name]) > 1 for name in LIKED):
        return _say(400, HOW)
    mode, topic, callback, lease, secret = ("".join(given[name]) for name in (*NEEDED, *LIKED))
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    try:
        request_subscription(
            site, mode=mode, topic=topic, callback=callback, lease=lease, secret=secret
        )
    except HubRefused as refusal:
        return _say(STATUSES.get(refusal.why, 400), str(refusal))
    return _say(202, "Thank you. The callback will be asked soon whether this is meant.")


def _say(status: int, words: str, **headers: str) -> HttpResponse:
    return HttpResponse(
        f"{words}\n", status=status, content_type="text/plain; charset=utf-8", headers=headers
    )
