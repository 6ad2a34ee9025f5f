"""The door out: public addresses only, in time, and not more than can be held."""

import time
from ipaddress import ip_address

import pytest

from byline.lib.outside import MOST, Answer, Unreachable, checked_address, may_be_asked, post
from outsiders import Outsider, outsider, says


def ask(url: str, *, seconds: float = 2.0, loopback: bool = True) -> Answer:
    return post(url, b"?", {"X-Asked": "yes"}, seconds=seconds, loopback=loopback)


def test_what_another_says_comes_back() -> None:
    with outsider(says(b"fine", headers={"X-Note": "kept"})) as other:
        answer = ask(f"{other.url}/there?x=1")
    assert (answer.status, answer.body, answer.headers["x-note"]) == (200, b"fine", "kept")
    question = other.asked[0]
    assert (question.path, question.body, question.headers["x-asked"]) == ("/there?x=1", b"?", "yes")
    assert question.headers["host"] == other.url.removeprefix("http://")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"])
def test_this_machine_is_not_asked_unless_allowed(host: str) -> None:
    with outsider(says(b"fine")) as other, pytest.raises(Unreachable, match="no public address"):
        ask(other.url.replace("127.0.0.1", host), loopback=False)
    assert other.asked == []


@pytest.mark.parametrize(
    "address",
    (
        "10.0.0.1 192.168.1.1 172.16.0.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 fe80::1 fd00::1 ::ffff:10.0.0.1 "
        "2002:0a00:0001:: :: ff02::1"
    ).split(),
)
def test_no_network_of_our_own_is_ever_asked(address: str) -> None:
    assert not may_be_asked(ip_address(address), loopback=True)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111"])
def test_public_addresses_are(address: str) -> None:
    assert may_be_asked(ip_address(address), loopback=False)
    assert str(checked_address(address, 443, loopback=False)) == address


@pytest.mark.parametrize(
    "url", ["ftp://1.1.1.1/", "file:///etc/passwd", "gopher://1.1.1.1", "http://", "nonsense", "http://[bad/"]
)
def test_what_is_no_web_address_is_said(url: str) -> None:
    with pytest.raises(Unreachable):
        ask(url)


def test_who_does_not_answer_is_not_waited_for() -> None:
    def silent(*_: object) -> None:
        held.released.wait()

    held: Outsider
    began = time.monotonic()
    with outsider(silent) as held, pytest.raises(Unreachable):
        ask(held.url, seconds=0.3)
    assert time.monotonic() - began < 1.5


def test_a_dripping_answer_is_not_waited_for() -> None:
    """Each byte comes in time, and all of them would take for ever."""

    def drip(handler: object, _question: object) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")  # type: ignore[attr-defined]
        while not dripping.released.wait(0.05):
            try:
                handler.wfile.write(b"X-Drip: 1\r\n")  # type: ignore[attr-defined]
            except OSError:
                return

    dripping: Outsider
    with outsider(drip) as dripping, pytest.raises(Unreachable, match=r"no answer within 0\.4 s"):
        ask(dripping.url, seconds=0.4)


def test_too_long_an_answer_is_left() -> None:
    with outsider(says(b"x" * (MOST + 1))) as other, pytest.raises(Unreachable, match="longer than"):
        ask(other.url)


def test_no_redirect_is_followed() -> None:
    with outsider(says(b"", status=302, headers={"Location": "/elsewhere"})) as other:
        assert ask(other.url).status == 302
    assert len(other.asked) == 1


def test_nobody_there_is_said() -> None:
    with outsider(says(b"")) as gone:
        pass
    with pytest.raises(Unreachable):
        ask(gone.url)
