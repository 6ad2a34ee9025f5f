from django.db import models
from django.utils.translation import gettext_lazy as _

from byline.lib.encryption import EncryptedCharField


class ExternalFilterSettings(models.Model):
    """The external filter's part of a site's comment rules; without an address none is used."""

    external_filter_url = models.URLField(_("external filter: address"), blank=True)
    external_filter_secret = EncryptedCharField(
        _("external filter: secret that signs the requests"), max_length=120, blank=True
    )

    class Meta:
        abstract = True
