from typing import ClassVar

from django.conf import settings
from django.db import models

from byline.discussion.choices import Act, Reason
from byline.discussion.models.comment import Comment
from byline.network.models import Delivery, PolicyVersion


class Decision(models.Model):
    """A decision about a response: by whom, when, why, and under which policy.

    Decisions are never changed. `by` is a person; if it is empty, `rule` names the rule, or is
    "author" for the author's own acts. `message` is for the author, `detail` for the desk.
    `before` is the state before it, `text` the response at that time. `notice` is the mail to the
    author, while it is stored.
    """

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="decisions")
    act = models.CharField(max_length=10, choices=Act.choices)
    reason = models.CharField(max_length=20, choices=Reason.choices)
    rule = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    detail = models.CharField(max_length=300, blank=True)
    message = models.TextField(blank=True)
    notice = models.OneToOneField(
        Delivery, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    policy_version = models.ForeignKey(
        PolicyVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    before = models.CharField(max_length=12, blank=True)
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["reason", "-at"], name="decisions_by_reason"),
            models.Index(fields=["-at"], name="decisions_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.get_reason_display()}"
