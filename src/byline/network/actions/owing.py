"""Owing: what another server is to be told, written down in the transaction of the change that it tells of."""

from collections.abc import Mapping

from wagtail.models import Site

from byline.network.deliveries.mail import mail_load
from byline.network.models import Delivery


def owe_mail(*, site: Site, to: str, subject: str, text: str, headers: Mapping[str, str] | None = None) -> Delivery:
    """Owe `to` a plain-text mail in the site's name; the keeper sends it soon after the transaction is committed.

    The words are in the language in which they are to be read. It is sent at least once: a process that is killed between
    handing it over and noting so leaves it to be sent again, with the same Message-ID. `headers` may hold anything but what
    is ours (From, To, Subject …), such as List-Unsubscribe. Raises ValidationError, keyed by `to`, `subject` or `headers`, for
    what is no address and for what would break out of a header; nothing is owed then.
    """
    return Delivery.objects.create(site=site, kind="mail", to=to, load=mail_load(to, subject, text, headers or {}))
