"""The guarded door: whatever in Byline asks another server for something, asks through here.

Only public addresses are asked, and redirects are looked at like any other address. Nothing is waited for past a span of time,
nothing read past a size, packed or not. See docs/decisions/0012-guarded-http-client.md.
"""

import re
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from weakref import WeakValueDictionary

from django.conf import settings

from byline import __version__
from byline.lib.public_addresses import AddressNotPublic, HostNotFound

if TYPE_CHECKING:
    import httpx

STAGING_SENDS_NOTHING = "nothing goes out of this house: its setting staging says so"
MAX_CONNECTIONS_PER_HOST = 4  # connections to one host
REDIRECTS = {301, 302, 303, 307, 308}
AS_IT_WAS = {307, 308}  # redirects of a POST that ask for another POST (RFC 9110, 15.4.8)
PACKED = {"gzip", "x-gzip", "deflate"}
GZIP_OR_ZLIB = 47  # zlib's `wbits`: 32 to tell them apart by their heads, 15 for the largest window


class Unreachable(Exception):
    """No answer that could be used: in words, why."""


class RequestRefused(Unreachable):
    """What was to be asked is at no address that may be asked: trying again is no use."""


@dataclass(frozen=True)
class Limits:
    """How long all of it may take, how long the answer may be once unpacked, and how many redirects are followed.

    `truncate`: of a longer answer the beginning is enough.
    """

    seconds: float = 10.0
    size: int = 1_000_000
    redirects: int = 5
    truncate: bool = False


@dataclass(frozen=True)
class RemoteResponse:
    """What another server said; `url` is where it said it, behind all redirects.

    Names of headers are in lower case; what several headers of one name say is joined by commas.
    """

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    url: str = ""

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300  # noqa: PLR2004

    @property
    def media_type(self) -> str:
        """Its media type, in lower case; "" where it gives none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def text(self) -> str:
        """The body as text, by the character set of its header, else the one it names at its beginning, else UTF-8."""
        named = re.search(
            r"charset=[\"']?([\w.:-]+)", self.headers.get("content-type", ""), re.IGNORECASE
        )
        within = re.search(rb"<meta[^>]+charset=[\"']?([\w.:-]+)", self.body[:2048], re.IGNORECASE)
        charset = named[1] if named else within[1].decode("ascii") if within else "utf-8"
        try:
            return self.body.decode(charset, "replace")
        except LookupError:
            return self.body.decode("utf-8", "replace")


def get(
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    limits: Limits = Limits(),
    contact: str = "",
    loopback: bool | None = None,
) -> RemoteResponse:
    """What the server at `url` answers to GET, whatever its status. Follows redirects.

    `contact` tells it where to find who asks, such as the address of a site. `loopback` is whether this very machine may be
    asked; None: as the house is set up (`allow_loopback_requests`). Raises Unreachable.
    """
    return _ask("GET", url, b"", dict(headers or {}), limits, contact, loopback)


def post(
    url: str,
    body: bytes | Mapping[str, str],
    *,
    headers: Mapping[str, str] | None = None,
    limits: Limits = Limits(size=64 * 1024, redirects=0),
    contact: str = "",
    loopback: bool | None = None,
) -> RemoteResponse:
    """What the server at `url` answers to a POST of `body`; a mapping is sent as a form. Otherwise as get().

    Of redirects, only those that ask for the same POST elsewhere (307, 308) are followed; the others are the answer. A house for
    trying things out (`staging`) posts nothing anywhere: NotPublic.
    """
    if settings.OPTIONS.staging:
        raise RequestRefused(STAGING_SENDS_NOTHING)
    said = dict(headers or {})
    if not isinstance(body, bytes):
        said["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode(body).encode()
    return _ask("POST", url, body, said, limits, contact, loopback)


def user_agent(contact: str = "") -> str:
    """How we call ourselves."""
    return f"Byline/{__version__} (+{contact or 'mailto:' + settings.DEFAULT_FROM_EMAIL})"


def _ask(
    method: str,
    url: str,
    body: bytes,
    headers: dict[str, str],
    limits: Limits,
    contact: str,
    loopback: bool | None,
) -> RemoteResponse:
    import httpcore  # noqa: PLC0415 - 9 MB that a worker which asks nobody does without

    end = time.monotonic() + limits.seconds
    said = {
        "User-Agent": user_agent(contact),
        "Accept": "*/*",
        **headers,
        "Accept-Encoding": "gzip",
    }
    allowed = settings.OPTIONS.allow_loopback_requests if loopback is None else loopback
    try:
        return _follow(method, _web_address(url), body, said, limits, end, allowed)
    except httpcore.TimeoutException:
        raise Unreachable(f"no answer within {limits.seconds} s") from None
    except AddressNotPublic as wrong:
        raise RequestRefused(str(wrong)) from None
    except HostNotFound as wrong:
        raise Unreachable(str(wrong)) from None
    except (
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.UnsupportedProtocol,
        zlib.error,
        OSError,
    ) as wrong:
        raise Unreachable(f"{type(wrong).__name__}: {wrong}") from wrong


def _web_address(url: str) -> "httpx.URL":
    import httpx  # noqa: PLC0415 - as above

    try:
        to = httpx.URL(url)
    except httpx.InvalidURL as wrong:
        raise RequestRefused(f"this is no web address: {wrong}") from None
    if to.scheme not in ("http", "https") or not to.host or to.userinfo:
        raise RequestRefused(
            "only http and https addresses are asked, without a name and password in them"
        )
    return to


def _follow(
    method: str,
    to: "httpx.URL",
    body: bytes,
    headers: dict[str, str],
    limits: Limits,
    end: float,
    loopback: bool,
) -> RemoteResponse:
    for _ in range(limits.redirects + 1):
        with _turn(to.host, end):
            answer = _exchange(method, to, body, headers, limits, end, loopback)
        onwards = AS_IT_WAS if method == "POST" else REDIRECTS
        if answer.status not in onwards or "location" not in answer.headers or not limits.redirects:
            return answer
        to = _web_address(str(to.join(answer.headers["location"])))
    raise Unreachable(f"more than {limits.redirects} redirects")


def _exchange(
    method: str,
    to: "httpx.URL",
    body: bytes,
    headers: dict[str, str],
    limits: Limits,
    end: float,
    loopback: bool,
) -> RemoteResponse:
    import httpcore  # noqa: PLC0415 - as above

    from byline.lib.http_transport import PublicNetworkBackend, default_ssl_context, seconds_left  # noqa: PLC0415 - it imports httpcore

    there = httpcore.URL(scheme=to.raw_scheme, host=to.raw_host, port=to.port, target=to.raw_path)
    wait = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), seconds_left(end))}
    with (
        httpcore.ConnectionPool(
            default_ssl_context(), network_backend=PublicNetworkBackend(end, loopback=loopback)
        ) as pool,
        pool.stream(
            method, there, headers=list(headers.items()), content=body or None, extensions=wait
        ) as answer,
    ):
        heard = _headers(answer.headers)
        whole = b"" if answer.status in REDIRECTS else _read(answer.iter_stream(), heard, limits)
        return RemoteResponse(answer.status, whole, heard, str(to))


def _headers(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    heard: dict[str, str] = {}
    for raw_name, raw_value in pairs:
        name, value = raw_name.decode("ascii").lower(), raw_value.decode("latin-1")
        heard[name] = f"{heard[name]}, {value}" if name in heard else value
    return heard


def _read(parts: Iterable[bytes], headers: Mapping[str, str], limits: Limits) -> bytes:
    """The body, unpacked no further than `limits.size`, whatever is promised or packed in it."""
    coding, promised = (
        headers.get("content-encoding", "").strip().lower(),
        headers.get("content-length", ""),
    )
    if coding not in (*PACKED, "", "identity"):
        raise Unreachable(f"the answer is coded as {coding}, which was not asked for")
    if promised.isdecimal() and int(promised) > limits.size and not limits.truncate:
        raise Unreachable(f"the answer is longer than {limits.size} bytes")
    unpacking = zlib.decompressobj(wbits=GZIP_OR_ZLIB) if coding in PACKED else None
    body = bytearray()
    for part in parts:
        body += unpacking.decompress(part, limits.size + 1 - len(body)) if unpacking else part
        if len(body) > limits.size:
            break
    if len(body) > limits.size and not limits.truncate:
        raise Unreachable(f"the answer is longer than {limits.size} bytes")
    return bytes(body[: limits.size])


_turns: "WeakValueDictionary[str, BoundedSemaphore]" = WeakValueDictionary()
_taking = Lock()


@contextmanager
def _turn(host: str, end: float) -> Iterator[None]:
    """One of the AT_ONCE places at a host, when it is free; a host that hangs takes up no more of this process than that."""
    with _taking:
        places = _turns.setdefault(host, BoundedSemaphore(MAX_CONNECTIONS_PER_HOST))
    if not places.acquire(timeout=max(0.0, end - time.monotonic())):
        raise Unreachable(
            f"{host} is being asked by {MAX_CONNECTIONS_PER_HOST} others, and answers none of them"
        )
    try:
        yield
    finally:
        places.release()
