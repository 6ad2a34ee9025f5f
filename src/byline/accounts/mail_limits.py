"""Limits on mail that anybody can make us send, whatever page it is asked for on.

An address that has not confirmed gets one confirmation and nothing else. Another is sent at the
earliest a day later, and three in 30 days at most, until its owner answers one of them.
"""

from byline.lib.ip_networks import customer_network, provider_network
from byline.lib.limits import Limit, reset, take

HOUR, DAY = 3_600, 86_400  # seconds
UNANSWERED_TODAY = Limit("mail.unanswered-today", 1, DAY)
UNANSWERED = Limit("mail.unanswered", 3, 30 * DAY)
TO_CONFIRMED = Limit("mail.to-confirmed", 5, DAY)
FROM_NETWORK = Limit("mail.from-network", 10, HOUR)
FROM_NETWORK_PER_DAY = Limit("mail.from-network-per-day", 30, DAY)
FROM_PROVIDER_PER_DAY = Limit("mail.from-provider-per-day", 150, DAY)
NETWORK_LIMITS = (FROM_NETWORK, FROM_NETWORK_PER_DAY, FROM_PROVIDER_PER_DAY)


def claim_mail(email: str, address: str | None, *, is_confirmed: bool) -> Limit | None:
    """Count a mail that the sender at the IP address asks us to send to `email`.

    `is_confirmed` says whether the owner of `email` has ever confirmed it. Returns the limit that
    forbids the mail, or None: then send it.
    """
    key = email.strip().casefold()
    per_address = (TO_CONFIRMED,) if is_confirmed else (UNANSWERED_TODAY, UNANSWERED)
    claims = [limit.of(key) for limit in per_address]
    if network := customer_network(address):
        claims += [
            FROM_NETWORK.of(network),
            FROM_NETWORK_PER_DAY.of(network),
            FROM_PROVIDER_PER_DAY.of(provider_network(address)),
        ]
    return take(*claims)


def note_answer(email: str) -> None:
    """The owner of the address has answered a confirmation."""
    key = email.strip().casefold()
    reset(UNANSWERED_TODAY.of(key), UNANSWERED.of(key))
