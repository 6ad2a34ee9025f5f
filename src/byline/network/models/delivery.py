from typing import ClassVar

from django.db import models
from django.utils import timezone
from wagtail.models import Site

from byline.lib.log_cleaning import MASK, mask_secrets
from byline.network.delivery_kinds import KINDS, DeliveryState


class Delivery(models.Model):
    """Something to do at another server: queued in the transaction that causes it, done later.

    `kind` is a key of `network.delivery_kinds.KINDS`; the function that delivers it documents
    `to` and `payload`, both of which are emptied after delivery. A process claims a delivery
    before each try: `tries` goes up, and `due_at` becomes the moment at which others may claim it.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="deliveries")
    kind = models.CharField(max_length=20)
    to = models.CharField(max_length=500, blank=True)
    host_key = models.CharField(max_length=255, blank=True)
    payload = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10, choices=DeliveryState.choices, default=DeliveryState.QUEUED
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
                condition=models.Q(state=DeliveryState.QUEUED),
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
        return f"{self.kind} to {self.shown_recipient or '…'}: {self.get_state_display()}"

    @property
    def shown_recipient(self) -> str:
        """`to`, as people at the desk may see it."""
        return MASK if self._is_private else self.to

    @property
    def shown_error(self) -> str:
        """`error`, as people at the desk may see it: mail servers name the recipient."""
        return mask_secrets(self.error) if self._is_private else self.error

    @property
    def _is_private(self) -> bool:
        kind = KINDS.get(self.kind)
        return kind is not None and kind.is_private
