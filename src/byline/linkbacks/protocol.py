"""XML-RPC as far as pingbacks need it (Pingback 1.0), read without entities and DTDs, and the
answers of trackbacks.
"""

from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape
from xmlrpc.client import Fault, dumps

from lxml import etree

GENERIC, NO_SOURCE, NO_LINK, NO_TARGET, NOT_A_TARGET, ALREADY, DENIED = (
    0,
    16,
    17,
    32,
    33,
    48,
    49,
)  # Pingback 1.0, 3
FORBIDDEN, SWITCHED_OFF = 403, 405  # WordPress's own, after the statuses of HTTP
NOT_XML, NO_METHOD, WRONG_PARAMETERS = -32700, -32601, -32602  # the usual codes of XML-RPC servers
# Another try of the same call is useless. All else may pass, such as WordPress's "too quickly".
LASTING_FAULTS = frozenset(
    {
        NO_LINK,
        NO_TARGET,
        NOT_A_TARGET,
        NOT_XML,
        NO_METHOD,
        WRONG_PARAMETERS,
        FORBIDDEN,
        SWITCHED_OFF,
    }
)
MAX_CALL_SIZE = 16_384  # bytes
XML = "text/xml; charset=utf-8"
WEBMENTION_PATH, PINGBACK_PATH, TRACKBACK_END = "/-/webmention", "/-/pingback", "/trackback"


def parse_call(body: bytes) -> tuple[str, list[str]]:
    """Return the method's name and its parameters as text. Raises ValueError for anything else."""
    root = _root(body, "methodCall")
    return _text(root.find("methodName")), [
        _text(value) for value in root.findall("params/param/value")
    ]


def parse_answer(body: bytes) -> Fault | None:
    """Return the fault of an answer, or None if the call succeeded.

    An unreadable answer counts as a fault.
    """
    try:
        root = _root(body, "methodResponse")
    except ValueError as error:
        return Fault(GENERIC, str(error))
    if root.find("params") is not None:
        return None
    members = {
        _text(member.find("name")): _text(member.find("value")) for member in root.iter("member")
    }
    code = members.get("faultCode", "")
    return Fault(
        int(code) if code.lstrip("-").isdecimal() else GENERIC, members.get("faultString", "")[:200]
    )


def answer(result: str | Fault) -> bytes:
    return dumps(
        (result,) if isinstance(result, str) else result, methodresponse=True, encoding="utf-8"
    ).encode()


def trackback_answer(error: str) -> bytes:
    """Error 0, or error 1 with this message (technical specification of TrackBack, 2004)."""
    message = f"<message>{escape(error)}</message>" if error else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f"<response><error>{int(bool(error))}</error>{message}</response>\n"
    ).encode()


def is_ping_path(path: str) -> bool:
    return path in (WEBMENTION_PATH, PINGBACK_PATH) or path.rstrip("/").endswith(TRACKBACK_END)


def refusal_at(path: str) -> Callable[[str], tuple[str, bytes]] | None:
    """How the protocol at this path reports an error in an answer with status 200, if it does."""
    if path == PINGBACK_PATH:
        return lambda message: (XML, answer(Fault(GENERIC, message)))
    if path.rstrip("/").endswith(TRACKBACK_END):
        return lambda message: (XML, trackback_answer(message))
    return None


def _root(body: bytes, tag: str) -> Any:
    """Parse the root element. Documents with a DTD are refused: it could declare entities."""
    reader = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(body, reader)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ValueError(f"not well-formed XML: {error}") from None
    if root.getroottree().docinfo.doctype or root.tag != tag:
        raise ValueError(f"not a {tag} of XML-RPC without a document type")
    return root


def _text(element: Any) -> str:
    return "" if element is None else "".join(element.itertext()).strip()
