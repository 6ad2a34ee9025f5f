"""Rules only read: the verb writes what their verdicts ask for, in its own transaction."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from byline.discussion.actions import ResponseRefused, post_comment
from byline.discussion.actions.banning import ban, parse_target
from byline.discussion.actions.posting import context_of
from byline.discussion.actions.revising import revise
from byline.discussion.actions.rules import list_word
from byline.discussion.choices import State
from byline.discussion.models import Ban, ListedWord
from byline.discussion.moderation.pipeline import run_rules
from byline.discussion.openness import conditions_of
from byline.newsroom.models import Article
from response_helpers import TOVE, Respond

PILLS = replace(TOVE, text="Pills for sale.")


def mute(article: Article) -> None:
    ban(article.site, parse_target("name", "Tove"), until=None, is_mute=True)


def list_pills(article: Article) -> None:
    list_word(article.site, "pills", "hold")


def hits() -> list[int]:
    return [
        *Ban.objects.values_list("hits", flat=True),
        *ListedWord.objects.values_list("hits", flat=True),
    ]


MATCHING = pytest.mark.parametrize("prepare", [mute, list_pills])


def refuse_writes(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    assert sql.lstrip().upper().startswith("SELECT"), sql
    return execute(sql, *rest)


@MATCHING
def test_the_rules_write_nothing(ferry: Article, prepare: Callable[[Article], None]) -> None:
    prepare(ferry)
    context = context_of(ferry, PILLS, timezone.now(), conditions_of(ferry))
    with connection.execute_wrapper(refuse_writes):
        verdict = run_rules(context)
    assert (verdict.matched is not None, hits()) == (True, [0])


@MATCHING
def test_a_hit_is_counted_with_the_response(
    ferry: Article, prepare: Callable[[Article], None]
) -> None:
    prepare(ferry)
    post_comment(ferry, PILLS)
    assert hits() == [1]


@MATCHING
def test_a_response_that_fails_leaves_no_hit(
    ferry: Article, prepare: Callable[[Article], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(ferry)

    def fail(*_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("byline.discussion.actions.posting.request_confirmation", fail)
    with pytest.raises(RuntimeError):
        post_comment(ferry, replace(PILLS, wants_replies=True))
    assert hits() == [0]


def test_a_refused_response_counts_a_hit(ferry: Article) -> None:
    ban(ferry.site, parse_target("name", "Tove"), until=None)
    with pytest.raises(ResponseRefused):
        post_comment(ferry, TOVE)
    assert hits() == [1]
    assert Ban.objects.get().last_hit is not None


def test_a_change_that_meets_a_listed_word_counts_a_hit(ferry: Article, respond: Respond) -> None:
    comment = respond("The ferry ran late.")
    list_pills(ferry)
    revise(comment, "Pills for sale.", conditions_of(ferry))
    comment.refresh_from_db()
    assert (comment.state, hits()) == (State.PENDING, [1])
