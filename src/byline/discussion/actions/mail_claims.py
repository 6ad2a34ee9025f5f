"""Whether a mail may be sent to an address that somebody typed."""

from allauth.account.models import EmailAddress

from byline.accounts.mail_limits import claim_mail, claim_to_address
from byline.discussion.keys import mail_key
from byline.discussion.models import Comment
from byline.lib.limits import Limit


def claim_mail_to(mail: str, address: str | None) -> Limit | None:
    """Count a mail to `mail` that the sender at the IP address makes us send.

    Returns the limit that forbids it, or None: then send it.
    """
    return claim_mail(mail, address, is_confirmed=_is_ever_confirmed(mail))


def claim_mail_to_known(mail: str) -> Limit | None:
    """As `claim_mail_to`, for a sender whose network has been counted."""
    return claim_to_address(mail, is_confirmed=_is_ever_confirmed(mail))


def _is_ever_confirmed(mail: str) -> bool:
    """Whether its owner has confirmed the address, for an account or for a response."""
    is_of_account = EmailAddress.objects.filter(email=mail.lower(), verified=True).exists()
    confirmed = Comment.objects.filter(mail_key=mail_key(mail), is_mail_confirmed=True)
    return is_of_account or confirmed.exists()
