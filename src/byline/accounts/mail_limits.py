"""Limits on mail that anybody can make us send, on whatever page they request it.

An unconfirmed address gets one confirmation a day, three in 30 days, and no other mail. A network
is counted first and in any case, so that its count does not show which addresses are known.
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
DECOYS_PER_DAY = Limit("mail.to-nobody", 5, DAY)
NETWORK_LIMITS = (NETWORK_PER_HOUR, NETWORK_PER_DAY, PROVIDER_PER_DAY)


def claim_mail(email: str, address: str | None, *, is_confirmed: bool) -> Limit | None:
    """Count a mail that the sender at the IP address asks us to send to `email`.

    `is_confirmed` says whether the owner of `email` has ever confirmed it. Returns the limit that
    forbids the mail, or None: then send it.
    """
    return claim_from_network(address) or claim_to_address(email, is_confirmed=is_confirmed)


def claim_from_network(address: str | None) -> Limit | None:
    """Count a mail for the sender's network only. Returns the limit that forbids it, or None."""
    network = customer_network(address)
    if not network:
        return None
    return take(
        NETWORK_PER_HOUR.of(network),
        NETWORK_PER_DAY.of(network),
        PROVIDER_PER_DAY.of(provider_network(address)),
    )


def claim_to_address(email: str, *, is_confirmed: bool) -> Limit | None:
    """Count a mail for its recipient only. Returns the limit that forbids it, or None."""
    key = email.strip().casefold()
    limits = (CONFIRMED_PER_DAY,) if is_confirmed else (UNCONFIRMED_PER_DAY, UNCONFIRMED_PER_MONTH)
    return take(*(limit.of(key) for limit in limits))


def claim_for_nobody(email: str) -> None:
    """Do what `claim_to_address` does, for an address without an account, to which nothing is sent.

    It does not count towards mail to that address.
    """
    take(DECOYS_PER_DAY.of(email.strip().casefold()))


def note_confirmation(email: str) -> None:
    """Reset the limits of an address that its owner has just confirmed."""
    key = email.strip().casefold()
    reset(UNCONFIRMED_PER_DAY.of(key), UNCONFIRMED_PER_MONTH.of(key))
