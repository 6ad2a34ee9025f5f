"""Queues the mails of the accounts room: connected in `apps`."""

from django.dispatch import receiver
from wagtail.models import Site

from byline.accounts.signals import account_mail
from byline.network.actions import enqueue_account_mail


@receiver(account_mail)
def queue_mail(
    sender: object, site: Site, to: str, subject: str, text: str, *, is_decoy: bool, **_: object
) -> None:
    """Have it sent in the site's name after the response."""
    enqueue_account_mail(site=site, to=to, subject=subject, text=text, is_decoy=is_decoy)
