"""The one door out: everything that asks another server goes through it."""

import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from byline import __version__

MOST = 64 * 1024  # bytes of an answer
AGENT = f"Byline/{__version__}"


class Unreachable(Exception):
    """No answer that could be used: in words, why."""


@dataclass(frozen=True)
class Answer:
    """What another server said. Names of headers are in lower case."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


def post(url: str, body: bytes, headers: Mapping[str, str], *, seconds: float, loopback: bool = False) -> Answer:
    """What the server at `url` answers to `body`, all of it within `seconds`. Follows no redirect.

    Only public addresses are asked, and this machine's own where `loopback` allows it; the address that was looked at is the one
    that is connected to, whatever the name's next answer would be. Raises Unreachable.
    """
    answers: SimpleQueue[Answer | Exception] = SimpleQueue()
    Thread(target=_ask, args=(answers, url, body, headers, seconds, loopback), daemon=True).start()
    try:
        found = answers.get(timeout=seconds)  # a name server or a dripping answer knows no other limit
    except Empty:
        raise Unreachable(f"no answer within {seconds} s") from None
    if isinstance(found, Exception):
        raise Unreachable(f"{type(found).__name__}: {found}") from found
    return found


def _ask(answers: "SimpleQueue[Answer | Exception]", *asked: Any) -> None:
    try:
        answers.put(_post(*asked))
    except Exception as wrong:  # noqa: BLE001 - told to who waits, whatever it is
        answers.put(wrong)


def _post(url: str, body: bytes, headers: Mapping[str, str], seconds: float, loopback: bool) -> Answer:
    import httpx  # noqa: PLC0415 - 9 MB that a worker which asks nobody does without

    to = httpx.URL(url)
    if to.scheme not in ("http", "https") or not to.host:
        raise Unreachable("only http and https addresses are asked")
    port = to.port or (443 if to.scheme == "https" else 80)
    address = checked_address(to.host, port, loopback=loopback)
    said = {"User-Agent": AGENT, "Accept-Encoding": "identity", **headers, "Host": to.netloc.decode("ascii")}
    wanted = {"sni_hostname": to.host}  # so that the certificate is the name's, not the address's
    there = to.copy_with(host=str(address))
    with (
        httpx.Client(timeout=seconds, trust_env=False, follow_redirects=False) as client,
        client.stream("POST", there, content=body, headers=said, extensions=wanted) as answer,
    ):
        return Answer(answer.status_code, _read(answer), {name.lower(): value for name, value in answer.headers.items()})


def _read(answer: Any) -> bytes:
    body = b""
    for part in answer.iter_bytes():
        body += part
        if len(body) > MOST:
            raise Unreachable(f"the answer is longer than {MOST} bytes")
    return body


def checked_address(host: str, port: int, *, loopback: bool) -> IPv4Address | IPv6Address:
    """The first address of the host, if all of them may be asked. Raises Unreachable."""
    try:
        found = [ip_address(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except OSError as wrong:
        raise Unreachable(f"{host} has no address: {wrong}") from wrong
    for address in found:
        if not may_be_asked(address, loopback=loopback):
            raise Unreachable(f"{host} is at {address}, which is no public address")
    return found[0]


def may_be_asked(address: IPv4Address | IPv6Address, *, loopback: bool) -> bool:
    """Whether it is a public address (or this machine's own, where that is allowed)."""
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None) or address
    if inner.is_loopback:
        return loopback
    return inner.is_global and not inner.is_multicast
