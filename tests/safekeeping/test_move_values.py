"""Values are the same in both databases, and tables are copied after those that they refer to."""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from byline.cli.checkups import postgresql
from byline.safekeeping.moves.tables import Column, Sum, Table, in_groups
from byline.safekeeping.moves.values import KINDS

NOON = datetime(2026, 3, 7, 12, 0, 0, 500, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "stored", "value"),
    [
        ("boolean", 1, True),
        ("bigint", 2**63 - 1, 2**63 - 1),
        ("double precision", 1.5, 1.5),
        ("numeric", b"12.50", Decimal("12.50")),
        ("character varying", "Ægir 🎉".encode(), "Ægir 🎉"),
        ("bytea", b"\x00\xff", b"\x00\xff"),
        ("uuid", b"16054b784e9c4c06979d0123456789ab", UUID("16054b784e9c4c06979d0123456789ab")),
        ("inet", b"2001:db8::1", "2001:db8::1"),
        ("date", b"2026-03-07", date(2026, 3, 7)),
        ("time without time zone", b"23:59:59", time(23, 59, 59)),
        ("timestamp with time zone", b"2026-03-07 12:00:00.000500", NOON),
        ("timestamp with time zone", b"2026-03-07 12:00:00", NOON.replace(microsecond=0)),
        ("jsonb", b'{"b": 1, "a": "\\u00e6"}', '{"b": 1, "a": "\\u00e6"}'),
    ],
)
def test_a_value_comes_back_as_it_was_stored(kind: str, stored: Any, value: Any) -> None:
    read = KINDS[kind].from_sqlite(stored)
    assert read == value
    written = KINDS[kind].to_sqlite(read)
    assert (written.encode() if isinstance(written, str) else written) == stored


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("jsonb", '{"b": 1.0, "a": [1e5]}', '{"a": [100000], "b": 1}'),
        ("jsonb", '{"a": 1, "a": 2}', '{"a": 2}'),
        ("numeric", Decimal("12.50"), Decimal("12.5")),
        ("inet", "2001:DB8:0::1", "2001:db8::1"),
        (
            "timestamp with time zone",
            NOON,
            datetime.fromisoformat("2026-03-07T14:00:00.0005+02:00"),
        ),
    ],
)
def test_equal_values_have_one_form(kind: str, one: Any, other: Any) -> None:
    assert KINDS[kind].canonical(one) == KINDS[kind].canonical(other)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("jsonb", '{"a": 1}', '{"a": "1"}'),
        ("jsonb", '{"a": 0.1}', '{"a": 0.10000000000000001}'),
        ("jsonb", "null", "false"),
        ("numeric", Decimal("0.1"), Decimal("0.11")),
        ("text", "1", "1 "),
    ],
)
def test_different_values_have_different_forms(kind: str, one: Any, other: Any) -> None:
    assert KINDS[kind].canonical(one) != KINDS[kind].canonical(other)


@pytest.mark.parametrize(
    ("kind", "stored", "reason"),
    [
        ("boolean", 2, "is neither true nor false"),
        ("smallint", 32_768, "is 32768, and PostgreSQL's column ends at -32768 and 32767"),
        ("integer", b"x", "is not an integer"),
        ("text", b"a\x00b", "contains the character NUL, which PostgreSQL does not store"),
        ("text", b"\xff", "is not UTF-8"),
        ("jsonb", b"{", "is not JSON"),
        ("jsonb", b"[NaN]", "contains NaN, which is not JSON"),
        ("jsonb", b"[" * 100_000, "is nested too deeply"),
        ("jsonb", b'{"\\u0000": 1}', "contains the character NUL, which PostgreSQL does not store"),
        ("inet", b"1.2.3", "is not an IP address"),
        ("uuid", b"xyz", "is not a UUID"),
        ("date", b"7 March", "is not a date"),
        ("timestamp with time zone", 12, "is not a date and time"),
    ],
)
def test_a_value_that_postgresql_cannot_have_is_refused(
    kind: str, stored: Any, reason: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        KINDS[kind].from_sqlite(stored)


def test_an_escaped_backslash_is_not_a_nul() -> None:
    assert KINDS["jsonb"].from_sqlite(b'["\\\\u0000"]') == '["\\\\u0000"]'


def table(name: str, *parents: str) -> Table:
    columns = (Column("id", KINDS["bigint"], None), Column("name", KINDS["text"], None))
    return Table(name, columns, ("id",), frozenset(parents))


def test_a_sum_is_the_same_in_any_order_and_different_for_other_rows() -> None:
    def digest(*rows: tuple[Any, ...]) -> str:
        whole = Sum(table("tags"))
        whole.add(rows)
        assert whole.rows == len(rows)
        return whole.digest

    assert digest((1, "a"), (2, None)) == digest((2, None), (1, "a"))
    assert digest((1, "a"), (2, "b")) != digest((1, "b"), (2, "a"))
    assert digest((1, "a")) != digest((1, "a"), (1, "a"))
    assert digest((1, None)) != digest((1, "None"))


def test_tables_follow_those_that_they_refer_to() -> None:
    tables = [
        table("state", "task", "person"),
        table("task", "state"),
        table("person", "person"),
        table("byline", "state"),
    ]
    groups = [{member.name for member in group} for group in in_groups(tables)]
    assert groups == [{"person"}, {"state", "task"}, {"byline"}]


@pytest.mark.parametrize(
    ("reason", "remedy"),
    [
        (
            'FATAL:  password authentication failed for user "byline"',
            "Correct the user or the pass",
        ),
        ("fe_sendauth: no password supplied", "Correct the user or the password"),
        ('FATAL:  no pg_hba.conf entry for host "10.0.0.2"', "Allow this machine"),
        ("something else", "Start PostgreSQL, or correct the setting database"),
    ],
)
def test_a_refused_connection_has_a_remedy(reason: str, remedy: str) -> None:
    assert postgresql._remedy(reason).startswith(remedy)


def test_a_server_that_is_too_old_is_named() -> None:
    old: Any = SimpleNamespace(
        info=SimpleNamespace(server_version=140_011, parameter_status=lambda name: "UTF8"),
        execute=lambda question: SimpleNamespace(fetchone=lambda: (True,)),
    )
    assert list(postgresql._unfit(old)) == [
        ("This is PostgreSQL 14.", "Byline needs 15 or newer: upgrade it.")
    ]
