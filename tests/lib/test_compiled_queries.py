"""A question that was worded once is answered as the query set would answer, whatever is given."""

from datetime import timedelta
from threading import Thread as Runner

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from byline.accounts.models import User
from byline.discussion.models import Comment
from byline.lib.bulk_insert import insert
from byline.lib.compiled_queries import CompiledQuery, Param
from byline.newsroom.models import Article
from newsrooms import contributor, harbour_post, news, publish, reader  # noqa: F401  (fixtures)
from response_helpers import Respond, comment_rules, ferry, respond  # noqa: F401  (fixtures)

LATER = CompiledQuery(
    lambda: (
        Comment.objects.filter(article=Param("article"), posted_at__gt=Param("moment"))
        .select_related("site")
        .order_by("pk")
    )
)


def test_each_asking_has_values_of_its_own(respond: Respond, ferry: Article) -> None:  # noqa: F811
    first, second = respond("It ran late."), respond("It ran at last.")
    noon = timezone.now()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert LATER.rows(article=ferry.pk, moment=noon - timedelta(days=1)) == [first, second]
        assert LATER.rows(article=ferry.pk, moment=noon + timedelta(days=1)) == []
        assert LATER.rows(article=ferry.pk + 1, moment=noon - timedelta(days=1)) == []
        row = LATER.first(article=ferry.pk, moment=noon - timedelta(days=1))
        assert row
        assert (row.site.hostname, row.posted_at, row.was_published) == (
            ferry.site.hostname,
            first.posted_at,
            True,
        )
    assert len(asked) == 4


def test_what_is_not_given_is_missed_at_once(db: None) -> None:
    with pytest.raises(KeyError, match="moment"):
        LATER.rows(article=1)


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_by_its_own_connection() -> None:
    users = CompiledQuery(lambda: User.objects.values_list("email", flat=True))
    results: list[object] = [users.rows()]

    def ask() -> None:
        results.append(users.rows())
        connection.close()

    runner = Runner(target=ask)
    runner.start()
    runner.join()
    assert results == [[], []]


def test_a_row_that_is_added_is_what_save_would_have_kept(db: None) -> None:
    added = insert(User(email="kit@reader.example", first_name="Kit"))
    saved = User.objects.create(email="tove@reader.example", first_name="Kit")
    kept = User.objects.filter(pk=added.pk).values().get()
    assert kept == {
        **User.objects.filter(pk=saved.pk).values().get(),
        "id": added.pk,
        "email": "kit@reader.example",
    } | {"date_joined": kept["date_joined"]}
    added.first_name = "Kit Moss"
    added.save()
    assert User.objects.get(pk=added.pk).first_name == "Kit Moss"
