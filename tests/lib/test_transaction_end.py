"""`after_transaction` and `before_commit`: functions that the connection calls at the end of a transaction."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.db import (
    IntegrityError,
    OperationalError,
    ProgrammingError,
    connection,
    connections,
    transaction,
)
from django.db.transaction import TransactionManagementError
from pytest_django.plugin import DjangoDbBlocker

from byline.lib.database.transaction_end import default_connection


class Failure(Exception):
    pass


@pytest.fixture
def called(transactional_db: None) -> Iterator[list[str]]:
    yield []
    assert default_connection()._at_end == []
    assert default_connection()._before_commit == []


def test_it_is_called_after_the_commit_and_before_on_commit(called: list[str]) -> None:
    with transaction.atomic():
        default_connection().after_transaction(lambda: called.append("end"))
        transaction.on_commit(lambda: called.append("committed"))
        assert called == []
    assert called == ["end", "committed"]


def test_it_is_called_after_a_rollback_where_on_commit_is_not(called: list[str]) -> None:
    with suppress(Failure), transaction.atomic():
        default_connection().after_transaction(lambda: called.append("end"))
        transaction.on_commit(lambda: called.append("committed"))
        raise Failure
    assert called == ["end"]


def test_it_is_called_when_a_transaction_is_marked_for_rollback(called: list[str]) -> None:
    with transaction.atomic():
        default_connection().after_transaction(lambda: called.append("end"))
        transaction.set_rollback(True)
    assert called == ["end"]


def test_what_is_for_a_rollback_is_called_after_one_only(called: list[str]) -> None:
    with transaction.atomic():
        default_connection().after_rollback(lambda: called.append("committed"))
        with suppress(Failure), transaction.atomic():
            default_connection().after_rollback(lambda: called.append("undone"))
            raise Failure
        assert called == ["undone"]
    with suppress(Failure), transaction.atomic():
        default_connection().after_rollback(lambda: called.append("rolled back"))
        raise Failure
    assert called == ["undone", "rolled back"]


def test_a_savepoint_calls_its_own_when_it_is_rolled_back(called: list[str]) -> None:
    with transaction.atomic():
        default_connection().after_transaction(lambda: called.append("outer"))
        with suppress(Failure), transaction.atomic():
            with transaction.atomic():
                default_connection().after_transaction(lambda: called.append("inner"))
            assert called == []
            raise Failure
        assert called == ["inner"]
    assert called == ["inner", "outer"]


def test_a_released_savepoint_waits_for_the_transaction(called: list[str]) -> None:
    with suppress(Failure), transaction.atomic(durable=True):
        with transaction.atomic():
            default_connection().after_transaction(lambda: called.append("inner"))
        assert called == []
        raise Failure
    assert called == ["inner"]


def test_a_block_without_a_savepoint_waits_for_the_transaction(called: list[str]) -> None:
    with transaction.atomic():
        with suppress(Failure), transaction.atomic(savepoint=False):
            default_connection().after_transaction(lambda: called.append("inner"))
            raise Failure
        assert called == []
    assert called == ["inner"]


@pytest.mark.sqlite_only
def test_it_is_called_when_the_connection_is_lost(
    tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> None:
    """In a database of its own, since Django never closes one that is in memory."""
    called: list[str] = []
    connections.settings["aside"] = connections["default"].settings_dict | {
        "NAME": str(tmp_path / "aside.sqlite3")
    }
    try:
        with django_db_blocker.unblock():
            with suppress(ProgrammingError), transaction.atomic(using="aside"):
                aside: Any = connections["aside"]
                aside.after_transaction(lambda: called.append("end"))
                aside.close()
                assert called == ["end"]
                aside.cursor()
            assert called == ["end"]
    finally:
        del connections["aside"], connections.settings["aside"]


def test_it_is_called_when_the_commit_fails(called: list[str]) -> None:
    with suppress(IntegrityError), transaction.atomic():
        default_connection().after_transaction(lambda: called.append("end"))
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":  # others defer them anyway
                cursor.execute("PRAGMA defer_foreign_keys = ON")
            cursor.execute(
                "INSERT INTO taggit_taggeditem (object_id, content_type_id, tag_id) VALUES (1, 1, -1)"
            )
        assert called == []
    assert called == ["end"]


@pytest.mark.parametrize("end", ["commit", "rollback"])
def test_it_is_called_without_autocommit_too(called: list[str], end: str) -> None:
    transaction.set_autocommit(False)
    try:
        with transaction.atomic():
            default_connection().after_transaction(lambda: called.append("end"))
        assert called == []
        getattr(transaction, end)()
        assert called == ["end"]
    finally:
        transaction.rollback()
        transaction.set_autocommit(True)


def test_one_that_fails_does_not_keep_the_others_from_being_called(called: list[str]) -> None:
    with transaction.atomic():
        default_connection().after_transaction(lambda: 1 // 0)
        default_connection().after_transaction(lambda: called.append("end"))
    assert called == ["end"]


@pytest.mark.usefixtures("transactional_db")
def test_outside_of_a_transaction_it_is_refused() -> None:
    with pytest.raises(TransactionManagementError):
        default_connection().after_transaction(lambda: None)


def test_before_a_commit_the_transaction_is_still_under_way(called: list[str]) -> None:
    with transaction.atomic():
        default_connection().before_commit(lambda: called.append("before"))
        default_connection().after_transaction(lambda: called.append("end"))
        with transaction.atomic():
            default_connection().before_commit(lambda: called.append("also before"))
        assert called == []
    assert called == ["before", "also before", "end"]


def test_what_is_rolled_back_has_no_commit_to_be_called_before(called: list[str]) -> None:
    with suppress(Failure), transaction.atomic():
        default_connection().before_commit(lambda: called.append("before"))
        raise Failure
    with transaction.atomic(), suppress(Failure), transaction.atomic():
        default_connection().before_commit(lambda: called.append("before"))
        raise Failure
    assert called == []


def test_an_error_before_a_commit_rolls_it_back(called: list[str]) -> None:
    def refuse() -> None:
        raise OperationalError("The nodes cannot be told.")

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE letters (letter text)")
    try:
        with (  # noqa: PT012 - the commit raises, at the end of the block
            pytest.raises(OperationalError, match="cannot be told"),
            transaction.atomic(),
        ):
            default_connection().before_commit(refuse)
            default_connection().after_transaction(lambda: called.append("end"))
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO letters VALUES ('a')")
        assert called == ["end"]
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM letters")
            assert cursor.fetchone() == (0,)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE letters")
