from typing import ClassVar

from django.db import models

from byline.discussion.models.decision import Decision


class AkismetReport(models.Model):
    """What Akismet is to be told: that a person took a response for spam, or did not. Kept until it was said, or given up."""

    decision = models.OneToOneField(
        Decision, on_delete=models.CASCADE, related_name="akismet_report"
    )
    is_spam = models.BooleanField()
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"], condition=models.Q(due_at__isnull=False), name="lessons_due"
            )
        ]

    def __str__(self) -> str:
        return f"{'spam' if self.is_spam else 'no spam'}: {self.decision}"
