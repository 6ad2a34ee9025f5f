"""The guarded HTTP client: every request of Byline to another server is made here.

Against SSRF it connects to public addresses only, also after a redirect. It limits the time of a
request and the size of its response, compressed or not.
See docs/decisions/0012-guarded-http-client.md.
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

STAGING_SENDS_NOTHING = "this installation sends nothing, because its setting staging is true"
MAX_CONNECTIONS_PER_HOST = 4
REDIRECTS = {301, 302, 303, 307, 308}
SAME_METHOD_REDIRECTS = {307, 308}  # after which a POST is a POST again (RFC 9110, 15.4.8)
COMPRESSED = {"gzip", "x-gzip", "deflate"}
GZIP_OR_ZLIB = 47  # zlib's `wbits`: 32 to detect which by the header, 15 for the largest window


class Unreachable(Exception):
    """There is no usable response; the message says why."""


class RequestRefused(Unreachable):
    """The request is not allowed, such as to an address that is not public; a retry is useless."""


@dataclass(frozen=True)
class Limits:
    """`seconds` for the whole request, bytes of the decompressed response, redirects followed.

    With `truncate`, only the beginning of a longer response is read; otherwise it is an error.
    """

    seconds: float = 10.0
    size: int = 1_000_000
    redirects: int = 5
    truncate: bool = False


@dataclass(frozen=True)
class RemoteResponse:
    """The response of another server; `url` is its address after all redirects.

    Names of headers are in lower case; values of headers with the same name are joined by commas.
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
        """The media type, in lower case; "" if there is none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def text(self) -> str:
        """The body as text, by the charset of its header, else of its meta element, else UTF-8."""
        in_header = re.search(
            r"charset=[\"']?([\w.:-]+)", self.headers.get("content-type", ""), re.IGNORECASE
        )
        in_body = re.search(rb"<meta[^>]+charset=[\"']?([\w.:-]+)", self.body[:2048], re.IGNORECASE)
        charset = "utf-8"
        if in_header:
            charset = in_header[1]
        elif in_body:
            charset = in_body[1].decode("ascii")
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
    """The response to a GET of `url`, whatever its status. Follows redirects.

    `contact`, such as the address of a site, tells the server who sends the request. `loopback`
    says whether it may go to this machine itself; None means the setting
    `allow_loopback_requests`. Raises Unreachable.
    """
    return _request("GET", url, b"", dict(headers or {}), limits, contact, loopback)


def post(
    url: str,
    body: bytes | Mapping[str, str],
    *,
    headers: Mapping[str, str] | None = None,
    limits: Limits = Limits(size=64 * 1024, redirects=0),
    contact: str = "",
    loopback: bool | None = None,
) -> RemoteResponse:
    """The response to a POST of `body`; a mapping is sent as a form. Otherwise like get().

    Only redirects that ask for the same POST elsewhere (307, 308) are followed; others are the
    response. With the setting `staging` it raises RequestRefused.
    """
    if settings.OPTIONS.staging:
        raise RequestRefused(STAGING_SENDS_NOTHING)
    request_headers = dict(headers or {})
    if not isinstance(body, bytes):
        request_headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode(body).encode()
    return _request("POST", url, body, request_headers, limits, contact, loopback)


def user_agent(contact: str = "") -> str:
    return f"Byline/{__version__} (+{contact or 'mailto:' + settings.DEFAULT_FROM_EMAIL})"


def _request(
    method: str,
    url: str,
    body: bytes,
    headers: dict[str, str],
    limits: Limits,
    contact: str,
    loopback: bool | None,
) -> RemoteResponse:
    import httpcore  # noqa: PLC0415 - 9 MB that most workers never need

    end = time.monotonic() + limits.seconds
    request_headers = {
        "User-Agent": user_agent(contact),
        "Accept": "*/*",
        **headers,
        "Accept-Encoding": "gzip",
    }
    allowed = settings.OPTIONS.allow_loopback_requests if loopback is None else loopback
    try:
        return _follow(method, _web_address(url), body, request_headers, limits, end, allowed)
    except httpcore.TimeoutException:
        raise Unreachable(f"no response within {limits.seconds} s") from None
    except AddressNotPublic as error:
        raise RequestRefused(str(error)) from None
    except HostNotFound as error:
        raise Unreachable(str(error)) from None
    except (
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.UnsupportedProtocol,
        zlib.error,
        OSError,
    ) as error:
        raise Unreachable(f"{type(error).__name__}: {error}") from error


def _web_address(url: str) -> "httpx.URL":
    import httpx  # noqa: PLC0415 - as above

    try:
        to = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise RequestRefused(f"this is not a web address: {error}") from None
    if to.scheme not in ("http", "https") or not to.host or to.userinfo:
        raise RequestRefused(
            "only http and https addresses are allowed, without a user name and password"
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
        with _connection_slot(to.host, end):
            answer = _exchange(method, to, body, headers, limits, end, loopback)
        followed = SAME_METHOD_REDIRECTS if method == "POST" else REDIRECTS
        if (
            answer.status not in followed
            or "location" not in answer.headers
            or not limits.redirects
        ):
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

    from byline.lib import http_transport  # noqa: PLC0415 - it imports httpcore

    target = httpcore.URL(scheme=to.raw_scheme, host=to.raw_host, port=to.port, target=to.raw_path)
    wait = {
        "timeout": dict.fromkeys(
            ("connect", "read", "write", "pool"), http_transport.seconds_left(end)
        )
    }
    with (
        httpcore.ConnectionPool(
            http_transport.default_ssl_context(),
            network_backend=http_transport.PublicNetworkBackend(end, loopback=loopback),
        ) as pool,
        pool.stream(
            method, target, headers=list(headers.items()), content=body or None, extensions=wait
        ) as answer,
    ):
        response_headers = _headers(answer.headers)
        content = (
            b""
            if answer.status in REDIRECTS
            else _read(answer.iter_stream(), response_headers, limits)
        )
        return RemoteResponse(answer.status, content, response_headers, str(to))


def _headers(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    response_headers: dict[str, str] = {}
    for raw_name, raw_value in pairs:
        name, value = raw_name.decode("ascii").lower(), raw_value.decode("latin-1")
        response_headers[name] = (
            f"{response_headers[name]}, {value}" if name in response_headers else value
        )
    return response_headers


def _read(parts: Iterable[bytes], headers: Mapping[str, str], limits: Limits) -> bytes:
    """The body, decompressed up to `limits.size` at most, whatever the headers promise."""
    coding, length = (
        headers.get("content-encoding", "").strip().lower(),
        headers.get("content-length", ""),
    )
    if coding not in (*COMPRESSED, "", "identity"):
        raise Unreachable(f"the response has the content coding {coding}, which was not requested")
    if length.isdecimal() and int(length) > limits.size and not limits.truncate:
        raise Unreachable(f"the response is longer than {limits.size} bytes")
    decompressor = zlib.decompressobj(wbits=GZIP_OR_ZLIB) if coding in COMPRESSED else None
    body = bytearray()
    for part in parts:
        body += decompressor.decompress(part, limits.size + 1 - len(body)) if decompressor else part
        if len(body) > limits.size:
            break
    if len(body) > limits.size and not limits.truncate:
        raise Unreachable(f"the response is longer than {limits.size} bytes")
    return bytes(body[: limits.size])


_semaphores: "WeakValueDictionary[str, BoundedSemaphore]" = WeakValueDictionary()
_semaphores_lock = Lock()


@contextmanager
def _connection_slot(host: str, end: float) -> Iterator[None]:
    """Wait for one of the connections that are allowed to a host.

    So a host that hangs occupies no more threads of this process than that.
    """
    with _semaphores_lock:
        semaphore = _semaphores.setdefault(host, BoundedSemaphore(MAX_CONNECTIONS_PER_HOST))
    if not semaphore.acquire(timeout=max(0.0, end - time.monotonic())):
        raise Unreachable(
            f"{host} has not answered {MAX_CONNECTIONS_PER_HOST} earlier requests yet"
        )
    try:
        yield
    finally:
        semaphore.release()
