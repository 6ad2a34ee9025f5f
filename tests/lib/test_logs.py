"""Log lines, as a person and as a machine reads them."""

import io
import json
import logging
import logging.config
import re
import time
from collections.abc import Iterator
from smtplib import SMTPRecipientsRefused

import pytest
import structlog
from django.urls import URLResolver, get_resolver

from byline.lib.log_cleaning import clean_line
from byline.lib.logs import REQUEST_LINE, logging_config

ASKED = {
    "method": "GET",
    "path": "/about/",
    "status": 200,
    "dt_ms": 12.345,
    "addr": "198.51.100.7",
    "query_string": "q=secret",
}


@pytest.fixture
def paper() -> Iterator[io.StringIO]:
    """What is logged while the test runs; afterwards logging is as before."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    yield io.StringIO()
    root.handlers[:], _ = before
    root.setLevel(before[1])
    structlog.reset_defaults()


def log_to(paper: io.StringIO, level: str, style: str) -> None:
    chosen = logging_config(level, style)
    chosen["handlers"]["stderr"]["stream"] = paper
    logging.config.dictConfig(chosen)


def test_a_request_is_one_line_that_a_machine_can_read(paper: io.StringIO) -> None:
    log_to(paper, "info", "json")
    logging.getLogger("granian.access").info(REQUEST_LINE, ASKED)
    line = json.loads(paper.getvalue())
    line.pop("timestamp")
    assert line == {
        "event": "request", "method": "GET", "path": "/about/", "status": 200, "ms": 12.3,
        "level": "info", "logger": "granian.access",
    }  # fmt: skip


def test_a_request_is_one_line_that_a_person_can_read(paper: io.StringIO) -> None:
    log_to(paper, "info", "text")
    logging.getLogger("granian.access").info(REQUEST_LINE, ASKED)
    assert paper.getvalue().split("request", 1)[1].split() == [
        "method=GET",
        "path=/about/",
        "status=200",
        "ms=12.3",
    ]
    assert "\x1b" not in paper.getvalue()


def test_nothing_below_the_level_is_said(paper: io.StringIO) -> None:
    log_to(paper, "warning", "text")
    structlog.get_logger("byline").info("quiet")
    structlog.get_logger("byline").warning("loud")
    assert "quiet" not in paper.getvalue()
    assert "loud" in paper.getvalue()


@pytest.mark.parametrize("style", ["text", "json"])
def test_a_failure_is_told_without_the_values_that_led_to_it(
    paper: io.StringIO, style: str
) -> None:
    log_to(paper, "info", style)
    password = "four quiet presses"
    try:
        len(password) / 0
    except ZeroDivisionError:
        structlog.get_logger("byline").exception("a duty failed", duty="often")
    assert "ZeroDivisionError: division by zero" in paper.getvalue()
    assert password not in paper.getvalue()


def _fail(message: str) -> None:
    raise ValueError(message)


SIGNED = "1tXyZ9:" + "aB3-_xyz" * 5 + "abc"
TOKENS = [
    f"/-/response/12/{SIGNED[7:]}/",
    f"/-/response/12/{SIGNED[7:]}/withdraw/",
    f"/-/confirm/12/{SIGNED}/",
    f"/-/unsubscribe/12/{SIGNED[7:]}/",
    f"/-/my-data/{'ab' * 32}:{SIGNED}/",
    "/-/report/receipt/Zk9-abcDEF_1234567890abcdefghij/",
    "/-/welcome/Zk9-abcDEF_1234567890abcdefghij",
    "/accounts/password/reset/key/1-d2abcd-0123456789abcdef0123456789abcdef/",
    "/accounts/password/reset/key/1-set-password/",
    "/admin/password_reset/confirm/MQ/d2abcd-0123456789abcdef0123456789abcdef/",
]


@pytest.mark.parametrize("style", ["text", "json"])
@pytest.mark.parametrize("address", TOKENS)
def test_tokens_are_masked_wherever_they_are_logged(
    paper: io.StringIO, style: str, address: str
) -> None:
    log_to(paper, "info", style)
    token = max(address.split("/"), key=len)
    logging.getLogger("granian.access").info(REQUEST_LINE, ASKED | {"path": address})
    structlog.get_logger("byline").warning(f"no such page: {address}", url=[address])
    logging.getLogger("django.request").error("Internal Server Error: %s", address)
    try:
        _fail(f"https://harbour.example{address}?code=ABC123&next=/")
    except ValueError:
        structlog.get_logger("byline").exception("a view failed")
    lines = paper.getvalue()
    assert token not in lines
    assert "ABC123" not in lines
    assert lines.count("***") >= 5
    assert "/".join(address.split("/")[:3]) in lines


ADDRESSES = [
    "tove.lind+desk@reader.example",
    "tove@localhost",
    "o'tove@reader.example",
    '"tove lind"@reader.example',
    "töve@zeitüng.example",
    "tove@[198.51.100.7]",
    "tove%40reader.example",
    "tove%2540reader.example",
]


@pytest.mark.parametrize("style", ["text", "json"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_mail_addresses_are_masked_wherever_they_are_logged(
    paper: io.StringIO, style: str, address: str
) -> None:
    log_to(paper, "info", style)
    refused = SMTPRecipientsRefused({address: (550, f"<{address}>: unknown".encode())})
    path = f"/admin/x/{address}/"
    logging.getLogger("granian.access").info(REQUEST_LINE, ASKED | {"path": path})
    log = structlog.get_logger("byline")
    log.warning("refused: %s", address, to=[address], error=refused, sent=address.encode())
    logging.getLogger("django.request").error("Internal Server Error: %s", (address, refused))
    try:
        raise refused
    except SMTPRecipientsRefused:
        log.exception("a mail was refused")
    lines = paper.getvalue().casefold()
    for part in ("tove", "töve", r"t\xc3", "reader.example", "zeit"):
        assert part not in lines
    assert lines.count("***") >= 8


HOSTILE = [
    "a",
    "a-",
    "a.",
    "a'",
    "a@",
    "a:",
    "%40",
    '"',
    "code.code_",
    ";code",
    "0a-0123456-",
    "\\x",
]


@pytest.mark.parametrize("repeated", HOSTILE)
def test_a_hostile_path_is_cleaned_in_time_proportional_to_its_length(repeated: str) -> None:
    def processor_seconds(length: int) -> float:
        path, start = repeated * (length // len(repeated)), time.process_time()
        clean_line(path)
        return time.process_time() - start

    # Quadratic, these took between 15 and 300 seconds.
    assert processor_seconds(64_000) < 2


def test_every_route_with_a_token_is_masked(paper: io.StringIO) -> None:
    log_to(paper, "info", "text")
    routes = [route for route in _routes(get_resolver()) if re.search(TOKEN_PARAMETER, route)]
    assert len(routes) >= 10
    for route in routes:
        address = "/" + re.sub(TOKEN_PARAMETER, "short7", route).replace("<int:pk>", "3")
        address = re.sub(r"<uidb64>|\(\?P<uidb36>[^)]*\)", "MQ", address)
        address = re.sub(r"[\^$]", "", address)
        structlog.get_logger("byline").warning("asked", path=address)
        assert "short7" not in paper.getvalue(), address


TOKEN_PARAMETER = r"<(?:str:)?(?:token|receipt|secret|ticket|signature)>|\(\?P<(?:token|key)>\.\+\)"


def _routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = f"{before}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from _routes(entry, route)
        else:
            yield route


@pytest.mark.parametrize(
    "address",
    [
        "/2026/11/29/a-headline-with-many-words-and-2-numbers-in-it/",
        "/-/my-data/account/",
        "/accounts/password/reset/key/done/",
        "/static/byline/core.0123456789ab.css",
        "/?p=80",
        "/tag/राजनीति/",
        "/search/?q=keynote",
        "10:15:30 and 127.0.0.1:8000",
        "@tove wrote 3 @ 4",
    ],
)
def test_what_is_not_a_token_stays(paper: io.StringIO, address: str) -> None:
    log_to(paper, "info", "text")
    structlog.get_logger("byline").info("asked", path=address)
    assert address in paper.getvalue()


@pytest.mark.parametrize("style", ["text", "json"])
def test_control_characters_are_escaped_and_a_record_stays_one_line(
    paper: io.StringIO, style: str
) -> None:
    log_to(paper, "info", style)
    hostile = "/\x1b[2J\x07\r\n2026-11-29 12:00:00 [info     ] forged\x9b\u2028\u202e\x00/"
    logging.getLogger("granian.access").info(REQUEST_LINE, ASKED | {"path": hostile})
    structlog.get_logger("byline").warning(hostile, value=hostile, many={"a": [hostile]})
    try:
        _fail(hostile)
    except ValueError:
        structlog.get_logger("byline").exception("it failed")
    lines = paper.getvalue()
    assert not set(lines) & set("\x1b\x07\r\x9b\u2028\u202e\x00")
    assert [line for line in lines.splitlines() if line.startswith("2026-11-29 12:00:00")] == []
    assert r"\x1b[2J" in lines.replace("\\\\", "\\")
