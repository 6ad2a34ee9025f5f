"""The endpoint `/-/read`, where reads are reported, in front of Django.

It makes no database query: it writes one line and responds. The header `Byline-Read` has the
verdict.
"""

import re
from base64 import b64decode
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment
from zoneinfo import ZoneInfo

from django.conf import settings

from byline.lib.ip_networks import customer_network, provider_network
from byline.lib.proxy import forwarded_address
from byline.readership.bots import is_bot, load_purpose
from byline.readership.choices import ReadVerdict
from byline.readership.rate_limit import RecentReads
from byline.readership.spool import ReadSpool, SpoolLine
from byline.readership.tokens import ReadToken, parse_token
from byline.readership.visitor_hash import DailySalts, visitor_hash

BEACON_PATH = "/-/read"
MAX_BODY_BYTES = 1000
PIXEL = b64decode(
    "R0lGODlhAQABAIAAAAAAAAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw=="
)  # a transparent GIF
HOST = re.compile(
    r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*", re.ASCII
)


class Beacon:
    """Answers requests to BEACON_PATH, and passes everything else to `application`."""

    def __init__(
        self,
        application: WSGIApplication,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        folder = Path(settings.DATA) / "reads"
        self.application, self.clock = application, clock
        self.salts, self.spool = DailySalts(folder / "salts"), ReadSpool(folder / "spool")
        self.recent = RecentReads(settings.OPTIONS.reads_per_minute)
        self.behind_proxy = settings.OPTIONS.behind_proxy

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] != BEACON_PATH:
            return self.application(environ, start_response)
        method = environ["REQUEST_METHOD"]
        if method == "POST":
            body = _body(environ)
            if body is None:
                return _refuse(
                    start_response,
                    "413 Content Too Large",
                    "The body must have three short lines.\n",
                )
            return self._answer(environ, start_response, body.split("\n"))
        if method in ("GET", "HEAD"):
            token = parse_qs(environ.get("QUERY_STRING", "")[:MAX_BODY_BYTES]).get("a", [""])[0]
            return self._answer(environ, start_response, [token])
        return _refuse(
            start_response,
            "405 Method Not Allowed",
            "Use POST, or GET for the image.\n",
            ("Allow", "GET, HEAD, POST"),
        )

    def _answer(
        self, environ: WSGIEnvironment, start_response: StartResponse, lines: list[str]
    ) -> Iterable[bytes]:
        try:
            verdict = self.judge(environ, lines)
        except OSError:
            return _refuse(
                start_response, "503 Service Unavailable", "The read could not be stored.\n"
            )
        headers = [("Byline-Read", verdict.value), ("Cache-Control", "no-store")]
        if environ["REQUEST_METHOD"] == "POST":
            start_response("204 No Content", headers)
            return []
        start_response(
            "200 OK", [*headers, ("Content-Type", "image/gif"), ("Content-Length", str(len(PIXEL)))]
        )
        return [PIXEL] if environ["REQUEST_METHOD"] == "GET" else []

    def judge(self, environ: WSGIEnvironment, lines: list[str]) -> ReadVerdict:
        """Write the read to the spool, or return why it does not count.

        `lines` is what the page sent: its token, the referring host, and `staff` if the desk was
        open in this browser. Raises OSError if it cannot be written.
        """
        token, referrer, who = (*lines, "", "")[:3]
        read = parse_token(token)
        if read is None or environ["REQUEST_METHOD"] == "HEAD":
            return ReadVerdict.UNKNOWN
        agent = environ.get("HTTP_USER_AGENT", "")
        if purpose := load_purpose(environ):
            return ReadVerdict(purpose)
        if is_bot(agent):
            return ReadVerdict.BOT
        if not came_from_our_page(environ):
            return ReadVerdict.FOREIGN
        return (
            ReadVerdict.STAFF
            if who == "staff"
            else self._write(read, referrer.lower(), self._address(environ), agent)
        )

    def _address(self, environ: WSGIEnvironment) -> str:
        return forwarded_address(environ) if self.behind_proxy else environ.get("REMOTE_ADDR", "")

    def _write(self, read: ReadToken, referrer: str, address: str, agent: str) -> ReadVerdict:
        now = self.clock()
        local, minute, network = (
            now.astimezone(ZoneInfo(read.zone)),
            int(now.timestamp()) // 60,
            customer_network(address),
        )
        if self.recent.is_flood(network, minute):
            return ReadVerdict.FLOOD
        day = local.date()
        salt = self.salts.of(day.isoformat())
        visitor = visitor_hash(salt, read.article, address, agent)
        if self.recent.has_seen(visitor):
            return ReadVerdict.SEEN
        host = referrer if HOST.fullmatch(referrer) else ""
        self.spool.append(
            SpoolLine(
                read.article,
                minute,
                day,
                local.hour,
                host,
                visitor,
                visitor_hash(salt, read.article, network),
                visitor_hash(salt, read.article, provider_network(address)),
            )
        )
        self.recent.remember(visitor)
        return ReadVerdict.COUNTED


def came_from_our_page(environ: WSGIEnvironment) -> bool:
    """Whether a page of the same host sent this request, as the browser says.

    The headers are Sec-Fetch-Site (Fetch Metadata), Origin, and Referer for images.
    """
    site = environ.get("HTTP_SEC_FETCH_SITE")
    origin = environ.get("HTTP_ORIGIN")
    host = environ.get("HTTP_HOST", "").lower()
    if site not in (None, "same-origin") or (origin is not None and _host_of(origin) != host):
        return False
    if site or origin:
        return True
    return _host_of(environ.get("HTTP_REFERER", "")) == host != ""


@lru_cache(maxsize=256)
def _host_of(url: str) -> str:
    return urlsplit(url).netloc.lower()


def _body(environ: WSGIEnvironment) -> str | None:
    """The request's body; None if it is too long."""
    length = environ.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MAX_BODY_BYTES:
        return None
    body: bytes = environ["wsgi.input"].read(int(length))
    return body.decode("ascii", errors="replace")


def _refuse(
    start_response: StartResponse, status: str, words: str, *headers: tuple[str, str]
) -> Iterable[bytes]:
    body = words.encode()
    plain: Any = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
    ]
    start_response(status, [*plain, *headers])
    return [body]
