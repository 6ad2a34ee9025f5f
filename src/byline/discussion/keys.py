"""Keyed hashes of e-mail and IP addresses, and hashes of texts."""

import hashlib
import hmac

from django.conf import settings

from byline.lib.ip_networks import customer_network


def mail_key(mail: str) -> str:
    """The keyed hash of an e-mail address, whatever its case; "" for none."""
    return _key("mail", mail.strip().casefold()) if mail else ""


def address_key(address: str | None) -> str:
    """The keyed hash of an IP address, or of an IPv6 customer's network; "" for none."""
    network = customer_network(address)
    return _key("address", network) if network else ""


def text_key(text: str) -> str:
    """A hash that is equal for texts with the same words, whatever their case and spacing."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()


def _key(what: str, value: str) -> str:
    return hmac.new(
        settings.SECRET_KEY.encode(), f"{what}:{value}".encode(), hashlib.sha256
    ).hexdigest()
