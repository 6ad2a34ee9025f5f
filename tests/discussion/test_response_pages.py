"""What readers see below an article."""

import re

from django.test import Client
from django.utils import timezone

from byline.discussion.models import Comment, CommentRules, Thread
from byline.newsroom.models import Article
from response_helpers import Respond


def numbers_in(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'id="response-(\d+)"', page)]


def test_responses_stand_in_the_page_with_their_numbers(
    reader: Client, ferry: Article, respond: Respond
) -> None:
    respond("It *always* runs late.")
    respond("Not on Sundays.", name="Ben", mail="ben@reader.example", parent=1)
    page = reader.get(ferry.permalink).content.decode()
    assert "2 responses to “The ferry”" in page
    assert numbers_in(page) == [1, 2]
    assert "<em>always</em>" in page
    assert f'href="{ferry.permalink}comment-page-1/#response-1">In reply to 1</a>' in page
    assert f'Replies: <a href="{ferry.permalink}comment-page-1/#response-2">2</a>' in page


def test_pages_are_ranges_of_numbers(reader: Client, ferry: Article, respond: Respond) -> None:
    many(ferry, 120)
    assert numbers_in(reader.get(ferry.permalink).content.decode()) == list(range(1, 51))
    assert numbers_in(reader.get(f"{ferry.permalink}comment-page-3/").content.decode()) == list(
        range(101, 121)
    )
    assert reader.get(f"{ferry.permalink}comment-page-4/").status_code == 404


def test_newest_first_shows_no_nearly_empty_page(
    reader: Client, ferry: Article, comment_rules: CommentRules
) -> None:
    comment_rules.order = "newest"
    comment_rules.save()
    many(ferry, 101)
    assert numbers_in(reader.get(ferry.permalink).content.decode()) == list(range(101, 50, -1))


def test_ten_thousand_levels_of_replies_are_read_like_one(
    reader: Client, ferry: Article, comment_rules: CommentRules
) -> None:
    comment_rules.order = "threaded"
    comment_rules.save()
    many(ferry, 10_000, chained=True)
    page = reader.get(f"{ferry.permalink}comment-page-200/").content.decode()
    assert numbers_in(page) == list(range(9951, 10_001))
    assert "in-4" not in page


def many(article: Article, number: int, *, chained: bool = False) -> None:
    now = timezone.now()
    comments = [
        Comment(
            pk=place if chained else None,
            article=article,
            site=article.site,
            number=place,
            parent_id=place - 1 if chained and place > 1 else None,
            state="published",
            was_published=True,
            name="Tove",
            text=f"Thought {place}",
            html=f"<p>Thought {place}</p>",
            posted_at=now,
        )
        for place in range(1, number + 1)
    ]
    Comment.objects.bulk_create(comments)
    Thread.objects.create(article=article, last_number=number, published=number)
