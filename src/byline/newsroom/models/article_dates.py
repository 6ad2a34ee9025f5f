"""When an article was first published, and when its words were last changed."""

from typing import TYPE_CHECKING

from django.utils import timezone

from byline.newsroom.models.article_state import UNDATED
from byline.newsroom.rules import new_guid
from byline.newsroom.signals import ArticleState

if TYPE_CHECKING:
    from byline.newsroom.models.article import Article


def date_publication(article: "Article", before: ArticleState | None) -> None:
    """Date what is published; a date that it has is not lost with the field's content.

    The ID in feeds is made of that date, once.
    """
    if not article.live:
        return
    if article.published_at is None:
        present = before.published_at if before and before.published_at != UNDATED else None
        article.published_at = present or article.first_published_at or timezone.now()
    if not article.guid:
        article.guid = new_guid(article.site.hostname, article.published_at, article.post_id)


def date_change(article: "Article", before: ArticleState | None) -> None:
    """Date a change of a published article's words, unless its date was given with them."""
    if not article.live or before is None or article.updated_at != before.updated_at:
        return
    if article.words() != before.words:
        article.updated_at = timezone.now()
