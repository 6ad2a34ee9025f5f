"""Wrong counts of responses are corrected."""

import pytest

from byline.discussion.actions import Grounds, decide
from byline.discussion.actions.recounting import recount
from byline.discussion.choices import Act, Reason
from byline.discussion.models import Thread
from byline.discussion.tasks import recount_responses
from byline.newsroom.models import Article
from response_helpers import Respond


def thread_of(article: Article) -> tuple[int, int]:
    return Thread.objects.values_list("published", "last_number").get(article=article)


def test_a_count_that_drifted_is_mended_and_told(respond: Respond, ferry: Article) -> None:
    decide(respond("One"), Act.REMOVE, Grounds(Reason.SPAM))
    respond("Two")
    Thread.objects.update(published=7)
    [one], end = recount()
    assert (one.article, one.stored, one.actual, end) == (ferry, 7, 1, 0)
    assert thread_of(ferry) == (1, 2)
    assert recount() == ([], 0)


def test_the_last_number_is_raised_and_never_lowered(respond: Respond, ferry: Article) -> None:
    respond("One")
    Thread.objects.update(last_number=9)
    recount()
    assert thread_of(ferry) == (1, 9)
    assert respond("Two").number == 10
    Thread.objects.update(last_number=3)
    recount()
    assert thread_of(ferry) == (2, 10)


def test_a_lost_row_is_made_again(respond: Respond, ferry: Article) -> None:
    respond("One")
    Thread.objects.all().delete()
    recount()
    assert thread_of(ferry) == (1, 1)


def test_the_keeper_mends_it_bit_by_bit(
    respond: Respond, ferry: Article, caplog: pytest.LogCaptureFixture
) -> None:
    respond("One")
    Thread.objects.update(published=0)
    assert recount(limit=1)[1] == ferry.pk
    Thread.objects.update(published=0)
    recount_responses()
    assert thread_of(ferry) == (1, 1)
    assert "a stored count of responses was wrong" in caplog.text


def test_three_articles_ask_as_much_as_one(
    respond: Respond, publish: object, ferry: Article, django_assert_num_queries: object
) -> None:
    respond("One")
    more = [publish(f"Number {number}") for number in range(2)]  # type: ignore[operator]
    with django_assert_num_queries(3):  # type: ignore[operator]
        recount()
    for article in more:
        respond("One more", article=article)
    with django_assert_num_queries(3):  # type: ignore[operator]
        recount()
