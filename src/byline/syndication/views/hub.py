"""The site's own hub (W3C WebSub, Recommendation of 23 January 2018)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Site

from byline.syndication.actions import HubRefused, request_subscription
from byline.syndication.choices import HubRefusalReason

USAGE = (
    "POST hub.mode (subscribe or unsubscribe), hub.topic and hub.callback as a form; "
    "hub.lease_seconds and hub.secret are optional."
)
STATUSES = {
    HubRefusalReason.NO_HUB: 404,
    HubRefusalReason.NO_FEED: 404,
    HubRefusalReason.FULL: 429,
    HubRefusalReason.WAITING: 429,
}
REQUIRED, OPTIONAL = ("mode", "topic", "callback"), ("lease_seconds", "secret")


@csrf_exempt
def hub(request: HttpRequest) -> HttpResponse:
    """Respond with 202 if the callback will be asked, else 400, 404 or 429 with the reason."""
    if request.method != "POST":
        return _response(405, USAGE, Allow="POST")
    given = {name: request.POST.getlist(f"hub.{name}") for name in (*REQUIRED, *OPTIONAL)}
    if any(len(given[name]) != 1 for name in REQUIRED) or any(
        len(given[name]) > 1 for name in OPTIONAL
    ):
        return _response(400, USAGE)
    mode, topic, callback, lease, secret = ("".join(given[name]) for name in (*REQUIRED, *OPTIONAL))
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    try:
        request_subscription(
            site, mode=mode, topic=topic, callback=callback, lease=lease, secret=secret
        )
    except HubRefused as refusal:
        return _response(STATUSES.get(refusal.why, 400), str(refusal))
    return _response(202, "Thank you. The callback will soon be asked to confirm.")


def _response(status: int, message: str, **headers: str) -> HttpResponse:
    return HttpResponse(
        f"{message}\n", status=status, content_type="text/plain; charset=utf-8", headers=headers
    )
