"""The network's own kinds of deliveries, one file each. To add one, copy the nearest.

A room above adds its kinds when it is ready (linkbacks/apps.py, syndication/apps.py).
"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from byline.network.deliveries.mail import deliver_account_mail, deliver_mail
from byline.network.deliveries.notice import deliver_notice
from byline.network.delivery_kinds import KINDS, RETRY_PAUSES, DeliveryKind

KINDS["mail"] = DeliveryKind(_("E-mail"), deliver_mail, runs_on_staging=True)
KINDS["account-mail"] = DeliveryKind(
    _("E-mail about an account"),
    deliver_account_mail,
    is_from_strangers=True,
    is_private=True,
    pauses=RETRY_PAUSES[:3],  # codes and links end soon
    kept_for=timedelta(days=1),
    runs_on_staging=True,
)
KINDS["notice"] = DeliveryKind(_("Notification of a hub or search engine"), deliver_notice)
