"""With what the keeper notes of the tables, the database finds the replies on a page without looking at everybody's responses."""

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import Site

from byline.discussion.models import Comment
from byline.lib.analyze import analyze_tables
from byline.lib.duties import all_duties
from newsrooms import Publish, contributor, harbour_post, news, publish  # noqa: F401  (fixtures)

RESPONSES = 500
pytestmark = pytest.mark.sqlite_only


@pytest.mark.django_db
def test_replies_are_found_by_what_they_answer(publish: Publish, harbour_post: Site) -> None:  # noqa: F811
    article = publish("Ferry")
    fields = {
        "article": article,
        "site": harbour_post,
        "state": "published",
        "was_published": True,
        "posted_at": timezone.now(),
    }
    first = Comment.objects.bulk_create(
        Comment(number=number, **fields) for number in range(RESPONSES)
    )
    Comment.objects.bulk_create(
        Comment(number=RESPONSES + place, parent=parent, **fields)
        for place, parent in enumerate(first)
    )
    analyze_tables()
    replies = Comment.objects.published().filter(parent__in=[comment.pk for comment in first[:5]])
    assert "comments_replies" in replies.explain()


def test_the_keeper_looks_each_hour() -> None:
    assert {
        duty.name: duty.every for duty in all_duties() if duty.name == "lib.analyze_database"
    } == {"lib.analyze_database": 3_600}


@pytest.mark.django_db
def test_what_was_noted_stands_in_the_database(publish: Publish) -> None:  # noqa: F811
    publish("Ferry")
    analyze_tables()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'newsroom_article'")
        assert cursor.fetchone()[0] > 0
