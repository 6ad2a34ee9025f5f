"""The front as a server calls it (ASGI), around small WSGI applications."""

import asyncio
from collections.abc import Callable, Iterable
from io import BytesIO
from threading import Event
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from byline.front import bodies, http_responses
from byline.front.application import Front, FrontRules
from byline.front.bodies import BodyLimit
from byline.lib.event_loop import leave_event_loop

Application = Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]
Message = dict[str, Any]


def rules_of(*, is_of_desk: bool = False) -> FrontRules:
    return FrontRules(
        behind_proxy=False,
        limit=lambda _environ, is_of_desk: BodyLimit(10 if is_of_desk else 5, seconds=1),
        may_be_of_desk=lambda _environ: is_of_desk,
        is_of_desk=lambda _environ: is_of_desk,
        on_start=lambda: None,
    )


def asked(
    application: Application,
    *messages: Message,
    method: str = "POST",
    headers: dict[str, str] | None = None,
    is_of_desk: bool = False,
) -> list[Message]:
    """What the front sends for one request; after `messages` the client sends nothing more."""
    sent: list[Message] = []

    async def scene() -> None:
        front = Front(application, rules_of(is_of_desk=is_of_desk))
        await lived(front)
        coming = list(messages)

        async def receive() -> Message:
            if coming:
                return coming.pop(0)
            await asyncio.Event().wait()
            raise AssertionError

        async def send(message: Message) -> None:
            sent.append(message)

        await front(scope(method, headers or {}), receive, send)

    asyncio.run(scene())
    return sent


async def lived(front: Front) -> None:
    """Start the front as a server does."""
    started = asyncio.Event()

    async def receive() -> Message:
        if not started.is_set():
            return {"type": "lifespan.startup"}
        await asyncio.Event().wait()
        raise AssertionError

    async def send(_message: Message) -> None:
        started.set()

    front.life = asyncio.ensure_future(front({"type": "lifespan"}, receive, send))  # type: ignore[attr-defined]
    await started.wait()


def scope(method: str, headers: dict[str, str]) -> Message:
    return {
        "type": "http",
        "method": method,
        "raw_path": b"/caf%E9",
        "query_string": b"",
        "client": ("192.0.2.7", "5"),
        "server": ("127.0.0.1", "8000"),
        "scheme": "http",
        "http_version": "1.1",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers.items()],
    }


def body(data: bytes, *, more: bool = False) -> Message:
    return {"type": "http.request", "body": data, "more_body": more}


def echo(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    leave_event_loop(environ)
    start_response("200 OK", [("X-Length", environ["CONTENT_LENGTH"])])
    return [environ["wsgi.input"].read()]


def text_of(sent: list[Message]) -> bytes:
    return b"".join(message.get("body", b"") for message in sent)


def test_a_body_is_complete_before_the_application_is_called() -> None:
    sent = asked(echo, body(b"ab", more=True), body(b"cd"), headers={"transfer-encoding": "x"})
    assert (sent[0]["status"], sent[0]["headers"], text_of(sent)) == (
        200,
        [(b"x-length", b"4")],
        b"abcd",
    )


def test_a_body_that_is_too_long_is_refused_before_it_is_read() -> None:
    sent = asked(echo, headers={"content-length": "6"})
    assert (sent[0]["status"], text_of(sent)) == (
        413,
        b"The request is too large: 5 bytes can be sent here.\n",
    )


def test_a_body_in_chunks_is_refused_as_soon_as_it_is_too_long() -> None:
    sent = asked(
        echo, body(b"abc", more=True), body(b"def", more=True), headers={"transfer-encoding": "x"}
    )
    assert sent[0]["status"] == 413


def test_people_of_the_desk_may_send_more() -> None:
    sent = asked(echo, body(b"abcdef"), headers={"content-length": "6"}, is_of_desk=True)
    assert (sent[0]["status"], text_of(sent)) == (200, b"abcdef")


def test_half_a_body_is_refused_after_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "PAUSE_SECONDS", 0.01)
    sent = asked(echo, body(b"ab", more=True), headers={"content-length": "4"})
    assert (sent[0]["status"], text_of(sent)) == (
        408,
        b"The request came too slowly. Nothing was changed.\n",
    )


def test_a_body_that_trickles_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "GRACE_SECONDS", 0.0)
    sent = asked(echo, *(body(b"a", more=True) for _ in range(3)), headers={"content-length": "4"})
    assert sent[0]["status"] == 408


def test_a_network_whose_bodies_fill_the_memory_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bodies, "BUDGET_BYTES_OF_NETWORK", 3)
    refused = asked(echo, body(b"abcd"), headers={"content-length": "4"})
    assert refused[0]["status"] == 503
    assert (b"retry-after", b"5") in refused[0]["headers"]
    assert asked(echo, body(b"abc"), headers={"content-length": "3"})[0]["status"] == 200


def test_a_client_that_leaves_gets_no_response() -> None:
    assert asked(echo, {"type": "http.disconnect"}, headers={"content-length": "4"}) == []


def test_the_application_sees_the_bytes_of_the_path_and_no_imitated_header() -> None:
    seen: list[WSGIEnvironment] = []

    def look(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        seen.append(environ)
        start_response("204 No Content", [])
        return []

    headers = {"x_forwarded_for": "203.0.113.9", "cookie": "a=1", "accept": "caf\xe9"}
    assert asked(look, method="GET", headers=headers)[0]["status"] == 204
    [environ] = seen
    assert (environ["PATH_INFO"], environ["HTTP_ACCEPT"]) == ("/caf\xe9", "caf\xe9")
    assert "HTTP_X_FORWARDED_FOR" not in environ


def test_a_response_in_parts_is_collected_and_gets_a_length(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(http_responses, "MEMORY_BYTES", 10)
    finished: list[bool] = []

    def parts(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        leave_event_loop(environ)
        start_response("200 OK", [])

        def lines() -> Iterable[bytes]:
            for _ in range(10):
                yield b"four"
            finished.append(True)

        return lines()

    sent = asked(parts, method="GET")
    assert (sent[0]["headers"], text_of(sent), finished) == (
        [(b"content-length", b"40")],
        b"four" * 10,
        [True],
    )


def test_a_file_is_sent_and_closed_and_head_has_none_of_it() -> None:
    files: list[BytesIO] = []

    def give(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        leave_event_loop(environ)
        start_response("200 OK", [("Content-Length", "100000")])
        files.append(BytesIO(b"f" * 100_000))
        wrapped: Iterable[bytes] = environ["wsgi.file_wrapper"](files[-1], 4096)
        return wrapped

    assert text_of(asked(give, method="GET")) == b"f" * 100_000
    assert text_of(asked(give, method="HEAD")) == b""
    assert [file.closed for file in files] == [True, True]


def test_a_reader_who_takes_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_responses, "SEND_SECONDS", 0.01)
    taken: list[Message] = []

    async def scene() -> None:
        response = http_responses.Response("200 OK", [], b"x" * 1_000_000)

        async def receive() -> Message:
            await asyncio.Event().wait()
            raise AssertionError

        async def send(message: Message) -> None:
            taken.append(message)
            if len(taken) > 3:
                await asyncio.Event().wait()

        with pytest.raises(TimeoutError):
            await http_responses.send_response(response, "GET", receive, send, None)  # type: ignore[arg-type]

    asyncio.run(scene())
    assert len(taken) == 4


def test_a_crowd_that_asks_for_one_page_waits_for_one_rendering() -> None:
    """However many they are: more than may wait for a thread."""
    stored: list[bytes] = []
    all_came, rendered = Event(), []

    def page_cache(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not stored:
            leave_event_loop(environ, "page")
            assert all_came.wait(10)
            rendered.append(environ["PATH_INFO"])
            stored.append(b"page")
        start_response("200 OK", [])
        return stored

    statuses: list[int] = []

    async def scene() -> None:
        front = Front(page_cache, rules_of())
        await lived(front)

        async def receive() -> Message:
            await asyncio.Event().wait()
            raise AssertionError

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])

        crowd = [asyncio.ensure_future(front(scope("GET", {}), receive, send)) for _ in range(500)]
        await asyncio.sleep(0)
        all_came.set()
        await asyncio.gather(*crowd)

    asyncio.run(scene())
    assert (statuses, len(rendered)) == ([200] * 500, 1)
