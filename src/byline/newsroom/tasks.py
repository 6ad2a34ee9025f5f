"""The newsroom's duties for the keeper."""

from byline.lib.duties import duty
from byline.newsroom.actions.scheduled import publish_due, unpublish_expired


@duty(every=2)
def publish_what_is_due() -> None:
    publish_due()


@duty(every=10)
def withdraw_what_has_expired() -> None:
    unpublish_expired()
