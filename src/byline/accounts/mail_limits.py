"""Limits on mail that anybody can make us send, on whatever page they request it.

An unconfirmed address gets one confirmation a day, three in 30 days, and no other mail.
"""

from byline.lib.ip_networks import customer_network, provider_network
from byline.lib.limits import Limit, reset, take

HOUR, DAY = 3_600, 86_400  # seconds
UNCONFIRMED_PER_DAY = Limit("mail.unanswered-today", 1, DAY)
UNCONFIRMED_PER_MONTH = Limit("mail.unanswered", 3, 30 * DAY)
CONFIRMED_PER_DAY = Limit("mail.to-confirmed", 5, DAY)
NETWORK_PER_HOUR = Limit("mail.from-network", 10, HOUR)
NETWORK_PER_DAY = Limit("mail.from-network-per-day", 30, DAY)
PROVIDER_PER_DAY = Limit("mail.from-provider-per-day", 150, DAY)
NETWORK_LIMITS = (NETWORK_PER_HOUR, NETWORK_PER_DAY, PROVIDER_PER_DAY)


def claim_mail(email: str, address: str | None, *, is_confirmed: bool) -> Limit | None:
    """Count a mail that the sender at the IP address asks us to send to `email`.

    `is_confirmed` says whether the owner of `email` has ever confirmed it. Returns the limit that
    forbids the mail, or None: then send it.
    """
    key = email.strip().casefold()
    per_address = (
        (CONFIRMED_PER_DAY,) if is_confirmed else (UNCONFIRMED_PER_DAY, UNCONFIRMED_PER_MONTH)
    )
    claims = [limit.of(key) for limit in per_address]
    if network := customer_network(address):
        claims += [
            NETWORK_PER_HOUR.of(network),
            NETWORK_PER_DAY.of(network),
            PROVIDER_PER_DAY.of(provider_network(address)),
        ]
    return take(*claims)


def note_confirmation(email: str) -> None:
    """Reset the limits of an address that its owner has just confirmed."""
    key = email.strip().casefold()
    reset(UNCONFIRMED_PER_DAY.of(key), UNCONFIRMED_PER_MONTH.of(key))
