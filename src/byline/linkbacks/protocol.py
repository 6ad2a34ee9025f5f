"""XML-RPC as far as pingbacks need it (Pingback 1.0): read without entities or document types, written by Python's own."""

from typing import Any
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
NOT_XML, NO_METHOD, WRONG_PARAMETERS = -32700, -32601, -32602  # the usual codes of XML-RPC servers
LONGEST_CALL = 16_384  # bytes


def parse_call(body: bytes) -> tuple[str, list[str]]:
    """The name of the method and its parameters, as text. Raises ValueError for what is no call."""
    root = _root(body, "methodCall")
    return _text(root.find("methodName")), [
        _text(value) for value in root.findall("params/param/value")
    ]


def parse_answer(body: bytes) -> Fault | None:
    """The fault that was answered; None: it was taken. What is no answer is a fault of its own."""
    try:
        root = _root(body, "methodResponse")
    except ValueError as wrong:
        return Fault(GENERIC, str(wrong))
    if root.find("params") is not None:
        return None
    members = {_text(each.find("name")): _text(each.find("value")) for each in root.iter("member")}
    code = members.get("faultCode", "")
    return Fault(
        int(code) if code.lstrip("-").isdecimal() else GENERIC, members.get("faultString", "")[:200]
    )


def answer(said: str | Fault) -> bytes:
    return dumps(
        (said,) if isinstance(said, str) else said, methodresponse=True, encoding="utf-8"
    ).encode()


def _root(body: bytes, tag: str) -> Any:
    """The element at the top. No entity is ever expanded, and what has a document type, which could declare some, is none."""
    reader = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(body, reader)
    except (etree.XMLSyntaxError, ValueError) as wrong:
        raise ValueError(f"not well-formed XML: {wrong}") from None
    if root.getroottree().docinfo.doctype or root.tag != tag:
        raise ValueError(f"not a {tag} of XML-RPC without a document type")
    return root


def _text(element: Any) -> str:
    return "" if element is None else "".join(element.itertext()).strip()
