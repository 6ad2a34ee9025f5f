"""Every decision is stored and counted, and can be undone."""

import pytest

from byline.discussion.actions import Grounds, StateConflict, decide, undo
from byline.discussion.choices import Act, Reason, State
from byline.discussion.models import Comment, CommentRules, Decision, Thread
from byline.newsroom.models import Article
from response_helpers import Respond

SPAM = Grounds(Reason.SPAM)


def state_of(comment: Comment) -> str:
    return Comment.objects.get(pk=comment.pk).state


def test_what_is_removed_keeps_its_number_and_is_counted_no_more(
    respond: Respond, ferry: Article
) -> None:
    first, second = respond("One"), respond("Two")
    decision = decide(first, Act.REMOVE, SPAM)
    assert (decision.before, decision.text) == (State.PUBLISHED, "One")
    assert Thread.objects.get(article=ferry).published == 1
    assert respond("Three").number == 3
    assert state_of(second) == State.PUBLISHED


def test_what_two_do_at_once_is_done_by_the_first(
    respond: Respond, comment_rules: CommentRules
) -> None:
    comment_rules.premoderation = "all"
    comment_rules.save()
    comment = respond("One")
    decide(comment, Act.PUBLISH, Grounds(Reason.FINE))
    with pytest.raises(StateConflict):
        decide(comment, Act.REJECT, SPAM)
    assert state_of(comment) == State.PUBLISHED


def test_the_last_decision_can_be_taken_back_and_no_other(
    respond: Respond, ferry: Article, django_user_model: type
) -> None:
    ida = django_user_model.objects.create_user("ida@harbour.example")
    comment = respond("One")
    removed = decide(comment, Act.REMOVE, SPAM)
    undo(removed, by=ida)
    assert state_of(comment) == State.PUBLISHED
    assert Thread.objects.get(article=ferry).published == 1
    with pytest.raises(StateConflict):
        undo(removed, by=ida)
    assert Decision.objects.filter(comment=comment).count() == 3
