"""The front of the house: answers with printed pages before Django is asked, and keeps what Django printed.

One file is looked at for each page that is kept, and neither Django nor a database is touched. RFC 9110 is HTTP, RFC 9211 the
header Cache-Status, in which an answer that could have been kept says what became of it.
"""

import sqlite3
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import structlog

from byline.press.outcomes import Outcomes
from byline.press.pages import Meta, digest_of, kind_of
from byline.press.blocks import EVERYTHING
from byline.press.places import Place, keys_of, place_asked, query_that_matters
from byline.press.rendering import Rendering, begin
from byline.press.rules import codings_wanted, is_known, why_not_printable
from byline.press.sheets import Headers, Sheaf, Sheet
from byline.press.store import Store
from byline.press.turns import Turn

LARGEST = 4_000_000  # bytes of a page that is kept
OURS = frozenset({"content-length", "etag", "vary", "cache-control", "last-modified", "expires", "date", "server", "connection"})

log = structlog.get_logger("byline.press")


class Front:
    """A WSGI application before `application`."""

    def __init__(self, application: WSGIApplication, store: Store, *, behind_proxy: bool) -> None:
        self._application, self._store, self._behind_proxy = application, store, behind_proxy
        self._sheaf = Sheaf(store)
        self._outcomes = Outcomes(store)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._application(environ, start_response)
        place = place_asked(environ, behind_proxy=self._behind_proxy)
        if place is None:
            return self._application(environ, start_response)
        sheet = self._find(place, environ.get("QUERY_STRING", ""))
        if sheet is not None and (answered := self._give(sheet, environ, start_response)) is not None:
            return answered
        if environ["REQUEST_METHOD"] == "HEAD":
            return self._application(environ, start_response)
        return self._print(place, environ, start_response)

    def note(self) -> None:
        """Enter into the ledger what was read, now rather than within some seconds."""
        self._outcomes.note()

    def _find(self, place: Place, query: str) -> Sheet | None:
        now = time.time()
        plain = self._sheaf.find(place, now)
        if not query or plain is None:
            return None if query else plain
        if keys_of(query) & set(plain.meta.aside):
            return None
        kept = query_that_matters(query, frozenset(plain.meta.keys))
        return self._sheaf.find(Place(place.origin, place.path, kept), now) if kept else plain if kept == "" else None

    def _give(
        self, sheet: Sheet, environ: WSGIEnvironment, start_response: StartResponse, status: str = ""
    ) -> list[bytes] | None:
        """Answer with a page that is kept; None when it is gone by now."""
        wanted = codings_wanted(environ.get("HTTP_ACCEPT_ENCODING"))
        answer = sheet.answer(wanted)
        if answer is None:
            return None if sheet.takes(wanted) else _refuse_codings(start_response)
        self._outcomes.read(sheet.meta.url, status or "hit")
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known is not None and is_known(known, answer.etag):
            start_response("304 Not Modified", _saying(answer.unchanged, status))
            return []
        start_response("200 OK", _saying(answer.whole, status))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else answer.body

    def _print(
        self, place: Place, environ: WSGIEnvironment, start_response: StartResponse, *, patient: bool = True
    ) -> Iterable[bytes]:
        """Have the page rendered, by us or by who is at it, and keep it if it may be kept."""
        try:
            began = self._store.position()
        except (sqlite3.Error, OSError):
            log.exception("the press cannot print")
            return self._application(environ, start_response)
        turns = _Turns(self._store, self._sheaf, patient=patient)
        rendering = Rendering(place, began, turns.take)
        try:
            return self._render(rendering, environ, start_response)
        finally:
            turns.end()

    def _render(self, rendering: Rendering, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        said: list[Any] = []
        asked = dict(environ) | {"HTTP_HOST": rendering.place.origin.partition("://")[2]}
        end = begin(rendering)
        try:
            parts = self._application(asked, lambda *given: said.extend(given) or _unused)  # type: ignore[arg-type,return-value]
        finally:
            end()
        if not rendering.may and not rendering.why_not:
            start_response(*said)
            return parts
        body = _whole(parts)
        if rendering.found:
            return self._give_found(rendering, environ, start_response)
        why_not = self._keep(rendering, said[0], said[1], body)
        sheet = None if why_not else self._sheaf.find(rendering.place, time.time())
        if sheet is not None and (answered := self._give(sheet, environ, start_response, "fwd=miss; stored")) is not None:
            return answered
        self._outcomes.count(why_not or "cleared meanwhile")
        start_response(said[0], _unkept(said[0], said[1], why_not or "cleared meanwhile"))
        return [body]

    def _give_found(self, rendering: Rendering, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        sheet = self._sheaf.find(rendering.place, time.time())
        if sheet is not None and (answered := self._give(sheet, environ, start_response, "fwd=miss; collapsed")) is not None:
            return answered
        return self._print(rendering.place, environ, start_response, patient=False)  # it is gone again

    def _keep(self, rendering: Rendering, status: str, headers: Headers, body: bytes) -> str:
        """Why the page that was rendered is not kept; "" when it is."""
        why_not = rendering.why_not or why_not_printable(status, headers, body, LARGEST)
        content_type = next((value for name, value in headers if name.lower() == "content-type"), "")
        kind = kind_of(content_type)
        if why_not or not kind:
            return why_not or "is of a type that is not printed"
        place = rendering.place
        meta = Meta(
            url=place.url,
            kind=kind,
            digest=digest_of(body),
            headers=[(name, value) for name, value in headers if name.lower() not in OURS],
            tags=sorted({*rendering.tags, EVERYTHING}),
            until=rendering.until,
            keys=sorted(rendering.keys),
            aside=sorted(rendering.aside),
        )
        try:
            return self._store.put(place, meta, body, rendering.began)
        except (sqlite3.Error, OSError):
            log.exception("a page could not be kept", url=place.url)
            return "the store cannot be written"


class _Turns:
    """Taking turns at a page, for one request."""

    def __init__(self, store: Store, sheaf: Sheaf, *, patient: bool) -> None:
        self._folder, self._sheaf, self._patient = store.folder / "turns", sheaf, patient
        self._turn: Turn | None = None

    def take(self, place: Place) -> bool:
        """Take the turn, or wait for who has it; whether the page is in the store now."""
        if not self._patient:
            return False
        with suppress(OSError):
            turn = Turn(self._folder, place.url)
            if turn.take():
                self._turn = turn
            else:
                turn.wait()
                turn.end()  # if nothing was kept, nothing is gained by going one after the other
        return self._sheaf.find(place, time.time()) is not None

    def end(self) -> None:
        if self._turn:
            self._turn.end()


def _whole(parts: Iterable[bytes]) -> bytes:
    try:
        return b"".join(parts)
    finally:
        if close := getattr(parts, "close", None):
            close()


def _saying(headers: Headers, status: str) -> Headers:
    return [*headers[:-1], ("Cache-Status", f"byline; {status}")] if status else headers


def _unkept(status: str, headers: Headers, why_not: str) -> Headers:
    named = {name.lower() for name, _ in headers}
    private = [("Cache-Control", "private, no-cache")] if status.startswith("200") and "cache-control" not in named else []
    return [*headers, *private, ("Cache-Status", f'byline; fwd=miss; detail="{why_not}"')]


def _refuse_codings(start_response: StartResponse) -> list[bytes]:
    said = b"This page is given as it is, or coded as br, zstd or gzip; Accept-Encoding refuses all of them.\n"
    plain = ("Content-Type", "text/plain; charset=utf-8")
    start_response("406 Not Acceptable", [plain, ("Content-Length", str(len(said))), ("Vary", "Accept-Encoding")])
    return [said]


def _unused(_: bytes) -> None:
    raise NotImplementedError("Django hands its pages on whole")
