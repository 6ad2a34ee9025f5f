from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel

from byline.newsroom.choices import CorrectionKind


class Correction(models.Model):
    """A correction or clarification, shown under its article for ever.

    Without a date it has not been published yet.
    """

    article = ParentalKey("newsroom.Article", on_delete=models.CASCADE, related_name="corrections")
    kind = models.CharField(
        _("kind"),
        max_length=13,
        choices=CorrectionKind.choices,
        default=CorrectionKind.CORRECTION,
        help_text=_(
            "A correction explains what was wrong. A clarification explains what could be"
            " misunderstood."
        ),
    )
    text = models.TextField(_("what was wrong, and what is right"))
    published_at = models.DateTimeField(
        _("publication date"),
        null=True,
        blank=True,
        help_text=_("Leave it empty to use the time of publication, or enter an earlier date."),
    )

    panels: ClassVar = [FieldPanel("kind"), FieldPanel("text"), FieldPanel("published_at")]

    class Meta:
        ordering: ClassVar = ["published_at", "pk"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.published_at is None and self.article.live:
            self.published_at = timezone.now()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.published_at and self.published_at > timezone.now():
            raise ValidationError(
                {
                    "published_at": _(
                        "The date must be in the past."
                        " Leave it empty to use the time of publication."
                    )
                }
            )
