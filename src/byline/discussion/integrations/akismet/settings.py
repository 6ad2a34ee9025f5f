from django.db import models
from django.utils.translation import gettext_lazy as _

from byline.lib.encryption import EncryptedCharField


class AkismetSettings(models.Model):
    """Akismet's part of a site's comment rules; without a key it is not used."""

    akismet_key = EncryptedCharField(_("Akismet key"), max_length=80, blank=True)

    class Meta:
        abstract = True
