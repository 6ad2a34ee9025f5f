"""Pingback 1.0: a single XML-RPC method."""

from xmlrpc.client import Fault

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from byline.discussion.choices import Kind
from byline.linkbacks import protocol
from byline.linkbacks.actions import MentionRefused, receive
from byline.linkbacks.choices import RefusalReason
from byline.linkbacks.sender import sender_of

FAULT_CODES = {
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
    """Answer a call in XML-RPC, always with status 200. Methods other than POST get 405."""
    if request.method != "POST":
        usage = (
            "POST a call of pingback.ping in XML-RPC: "
            "https://www.hixie.ch/specs/pingback/pingback\n"
        )
        return HttpResponse(
            usage, status=405, content_type="text/plain; charset=utf-8", headers={"Allow": "POST"}
        )
    return HttpResponse(protocol.answer(_answer_to(request)), content_type=protocol.XML)


def _answer_to(request: HttpRequest) -> str | Fault:
    try:
        body = request.body
        if len(body) > protocol.MAX_CALL_SIZE:
            return Fault(protocol.NOT_XML, "The call is too long.")
        method, parameters = protocol.parse_call(body)
    except (ValueError, RequestDataTooBig) as error:
        return Fault(protocol.NOT_XML, str(error))
    if method != "pingback.ping":
        return Fault(protocol.NO_METHOD, "The only method here is pingback.ping.")
    if len(parameters) != 2:  # noqa: PLR2004
        return Fault(
            protocol.WRONG_PARAMETERS,
            "pingback.ping takes two parameters: the source's address and the target's.",
        )
    source, target = parameters
    return _ping(source, target, sender_of(request))


def _ping(source: str, target: str, sender: str) -> str | Fault:
    try:
        _mention, is_new = receive(Kind.PINGBACK, source, target, sender=sender)
    except MentionRefused as refusal:
        return Fault(FAULT_CODES[refusal.why], str(refusal))
    if not is_new:
        return Fault(protocol.ALREADY, "This pingback is known. The page will be checked again.")
    return "Thank you. The page will be checked soon."
