"""Protection from SSRF: Byline connects to public IP addresses only."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address
from queue import Empty, SimpleQueue
from threading import Thread

from byline.lib.special_addresses import GLOBAL_UNICAST, NAT64, SPECIAL

IPAddress = IPv4Address | IPv6Address


class HostNotFound(Exception):
    """The host has no address; the message says why."""


class AddressNotPublic(HostNotFound):
    """The host has an address that is not on the public network."""


def resolve_public(host: str, port: int, *, seconds: float, loopback: bool) -> list[IPAddress]:
    """The addresses of the host. Raises HostNotFound, or AddressNotPublic if one is not allowed.

    Numbers in other notations (2130706433, 0x7f.1, 0177.0.0.1) leave the resolver as the
    addresses that they mean.
    """
    addresses = list(dict.fromkeys(_resolved(host, port, seconds)))
    for address in addresses:
        if not is_public_address(address, loopback=loopback):
            raise AddressNotPublic(f"{host} is at {address}, which is not a public address")
    return addresses


def is_public_address(address: IPAddress, *, loopback: bool) -> bool:
    """Whether it is a public address or, with `loopback`, this machine's own.

    An address of NAT64 is as public as the IPv4 address in it, and never this machine's own. Others
    that wrap one (IPv4-mapped, 6to4, Teredo) are not public, whatever is in them.
    """
    if address.is_loopback:
        return loopback and not _is_mapped(address)
    if isinstance(address, IPv6Address) and address in NAT64:
        return is_public_address(IPv4Address(int(address) & 0xFFFFFFFF), loopback=False)
    if isinstance(address, IPv6Address) and address not in GLOBAL_UNICAST:
        return False
    return not any(address in block for block in SPECIAL if block.version == address.version)


def _is_mapped(address: IPAddress) -> bool:
    # Since Python 3.13 a mapped loopback address counts as one.
    return isinstance(address, IPv6Address) and address.ipv4_mapped is not None


def _resolved(host: str, port: int, seconds: float) -> list[IPAddress]:
    # In a thread, because the system's resolver has no time limit.
    results: SimpleQueue[list[IPAddress] | Exception] = SimpleQueue()
    Thread(target=_look_up, args=(host, port, results), daemon=True).start()
    try:
        result = results.get(timeout=max(seconds, 0))
    except Empty:
        raise HostNotFound(f"looking up {host} took too long") from None
    if isinstance(result, Exception):
        raise HostNotFound(f"{host} has no address: {result}") from result
    return result


def _look_up(host: str, port: int, results: "SimpleQueue[list[IPAddress] | Exception]") -> None:
    try:
        entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        results.put([ip_address(entry[4][0]) for entry in entries])
    except (OSError, ValueError) as error:  # ValueError: a name too long for the resolver
        results.put(error)
