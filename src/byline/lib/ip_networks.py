"""Which IP addresses count as one sender."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

CUSTOMER_PREFIX_V6 = 56  # bits: what providers assign to a household (RFC 6177, section 2)
PROVIDER_PREFIX_V4, PROVIDER_PREFIX_V6 = 24, 48  # bits: what one attacker rents easily


def customer_network(address: str | None) -> str:
    """The IPv4 address, or the /56 of an IPv6 address; "" if it is not an IP address."""
    ip = _parsed(address)
    if isinstance(ip, IPv6Address):
        return str(ip_network((ip, CUSTOMER_PREFIX_V6), strict=False))
    return str(ip or "")


def provider_network(address: str | None) -> str:
    """The /24 of an IPv4 address, or the /48 of an IPv6 address; "" if it is not an IP address."""
    ip = _parsed(address)
    if ip is None:
        return ""
    prefix = PROVIDER_PREFIX_V4 if isinstance(ip, IPv4Address) else PROVIDER_PREFIX_V6
    return str(ip_network((ip, prefix), strict=False))


def _parsed(address: str | None) -> IPv4Address | IPv6Address | None:
    """The address; an IPv4 address in IPv6 notation (::ffff:192.0.2.1) is that IPv4 address."""
    try:
        ip = ip_address(address or "")
    except ValueError:
        return None
    return (ip.ipv4_mapped or ip) if isinstance(ip, IPv6Address) else ip
