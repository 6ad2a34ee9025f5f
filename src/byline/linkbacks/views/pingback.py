"""Pingback 1.0: one method of XML-RPC, and no other."""

from xmlrpc.client import Fault

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from byline.discussion.choices import Kind
from byline.linkbacks import protocol
from byline.linkbacks.actions import MentionRefused, receive
from byline.linkbacks.choices import RefusalReason

CODES = {
    RefusalReason.NO_SOURCE: protocol.NO_SOURCE,
    RefusalReason.NO_TARGET: protocol.NO_TARGET,
    RefusalReason.SAME: protocol.GENERIC,
    RefusalReason.NOT_OURS: protocol.NOT_A_TARGET,
    RefusalReason.NOTHING_THERE: protocol.NO_TARGET,
    RefusalReason.CLOSED: protocol.NOT_A_TARGET,
    RefusalReason.OWN_PAGE: protocol.DENIED,
    RefusalReason.BLOCKED: protocol.DENIED,
    RefusalReason.TOO_MANY: protocol.GENERIC,
}


@csrf_exempt
def pingback(request: HttpRequest) -> HttpResponse:
    """What was called, answered in XML-RPC, always with 200. Anything but POST is refused by HTTP."""
    if request.method != "POST":
        words = "POST a call of pingback.ping in XML-RPC: https://www.hixie.ch/specs/pingback/pingback\n"
        return HttpResponse(
            words, status=405, content_type="text/plain; charset=utf-8", headers={"Allow": "POST"}
        )
    return HttpResponse(
        protocol.answer(_answer_to(request)), content_type="text/xml; charset=utf-8"
    )


def _answer_to(request: HttpRequest) -> str | Fault:
    try:
        body = request.body
        if len(body) > protocol.LONGEST_CALL:
            return Fault(protocol.NOT_XML, "The call is too long.")
        method, parameters = protocol.parse_call(body)
    except (ValueError, RequestDataTooBig) as wrong:
        return Fault(protocol.NOT_XML, str(wrong))
    if method != "pingback.ping":
        return Fault(protocol.NO_METHOD, "There is no method here but pingback.ping.")
    if len(parameters) != 2:  # noqa: PLR2004
        return Fault(
            protocol.WRONG_PARAMETERS,
            "pingback.ping has two parameters: the source's address and the target's.",
        )
    return _ping(*parameters)


def _ping(source: str, target: str) -> str | Fault:
    try:
        _mention, is_new = receive(Kind.PINGBACK, source, target)
    except MentionRefused as refusal:
        return Fault(CODES[refusal.why], str(refusal))
    if not is_new:
        return Fault(protocol.ALREADY, "This pingback is registered; the page is looked at again.")
    return "Thank you. The page will be looked at soon."
