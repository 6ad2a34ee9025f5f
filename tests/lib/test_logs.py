"""Log lines, as a person and as a machine reads them."""

import io
import json
import logging
import logging.config
from collections.abc import Iterator

import pytest
import structlog

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
