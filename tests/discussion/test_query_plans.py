"""Queries use their indexes, however many responses there are."""

import pytest
from django.db.models import Q, QuerySet

from byline.discussion.choices import State
from byline.discussion.history import by_author
from byline.discussion.models import Comment
from byline.newsroom.models import Article
from response_helpers import Respond

pytestmark = pytest.mark.sqlite_only  # PostgreSQL reads small tables whole


@pytest.mark.parametrize(
    ("author", "index"),
    [
        (by_author(7, "", ""), "comments_by_author (author_id=? AND site_id=?)"),
        (by_author(None, "a key", ""), "comments_by_mail (mail_key=? AND site_id=?)"),
        (by_author(None, "", "a key"), "comments_by_address (address_key=? AND site_id=?)"),
    ],
)
def test_an_authors_past_is_looked_up(
    author: Q, index: str, ferry: Article, respond: Respond
) -> None:
    respond("It ran late.")
    assert_found_by(index, Comment.objects.filter(author, site=ferry.site_id))


@pytest.mark.parametrize(
    "author", [by_author(7, "", ""), by_author(None, "a key", ""), by_author(None, "", "a key")]
)
def test_the_same_words_are_looked_up(author: Q, ferry: Article, respond: Respond) -> None:
    respond("It ran late.")
    same = Comment.objects.filter(author, article=ferry.pk, text_key="a key").order_by("pk")[:1]
    assert_found_by("comments_by_text (article_id=? AND text_key=?)", same)


def test_what_a_page_shows_is_looked_up(ferry: Article, respond: Respond) -> None:
    comment = respond("It ran late.")
    shown = Comment.objects.on(ferry).shown().numbered(1, 50).in_order()
    assert_found_by("comments_shown (article_id=? AND number>? AND number<?)", shown)
    replies = (
        Comment.objects.published().filter(parent__in=range(comment.pk, comment.pk + 50)).in_order()
    )
    assert_found_by("comments_replies (parent_id=? AND state=?)", replies)
    pinned = Comment.objects.on(ferry).published().filter(is_pinned=True).in_order()
    assert_found_by("comments_pinned (article_id=?)", pinned)


def test_what_waits_is_counted_from_an_index_alone(ferry: Article, respond: Respond) -> None:
    respond("It ran late.")
    waiting = Comment.objects.filter(state=State.PENDING, site__in=[ferry.site_id]).values("pk")
    assert "USING COVERING INDEX comments_by_state (state=? AND site_id=?)" in waiting.explain()


def assert_found_by(index: str, asked: "QuerySet[Comment]") -> None:
    plan = asked.explain()
    assert f"USING INDEX {index}" in plan
    assert "SCAN" not in plan
