"""How each type of column is stored in SQLite and in PostgreSQL, and compared between them.

Between the two, a value is what psycopg reads from PostgreSQL, but JSON and IP addresses are text.
SQLite's forms are those that Django writes.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Context, Decimal
from ipaddress import ip_address
from typing import Any
from uuid import UUID

EXACT = Context(prec=1000)


@dataclass(frozen=True)
class Kind:
    """A type of PostgreSQL's. All functions are called with values other than NULL.

    `from_sqlite` raises ValueError for what this type cannot have.
    """

    from_sqlite: Callable[[Any], Any]
    to_sqlite: Callable[[Any], Any] = lambda value: value
    canonical: Callable[[Any], object] = lambda value: value
    """The same for equal values, whichever database they are from."""
    selection: str = "{}"
    """How PostgreSQL selects such a column."""


def _text(stored: bytes) -> str:
    try:
        return _check(stored.decode())
    except UnicodeDecodeError:
        raise ValueError("is not UTF-8") from None


def _check(text: str) -> str:
    if "\0" in text:
        raise ValueError("contains the character NUL, which PostgreSQL does not store")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("contains half a character, which PostgreSQL does not store")
    return text


def _integer(bits: int) -> Kind:
    least, most = -(1 << (bits - 1)), (1 << (bits - 1)) - 1

    def from_sqlite(stored: object) -> int:
        if not isinstance(stored, int):
            raise ValueError("is not an integer")  # noqa: TRY004 - as every other refusal
        if not least <= stored <= most:
            raise ValueError(f"is {stored}, and PostgreSQL's column ends at {least} and {most}")
        return stored

    return Kind(from_sqlite)


def _boolean(stored: object) -> bool:
    if stored not in (0, 1):
        raise ValueError("is neither true nor false")
    return bool(stored)


def _parser(parse: Callable[[str], Any], what: str) -> Callable[[bytes], Any]:
    def from_sqlite(stored: bytes) -> Any:
        try:
            return parse(stored.decode())
        except (ValueError, AttributeError):
            raise ValueError(f"is not {what}") from None

    return from_sqlite


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _stored_moment(moment: datetime) -> str:
    return str(moment.astimezone(UTC).replace(tzinfo=None))


def _decimal(stored: object) -> Decimal:
    return Decimal(stored.decode() if isinstance(stored, bytes) else str(stored))


def _json(stored: bytes) -> str:
    text = _text(stored)
    try:
        _canonical_json(text)
    except json.JSONDecodeError:
        raise ValueError("is not JSON") from None
    return text


def _canonical_json(text: str) -> str:
    """Without the order of keys, spaces, and ways to write a number, which PostgreSQL drops."""
    number = _canonical_number
    try:
        content = json.loads(text, parse_int=number, parse_float=number, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    canonical = json.dumps(content, sort_keys=True)
    if "\\u0000" in canonical or "\\ud" in canonical:
        _check(_strings(content))
    return canonical


def _canonical_number(digits: str) -> list[str]:
    return ["number", str(EXACT.create_decimal(digits).normalize(EXACT))]


def _refuse(constant: str) -> None:
    raise ValueError(f"contains {constant}, which is not JSON")


def _strings(content: object) -> str:
    if isinstance(content, dict):
        return "".join(key + _strings(value) for key, value in content.items())
    if isinstance(content, list):
        return "".join(map(_strings, content))
    return content if isinstance(content, str) else ""


def _address(text: str) -> str:
    ip_address(text)
    return text


KINDS = {
    "boolean": Kind(_boolean, int, int),
    "smallint": _integer(16),
    "integer": _integer(32),
    "bigint": _integer(64),
    "double precision": Kind(float),
    "numeric": Kind(_decimal, str, lambda value: str(value.normalize(EXACT))),
    "character varying": Kind(_text),
    "text": Kind(_text),
    "bytea": Kind(bytes),
    "uuid": Kind(_parser(UUID, "a UUID"), lambda value: value.hex, str),
    "inet": Kind(
        _parser(_address, "an IP address"),
        canonical=lambda value: str(ip_address(value)),
        selection="host({})",
    ),
    "date": Kind(_parser(date.fromisoformat, "a date"), str, str),
    "time without time zone": Kind(_parser(time.fromisoformat, "a time"), str, str),
    "timestamp with time zone": Kind(
        _parser(_moment, "a date and time"), _stored_moment, _stored_moment
    ),
    "jsonb": Kind(_json, canonical=_canonical_json, selection="{}::text"),
}
"""By the names that PostgreSQL's format_type gives."""
