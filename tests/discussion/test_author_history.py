"""Rejections count against an author for 30 days."""

from datetime import timedelta

import pytest
from django.utils import timezone

from byline.discussion.actions import Grounds, decide, post_comment
from byline.discussion.choices import Act, Reason, State
from byline.discussion.models import Comment, CommentRules
from byline.newsroom.models import Article
from response_helpers import TOVE, Respond

NOW = timezone.now()
PERIOD, MINUTE = timedelta(days=30), timedelta(minutes=1)


@pytest.mark.parametrize(
    ("age", "state"), [(PERIOD - MINUTE, State.PENDING), (PERIOD + MINUTE, State.PUBLISHED)]
)
def test_only_rejections_of_the_last_30_days_hold_the_next_response(
    ferry: Article,
    respond: Respond,
    comment_rules: CommentRules,
    age: timedelta,
    state: State,
) -> None:
    comment_rules.max_recent_rejections = 1
    comment_rules.save()
    decide(respond("Buy boats."), Act.REMOVE, Grounds(Reason.SPAM))
    Comment.objects.update(posted_at=NOW - age)
    comment = post_comment(ferry, TOVE, now=NOW).comment
    assert comment.state == state
    assert (comment.reason == Reason.RECENT_REJECTIONS) == (state == State.PENDING)
