"""Logs: one line an event, for a person or for a machine, on standard error."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

REQUESTS = "granian.access"
REQUEST_LINE = "%(method)s %(path)s %(status)d"  # Granian asks for a format; the fields below are what is shown


def logging_config(level: str, style: str) -> dict[str, Any]:
    """What logging.config.dictConfig wants, for `level` (debug … error) and `style` (text or json)."""
    structlog.configure(
        processors=[*_shared(style), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": [_name_the_request, *_shared(style)],
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *_rendered(style),
        ],
    }
    chosen = level.upper()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "filters": {"asked": {"()": lambda: _keep_what_was_asked}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": chosen},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "django.request": {"level": "ERROR"},  # a refused address is already a request line
            "django_tasks": {
                "level": chosen if chosen == "DEBUG" else "WARNING"
            },  # two lines for every saved word
            REQUESTS: {"level": "INFO", "filters": ["asked"]},
        },
    }


def _shared(style: str) -> list[Any]:
    machine = style == "json"
    return [
        structlog.stdlib.add_log_level,
        *([structlog.stdlib.add_logger_name] if machine else []),
        structlog.processors.TimeStamper(
            fmt="iso" if machine else "%Y-%m-%d %H:%M:%S", utc=machine
        ),
        structlog.stdlib.PositionalArgumentsFormatter(),
    ]


def _rendered(style: str) -> list[Any]:
    if style == "json":
        return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    plain = (
        structlog.dev.plain_traceback
    )  # the richer ones print local variables, passwords among them
    return [
        structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), sort_keys=False, exception_formatter=plain
        )
    ]


def _keep_what_was_asked(record: logging.LogRecord) -> bool:
    record.asked = record.args  # structlog drops the arguments before its processors see the record
    return True


def _name_the_request(
    logger: Any, method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    asked = getattr(event["_record"], "asked", None)
    if not isinstance(asked, dict):
        return event
    event.update({name: asked[name] for name in ("method", "path", "status")})
    event.update(event="request", ms=round(asked["dt_ms"], 1))
    return event
