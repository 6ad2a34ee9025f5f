"""Blocks of addresses that are not servers on the public network.

Every row of IANA's IPv4 and IPv6 Special-Purpose Address Registries, those that are globally
reachable too (iana-ipv4-special-registry-1.csv and iana-ipv6-special-registry-1.csv below
https://www.iana.org/assignments/), compared row by row with a copy fetched on 18 July 2026. Then
multicast, and addresses of cloud providers' own machines. New rows need not be waited for in IPv6:
what is outside `GLOBAL_UNICAST` is refused anyway.
"""

from ipaddress import IPv4Network, IPv6Network

NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052, section 2.1: the last 32 bits are an IPv4 address
GLOBAL_UNICAST = IPv6Network("2000::/3")  # RFC 4291, section 2.4: all that is assigned

IPV4_REGISTRY = tuple(
    IPv4Network(block)
    for block in """
    0.0.0.0/8 0.0.0.0/32 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12
    192.0.0.0/24 192.0.0.0/29 192.0.0.8/32 192.0.0.9/32 192.0.0.10/32 192.0.0.170/32 192.0.0.171/32
    192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.88.99.2/32 192.168.0.0/16
    192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4 255.255.255.255/32
    """.split()
)
IPV6_REGISTRY = tuple(
    IPv6Network(block)
    for block in """
    ::1/128 ::/128 ::ffff:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/23
    2001::/32 2001:1::1/128 2001:1::2/128 2001:1::3/128 2001:2::/48 2001:3::/32 2001:4:112::/48
    2001:10::/28 2001:20::/28 2001:30::/28 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20
    5f00::/16 fc00::/7 fe80::/10
    """.split()
)
OTHERS = (
    IPv4Network("224.0.0.0/4"),  # multicast (RFC 5771)
    IPv4Network("168.63.129.16/32"),  # what every virtual machine of Azure can reach, and only it
)
SPECIAL: tuple[IPv4Network | IPv6Network, ...] = (
    *IPV4_REGISTRY,
    *(block for block in IPV6_REGISTRY if block != NAT64),
    *OTHERS,
)
