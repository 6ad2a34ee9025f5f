"""Imported responses keep their numbers unless one of them has been given already."""

from dataclasses import replace
from datetime import UTC, datetime

from byline.discussion.actions import ImportedThread, import_responses
from byline.discussion.choices import State
from byline.discussion.submission import ImportedComment
from byline.newsroom.models import Article
from response_helpers import Respond

AN_EVENING = datetime(2016, 9, 17, 20, tzinfo=UTC)


def brought(article: Article, *numbers: int | None) -> list[int | None]:
    """Bring in a response for each of these numbers; the numbers that they have here, in the same
    order.
    """
    comments = [
        replace(
            ImportedComment("", "Ann", "Well said.", AN_EVENING, State.PUBLISHED),
            key=str(place),
            number=number,
        )
        for place, number in enumerate(numbers)
    ]
    arrived = import_responses([ImportedThread(article, comments)], {})
    return [arrived[str(place)].number for place in range(len(numbers))]


def test_numbers_stay_with_their_gaps_and_the_next_response_follows_the_highest(
    ferry: Article, respond: Respond
) -> None:
    assert brought(ferry, 7, 2) == [7, 2]
    assert respond("It ran late.").number == 8


def test_where_a_number_was_given_here_all_are_numbered_anew(
    ferry: Article, respond: Respond
) -> None:
    respond("It ran late.")
    assert brought(ferry, 1, 2) == [2, 3]


def test_where_one_has_no_number_or_two_have_the_same_all_are_numbered_anew(ferry: Article) -> None:
    assert brought(ferry, 9, None) == [1, 2]
    assert brought(ferry, 9, 9) == [3, 4]


def test_a_number_far_above_all_others_is_none(ferry: Article) -> None:
    assert brought(ferry, 1, 999_999_999) == [1, 2]
