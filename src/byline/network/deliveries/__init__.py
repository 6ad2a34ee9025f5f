"""What can be owed to another server, one file a kind. To add one, copy the nearest, and name it in KINDS.

A room above adds its own when it is ready: `KINDS["linkback"] = hand_over_linkback`, and its name for the desk in `NAMES`
(linkbacks/apps.py).

A kind is a function that makes one try. It returns when the other side has taken it; raises Never when trying again is no
use, and anything else when it may be tried again.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from byline.network.deliveries.mail import deliver_mail
from byline.network.deliveries.notice import deliver_notice
from byline.network.models import Delivery

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

NAMES: dict[str, "StrPromise"] = {
    "mail": _("Mail"),
    "notice": _("Notice to a hub or a search engine"),
}
"""What the desk calls them."""

KINDS: dict[str, Callable[[Delivery], None]] = {
    "mail": deliver_mail,
    "notice": deliver_notice,
}
