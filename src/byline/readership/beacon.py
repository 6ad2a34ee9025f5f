"""Where a read arrives: `/-/read`, before Django sees the request.

It asks nothing of the database, writes one line and answers; what it made of the read stands in the header Byline-Read.
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

from byline.lib.proxy import forwarded_address
from byline.readership.bots import is_bot, load_purpose
from byline.readership.choices import ReadVerdict
from byline.readership.rate_limit import RecentReads
from byline.readership.spool import ReadSpool, SpoolLine
from byline.readership.tokens import ReadToken, parse_token
from byline.readership.visitor_hash import DailySalts, network_of, visitor_hash

BEACON_PATH = "/-/read"
MAX_BODY_BYTES = 1000  # bytes of a beacon's body
PIXEL = b64decode(
    "R0lGODlhAQABAIAAAAAAAAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw=="
)  # a transparent GIF
HOST = re.compile(
    r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*", re.ASCII
)


class Beacon:
    """Takes what is sent to PATH, and hands everything else on."""

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
            said = _body(environ)
            if said is None:
                return _refuse(
                    start_response, "413 Content Too Large", "A beacon has three short lines.\n"
                )
            return self._answer(environ, start_response, said.split("\n"))
        if method in ("GET", "HEAD"):
            token = parse_qs(environ.get("QUERY_STRING", "")[:MAX_BODY_BYTES]).get("a", [""])[0]
            return self._answer(environ, start_response, [token])
        return _refuse(
            start_response,
            "405 Method Not Allowed",
            "Reads come by POST, or by GET for an image.\n",
            ("Allow", "GET, HEAD, POST"),
        )

    def _answer(
        self, environ: WSGIEnvironment, start_response: StartResponse, said: list[str]
    ) -> Iterable[bytes]:
        try:
            verdict = self.judge(environ, said)
        except OSError:
            return _refuse(
                start_response, "503 Service Unavailable", "The read could not be written down.\n"
            )
        headers = [("Byline-Read", verdict.value), ("Cache-Control", "no-store")]
        if environ["REQUEST_METHOD"] == "POST":
            start_response("204 No Content", headers)
            return []
        start_response(
            "200 OK", [*headers, ("Content-Type", "image/gif"), ("Content-Length", str(len(PIXEL)))]
        )
        return [PIXEL] if environ["REQUEST_METHOD"] == "GET" else []

    def judge(self, environ: WSGIEnvironment, said: list[str]) -> ReadVerdict:
        """Put the read into the spool, or say why not. Raises OSError when it cannot be written.

        `said` is what the page sent: its token, the host that led to it, and `staff` where the desk was open in this browser.
        """
        token, referrer, who = (*said, "", "")[:3]
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
            network_of(address),
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
            )
        )
        self.recent.remember(visitor)
        return ReadVerdict.COUNTED


def came_from_our_page(environ: WSGIEnvironment) -> bool:
    """Whether the browser says that a page of the host that is asked sent this (Fetch Metadata; Origin; for images Referer)."""
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
    """What was sent; None when it is longer than any beacon."""
    length = environ.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MAX_BODY_BYTES:
        return None
    said: bytes = environ["wsgi.input"].read(int(length))
    return said.decode("ascii", errors="replace")


def _refuse(
    start_response: StartResponse, status: str, words: str, *headers: tuple[str, str]
) -> Iterable[bytes]:
    said = words.encode()
    plain: Any = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(said))),
        ("Cache-Control", "no-store"),
    ]
    start_response(status, [*plain, *headers])
    return [said]
