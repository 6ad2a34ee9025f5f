"""Many who write at once take turns; whoever is inside a transaction already goes on in it."""

from threading import Thread

import pytest
from django.db import connection
from wagtail.models import Locale

from byline.lib.write_lock import write_lock


@pytest.mark.django_db(transaction=True)
def test_nobody_writes_in_another_ones_turn() -> None:
    inside: list[int] = []

    def write() -> None:
        with write_lock():
            inside.append(1)
            assert Locale.objects.count() >= 0
            assert inside == [1]
            inside.pop()
        connection.close()

    writers = [Thread(target=write) for _each in range(8)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    assert inside == []


@pytest.mark.django_db(transaction=True)
def test_a_turn_within_a_turn_is_a_part_of_it() -> None:
    with write_lock(), write_lock():
        assert len(connection.savepoint_ids) == 1


@pytest.mark.django_db(transaction=True)
def test_what_fails_in_its_turn_leaves_the_turn_to_others() -> None:
    with pytest.raises(ZeroDivisionError), write_lock():
        Locale.objects.create(language_code=str(1 // 0))
    with write_lock():
        assert not Locale.objects.filter(language_code="xx").exists()
