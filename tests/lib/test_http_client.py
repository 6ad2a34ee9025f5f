"""The door out: public addresses only, in time, and not more than can be held."""

import gzip
import socket
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address
from threading import Thread
from typing import Any

import pytest

from byline import __version__
from byline.lib import http_client
from byline.lib.http_client import (
    MAX_CONNECTIONS_PER_HOST,
    Limits,
    RemoteResponse,
    RequestRefused,
    Unreachable,
)
from byline.lib.public_addresses import is_public_address, resolve_public
from byline.lib.special_addresses import IPV4_REGISTRY, IPV6_REGISTRY, OTHERS
from outsiders import Outsider, Question, Reply, outsider, says

FEW = Limits(seconds=2.0, size=1000)


def ask(url: str, *, loopback: bool = True, limits: Limits = FEW) -> RemoteResponse:
    return http_client.get(url, limits=limits, contact="https://harbour.example", loopback=loopback)


def leads_to(address: str, status: int = 302) -> Reply:
    return says(b"", status=status, headers={"Location": address})


def test_what_another_says_comes_back() -> None:
    with outsider(
        says(b"fine", headers={"X-Note": "kept", "Content-Type": "text/plain; charset=utf-8"})
    ) as other:
        answer = ask(f"{other.url}/there?x=1")
    assert (answer.status, answer.text, answer.media_type, answer.headers["x-note"]) == (
        200,
        "fine",
        "text/plain",
        "kept",
    )
    question = other.asked[0]
    assert (question.path, question.headers["host"]) == (
        "/there?x=1",
        other.url.removeprefix("http://"),
    )
    assert question.headers["user-agent"] == f"Byline/{__version__} (+https://harbour.example)"


def test_a_form_is_handed_in() -> None:
    with outsider(says(b"", status=202)) as other:
        answer = http_client.post(other.url, {"source": "a b", "target": "ü"}, loopback=True)
    assert (answer.status, other.asked[0].body) == (202, b"source=a+b&target=%C3%BC")
    assert other.asked[0].headers["content-type"] == "application/x-www-form-urlencoded"


HERE = "127.0.0.1 localhost [::1] [::ffff:127.0.0.1] 2130706433 0x7f000001 0177.0.0.1 127.1 0x7f.1 [64:ff9b::7f00:1] [2002:7f00:1::]"


@pytest.mark.parametrize("host", HERE.split())
def test_this_machine_is_not_asked_whatever_it_is_called(host: str) -> None:
    with outsider(says(b"fine")) as other, pytest.raises(RequestRefused):
        ask(other.url.replace("127.0.0.1", host), loopback=False)
    assert other.asked == []


def test_an_installation_is_shut_to_this_machine_unless_it_is_set_up_otherwise(
    settings: Any,
) -> None:
    with outsider(says(b"fine")) as other:
        with pytest.raises(RequestRefused):
            http_client.get(other.url)
        with pytest.raises(RequestRefused):
            http_client.post(other.url, b"?")
        settings.OPTIONS = settings.OPTIONS.model_copy(update={"allow_loopback_requests": True})
        assert http_client.get(other.url).body == b"fine"
    assert len(other.asked) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_looked_at_like_any_other_address(
    status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The public server is this machine's under another name; where it sends us to is this machine by its own."""
    with (
        outsider(says(b"secret")) as hidden,
        outsider(leads_to("http://10.0.0.1/", status)) as other,
    ):
        with pytest.raises(
            RequestRefused, match=r"10\.0\.0\.1 is at 10\.0\.0\.1, which is not a public address"
        ):
            ask(other.url)
        assert (len(other.asked), hidden.asked) == (1, [])


def test_a_redirect_leads_to_a_web_address_or_nowhere() -> None:
    with (
        outsider(leads_to("file:///etc/passwd")) as other,
        pytest.raises(RequestRefused, match="only http and https"),
    ):
        ask(other.url)


NameServer = Callable[..., list[tuple[Any, ...]]]


def name_server(*answers: list[str]) -> tuple[NameServer, list[str]]:
    """A name server that gives another answer each time, and what it was asked."""
    asked: list[str] = []

    numbers = socket.getaddrinfo

    def answer(host: str, port: int, *more: Any, **named: Any) -> list[tuple[Any, ...]]:
        if host[0].isdigit():
            return numbers(host, port, *more, **named)
        asked.append(host)
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in answers[len(asked) - 1]
        ]

    return answer, asked


def test_a_name_that_is_public_first_and_this_machine_second_is_asked_for_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Who would ask the name server again when connecting would reach this machine. 1.2.3.4 is public, and nobody's."""
    answer, asked = name_server(["1.2.3.4"], ["127.0.0.1"])
    with outsider(says(b"secret")) as other:
        monkeypatch.setattr(socket, "getaddrinfo", answer)
        with pytest.raises(Unreachable):
            ask(
                other.url.replace("127.0.0.1", "two-faced.example"),
                loopback=False,
                limits=Limits(seconds=0.3),
            )
    assert (asked, other.asked) == (["two-faced.example"], [])


def test_a_name_that_is_also_this_machine_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    answer, _asked = name_server(["1.2.3.4", "127.0.0.1"])
    with outsider(says(b"secret")) as other:
        monkeypatch.setattr(socket, "getaddrinfo", answer)
        with pytest.raises(RequestRefused, match=r"two-faced\.example is at 127\.0\.0\.1"):
            ask(other.url.replace("127.0.0.1", "two-faced.example"), loopback=False)
    assert other.asked == []


@pytest.mark.parametrize(
    "address",
    (
        "10.0.0.1 192.168.1.1 172.16.0.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 192.0.2.1 198.18.0.1 "
        "240.0.0.1 fe80::1 fec0::1 fd00::1 fd00:ec2::254 ::ffff:10.0.0.1 ::ffff:127.0.0.1 ::10.0.0.1 2002:0a00:0001:: 2002:7f00:1:: "
        "64:ff9b::a9fe:a9fe 64:ff9b::7f00:1 64:ff9b:1::7f00:1 2001:0:7f00:1:: 2001:db8::1 :: ff02::1 5f00::1"
    ).split(),
)
def test_no_network_of_our_own_is_ever_asked(address: str) -> None:
    assert not is_public_address(ip_address(address), loopback=True)


@pytest.mark.parametrize("block", [*IPV4_REGISTRY, *IPV6_REGISTRY, *OTHERS], ids=str)
def test_no_special_block_is_ever_asked(block: IPv4Network | IPv6Network) -> None:
    for address in (block[0], block[-1]):
        assert not is_public_address(address, loopback=False), address
        if isinstance(address, IPv4Address):
            for wrapped in (f"::ffff:{address}", f"64:ff9b::{address}", f"::{address}"):
                assert not is_public_address(ip_address(wrapped), loopback=True), wrapped


def test_the_neighbours_of_the_blocks_are_public() -> None:
    neighbours = "9.255.255.255 11.0.0.0 168.63.129.15 168.63.129.17 192.88.98.255 192.88.100.0"
    neighbours += " 223.255.255.255 2001:200:: 2003:: 2620:4f:8001:: 3ffe:ffff::"
    refused = [
        one for one in neighbours.split() if not is_public_address(ip_address(one), loopback=False)
    ]
    assert refused == []


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "64:ff9b::101:101"])
def test_public_addresses_are(address: str) -> None:
    assert is_public_address(ip_address(address), loopback=False)
    assert [
        str(address_info)
        for address_info in resolve_public(address, 443, seconds=5, loopback=False)
    ] == [str(ip_address(address))]


@pytest.mark.parametrize(
    "url",
    [
        "ftp://1.1.1.1/",
        "file:///etc/passwd",
        "gopher://1.1.1.1",
        "http://",
        "nonsense",
        "http://me:secret@1.1.1.1/",
    ],
)
def test_what_is_no_web_address_is_said(url: str) -> None:
    with pytest.raises(RequestRefused):
        ask(url)


def test_a_name_that_no_host_has_is_said() -> None:
    with pytest.raises(Unreachable):
        ask(f"http://{'a' * 300}.example/")
    with pytest.raises(Unreachable):
        ask("http://[bad/")


def test_who_does_not_answer_is_not_waited_for() -> None:
    def silent(*_: object) -> None:
        held.released.wait()

    held: Outsider
    began = time.monotonic()
    with outsider(silent) as held, pytest.raises(Unreachable, match=r"no response within 0\.3 s"):
        ask(held.url, limits=Limits(seconds=0.3))
    assert time.monotonic() - began < 1.5


@pytest.mark.parametrize("drop", [b"X-Drip: 1\r\n", b"x"], ids=["in its head", "in its body"])
def test_a_dripping_answer_is_not_waited_for(drop: bytes) -> None:
    """Each byte comes in time, and all of them would take for ever."""

    def drip(handler: Any, _question: Question) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if drop == b"x" else b""))
        while not dripping.released.wait(0.05):
            try:
                handler.wfile.write(drop)
            except OSError:
                return

    dripping: Outsider
    with outsider(drip) as dripping, pytest.raises(Unreachable, match=r"no response within 0\.4 s"):
        ask(dripping.url, limits=Limits(seconds=0.4))


def test_time_is_for_all_redirects_together() -> None:
    def slowly_onwards(handler: Any, _question: Question) -> None:
        other.released.wait(0.25)
        leads_to("/on")(handler, _question)

    other: Outsider
    with outsider(slowly_onwards) as other, pytest.raises(Unreachable, match="no response within"):
        ask(other.url, limits=Limits(seconds=0.6, redirects=50))
    assert len(other.asked) < 5


def test_too_long_an_answer_is_left() -> None:
    with (
        outsider(says(b"x" * 1001)) as other,
        pytest.raises(Unreachable, match="longer than 1000 bytes"),
    ):
        ask(other.url)


def test_ten_gigabytes_are_not_even_begun() -> None:
    with (
        outsider(says(b"x", headers={"Content-Length": str(10**10)})) as other,
        pytest.raises(Unreachable, match="longer than"),
    ):
        ask(other.url)


def endless(head: bytes, part: bytes, written: list[int]) -> Reply:
    def pour(handler: Any, _question: Question) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n")
        with suppress(OSError):
            written.extend(handler.wfile.write(part) for _ in range(100_000))

    return pour


def test_an_answer_without_end_is_left() -> None:
    written: list[int] = []
    with (
        outsider(endless(b"", b"x" * 65536, written)) as other,
        pytest.raises(Unreachable, match="longer than"),
    ):
        ask(other.url)
    assert sum(written) < 50_000_000


def test_what_is_packed_is_unpacked() -> None:
    with outsider(
        says(gzip.compress(b"fine" * 100), headers={"Content-Encoding": "gzip"})
    ) as other:
        assert ask(other.url).body == b"fine" * 100


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """100 MB packed into 100 kB: what comes out is counted while it does, not afterwards."""
    bomb = gzip.compress(bytes(100_000_000))
    most: list[int] = []
    unpack = zlib.decompressobj

    class Counted:
        def __init__(self, **how: Any) -> None:
            self.inner = unpack(**how)

        def decompress(self, part: bytes, room: int) -> bytes:
            out = self.inner.decompress(part, room)
            most.append(len(out))
            return out

    monkeypatch.setattr(zlib, "decompressobj", Counted)
    with (
        outsider(says(bomb, headers={"Content-Encoding": "gzip"})) as other,
        pytest.raises(Unreachable, match="longer than"),
    ):
        ask(other.url, limits=Limits(size=1_000_000))
    assert sum(most) == 1_000_001


@pytest.mark.parametrize("coding", ["br", "gzip, gzip", "nonsense"])
def test_a_coding_that_nobody_asked_for_is_not_taken(coding: str) -> None:
    with (
        outsider(says(b"x", headers={"Content-Encoding": coding})) as other,
        pytest.raises(Unreachable, match="was not requested"),
    ):
        ask(other.url)


def test_what_is_wrongly_packed_is_said() -> None:
    with (
        outsider(says(b"no gzip", headers={"Content-Encoding": "gzip"})) as other,
        pytest.raises(Unreachable),
    ):
        ask(other.url)


def test_of_a_long_answer_the_beginning_may_be_enough() -> None:
    written: list[int] = []
    with outsider(endless(b"", b"x" * 65536, written)) as other:
        assert len(ask(other.url, limits=Limits(size=1000, truncate=True)).body) == 1000


def test_redirects_are_followed_and_counted() -> None:
    def onwards(handler: Any, question: Question) -> None:
        number = int(question.path.strip("/") or 0)
        (says(b"here") if number == 3 else leads_to(f"/{number + 1}"))(handler, question)

    with outsider(onwards) as other:
        answer = ask(other.url)
        assert (answer.body, answer.url) == (b"here", f"{other.url}/3")
        with pytest.raises(Unreachable, match="more than 2 redirects"):
            ask(other.url, limits=Limits(redirects=2))


@pytest.mark.parametrize(("status", "asked"), [(302, 1), (307, 2)])
def test_a_post_goes_elsewhere_only_as_it_was(status: int, asked: int) -> None:
    def onwards(handler: Any, question: Question) -> None:
        (leads_to("/there", status) if question.path == "/" else says(b"here"))(handler, question)

    with outsider(onwards) as other:
        http_client.post(f"{other.url}/", {"a": "b"}, limits=Limits(redirects=3), loopback=True)
    assert [question.body for question in other.asked] == [b"a=b"] * asked


def test_no_redirect_is_followed_where_none_is_wanted() -> None:
    with outsider(leads_to("/elsewhere")) as other:
        assert ask(other.url, limits=Limits(redirects=0)).status == 302
    assert len(other.asked) == 1


def test_a_host_that_hangs_takes_up_a_few_connections_and_no_more() -> None:
    def hang(handler: Any, question: Question) -> None:
        held.released.wait()
        says(b"")(handler, question)

    def wait() -> None:
        try:
            ask(held.url, limits=Limits(seconds=5))
        except Unreachable:
            ended.append("left")

    held: Outsider
    ended: list[str] = []
    with outsider(hang) as held, outsider(says(b"fine")) as other:
        waiting = [Thread(target=wait) for _ in range(MAX_CONNECTIONS_PER_HOST)]
        for thread in waiting:
            thread.start()
        until(lambda: len(held.asked) == MAX_CONNECTIONS_PER_HOST)
        with pytest.raises(Unreachable, match="has not answered 4 earlier requests yet"):
            ask(held.url, limits=Limits(seconds=0.2))
        assert ask(other.url.replace("127.0.0.1", "localhost")).body == b"fine"
        held.released.set()
        for thread in waiting:
            thread.join()
    assert (len(held.asked), ended) == (MAX_CONNECTIONS_PER_HOST, [])


def until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_nobody_there_is_said() -> None:
    with outsider(says(b"")) as gone:
        pass
    with pytest.raises(Unreachable):
        ask(gone.url)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ({"Content-Type": "text/html; charset=iso-8859-1"}, "é".encode("latin-1")),
        ({"Content-Type": "text/html"}, b'<meta charset="iso-8859-1">' + "é".encode("latin-1")),
        ({"Content-Type": "text/html"}, "é".encode()),
        ({"Content-Type": "text/html; charset=klingon"}, "é".encode()),
    ],
)
def test_letters_are_read_as_they_were_written(head: dict[str, str], body: bytes) -> None:
    assert (
        RemoteResponse(200, body, {name.lower(): value for name, value in head.items()}).text[-1]
        == "é"
    )
