from typing import ClassVar

from django.db import models
from django.utils import timezone
from wagtail.models import Site

from byline.network.choices import DeliveryState


class Delivery(models.Model):
    """Something owed to another server. Written in the transaction of what it tells of; the keeper delivers it.

    `kind` is a name of `byline.network.deliveries.KINDS`, whose file says what `payload` holds. Who delivers it claims it first:
    `tries` goes up, and `due_at` is when the next may claim it. Once delivered, `to` and `payload` are empty.
    A host that hangs delays only the deliveries that have its `host_key`.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="deliveries")
    kind = models.CharField(max_length=20)
    to = models.CharField(max_length=500, blank=True)
    host_key = models.CharField(max_length=255, blank=True)
    payload = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10, choices=DeliveryState.choices, default=DeliveryState.OWED
    )
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True, default=timezone.now)
    error = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(state=DeliveryState.OWED),
                name="deliveries_due",
            ),
            models.Index(
                fields=["site"],
                condition=models.Q(state=DeliveryState.GIVEN_UP),
                name="deliveries_given_up",
            ),
            models.Index(fields=["settled_at"], name="deliveries_settled"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to or '…'}: {self.get_state_display()}"
