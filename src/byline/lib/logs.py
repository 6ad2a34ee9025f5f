"""Logs on standard error: one line for each event, for people or for machines."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from byline.lib.log_cleaning import clean, clean_lines

ACCESS_LOGGER = "granian.access"
# Granian requires a format; the fields of `_add_request_fields` are logged instead.
REQUEST_LINE = "%(method)s %(path)s %(status)d"


def logging_config(level: str, style: str) -> dict[str, Any]:
    """What logging.config.dictConfig takes; `level` is debug … error, `style` text or json."""
    structlog.configure(
        processors=[*_shared(style), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": [_add_request_fields, *_shared(style)],
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,  # without local variables, as they have passwords
            _clean,
            _renderer(style),
        ],
    }
    chosen = level.upper()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "filters": {"arguments": {"()": lambda: _keep_arguments}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": chosen},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "django.request": {"level": "ERROR"},  # a request line reports it already
            # At INFO, two lines for each change of the search index.
            "django_tasks": {"level": chosen if chosen == "DEBUG" else "WARNING"},
            ACCESS_LOGGER: {"level": "INFO", "filters": ["arguments"]},
        },
    }


def _shared(style: str) -> list[Any]:
    machine = style == "json"
    return [
        structlog.stdlib.add_log_level,
        *([structlog.stdlib.add_logger_name] if machine else []),
        structlog.processors.TimeStamper(
            fmt="iso" if machine else "%Y-%m-%d %H:%M:%S%z", utc=machine
        ),
        structlog.stdlib.PositionalArgumentsFormatter(),
    ]


def _renderer(style: str) -> Any:
    if style == "json":
        return structlog.processors.JSONRenderer()
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(),
        sort_keys=False,
        exception_formatter=structlog.dev.plain_traceback,
    )


def _clean(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The last step before a line is written, which every record passes."""
    return {
        name: clean_lines(str(value)) if name in ("exception", "stack") else clean(value)
        for name, value in event.items()
    }


def _keep_arguments(record: logging.LogRecord) -> bool:
    record.request_fields = record.args  # structlog drops `args` before its processors run
    return True


def _add_request_fields(
    logger: Any, method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    request = getattr(event["_record"], "request_fields", None)
    if not isinstance(request, dict):
        return event
    event.update({name: request[name] for name in ("method", "path", "status")})
    event.update(event="request", ms=round(request["dt_ms"], 1))
    return event
