"""An article closes, and its responses wait, from the exact moment that the rules name."""

from datetime import timedelta

import pytest

from byline.discussion.choices import Reason
from byline.discussion.models import CommentRules
from byline.discussion.openness import conditions_of, openness_of
from byline.newsroom.models import Article

MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("field", "reason"), [("close_after_days", Reason.CLOSED), ("hold_after_days", Reason.LATE)]
)
def test_it_changes_at_the_exact_moment(
    ferry: Article, comment_rules: CommentRules, field: str, reason: Reason
) -> None:
    setattr(comment_rules, field, 14)
    comment_rules.save()
    ferry = Article.objects.get(pk=ferry.pk)
    assert ferry.published_at is not None
    changes_at = ferry.published_at + timedelta(days=14)
    conditions = conditions_of(ferry)
    before = openness_of(ferry, conditions, changes_at - MOMENT)
    assert (before.reason, before.until) == (Reason.FINE, changes_at)
    after = openness_of(ferry, conditions, changes_at)
    assert (after.reason, after.since) == (reason, changes_at)
