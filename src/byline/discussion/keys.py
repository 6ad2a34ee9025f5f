"""Names for people and places that cannot be turned back into them."""

import hashlib
import hmac
from ipaddress import ip_address, ip_network

from django.conf import settings

CUSTOMER_PREFIX = 64  # bits of an IPv6 address that one customer has (RFC 6177)


def mail_key(mail: str) -> str:
    """The keyed hash of an e-mail address, whatever its case; "" for none."""
    return _key("mail", mail.strip().casefold()) if mail else ""


def address_key(address: str | None) -> str:
    """The keyed hash of an internet address; of an IPv6 one, of the network of its customer. "" for none."""
    if not address:
        return ""
    found = ip_address(address)
    if found.version == 6:  # noqa: PLR2004
        return _key("address", str(ip_network((found, CUSTOMER_PREFIX), strict=False)))
    return _key("address", str(found))


def text_key(text: str) -> str:
    """Tells two texts with the same words apart from others, whatever their case and spacing."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()


def _key(what: str, value: str) -> str:
    return hmac.new(
        settings.SECRET_KEY.encode(), f"{what}:{value}".encode(), hashlib.sha256
    ).hexdigest()
