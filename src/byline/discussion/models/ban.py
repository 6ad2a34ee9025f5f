from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from byline.discussion.choices import BanKind


class Ban(models.Model):
    """Somebody whose responses a site refuses for a time, or a place or domain.

    A muted author is not told: their responses are stored and rejected. `value` is an account's id,
    a guest's name, a network (CIDR) or a domain; of an e-mail or IP address it is the keyed hash,
    never the address itself.
    """

    site = models.ForeignKey(
        Site, null=True, blank=True, on_delete=models.CASCADE, related_name="bans"
    )
    kind = models.CharField(_("what"), max_length=8, choices=BanKind.choices)
    value = models.CharField(max_length=255)
    label = models.CharField(max_length=255, blank=True)
    is_mute = models.BooleanField(_("without telling them"), default=False)
    note = models.CharField(_("why"), max_length=300, blank=True)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    hits = models.PositiveIntegerField(default=0)
    last_hit = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("ban")
        indexes: ClassVar = [models.Index(fields=["kind", "value"], name="bans_by_value")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.label or self.value}"
