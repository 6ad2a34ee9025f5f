"""The newsroom's duties for the keeper."""

from byline.lib.duties import duty
from byline.newsroom.actions.scheduled import publish_due, unpublish_expired


@duty(every=2)
def publish_due_articles() -> None:
    publish_due()


@duty(every=10)
def unpublish_expired_pages() -> None:
    unpublish_expired()
