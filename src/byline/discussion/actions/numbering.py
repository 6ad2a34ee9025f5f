"""Numbers of responses: given at the first publication, in its transaction, and never again."""

from django.db import connection
from django.db.models import F

from byline.discussion.models import Comment, Thread
from byline.press.actions import invalidate

NEXT_NUMBER = """
    INSERT INTO discussion_thread (article_id, last_number, published) VALUES (%s, 1, 0)
    ON CONFLICT (article_id) DO UPDATE SET last_number = discussion_thread.last_number + 1
    RETURNING last_number
"""


def give_number(comment: Comment) -> None:
    """Give a response that is being published its article's next number, unless it has one.

    The caller saves it in the same transaction: numbers are dense, because one that is not saved
    is not given.
    """
    comment.was_published = True
    if comment.number is not None:
        return
    with connection.cursor() as cursor:
        cursor.execute(NEXT_NUMBER, [comment.article_id])
        comment.number = cursor.fetchone()[0]
    invalidate(f"discussion:{comment.article_id}", f"responses:{comment.site_id}")


def adjust_published_count(comment: Comment, change: int) -> None:
    """Change the number of published responses of the article by `change`."""
    if change:
        Thread.objects.filter(article=comment.article_id).update(published=F("published") + change)
