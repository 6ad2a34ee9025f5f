from datetime import datetime
from typing import ClassVar

from django.db import models
from wagtail.models import Site

from byline.lib.encryption import EncryptedCharField
from byline.syndication.choices import MAX_SECRET_BYTES, MAX_URL_LENGTH


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def current(self, now: datetime) -> "SubscriptionQuerySet":
        return self.filter(until__gt=now)


class Subscription(models.Model):
    """A server to which a feed is sent when it changes (WebSub). It has confirmed that it asked.

    `topic` is the feed's full address, `host` the callback's host. `secret` signs what is sent.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="subscriptions")
    topic = models.CharField(max_length=MAX_URL_LENGTH)
    callback = models.CharField(max_length=MAX_URL_LENGTH)
    host = models.CharField(max_length=255)
    secret = EncryptedCharField(max_length=MAX_SECRET_BYTES, blank=True)
    until = models.DateTimeField(db_index=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["site", "topic", "callback"], name="one_subscription_a_callback"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["site", "host"], name="subscriptions_of_host")]

    def __str__(self) -> str:
        return f"{self.host} follows {self.topic}"
