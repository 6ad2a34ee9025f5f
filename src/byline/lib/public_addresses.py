"""Which internet addresses may be asked for something: public ones."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from queue import Empty, SimpleQueue
from threading import Thread

IPAddress = IPv4Address | IPv6Address
NAT64 = ip_network("64:ff9b::/96")  # RFC 6052, section 2.1: the last 32 bits are an IPv4 address


class HostNotFound(Exception):
    """The host has no address: in words, why."""


class AddressNotPublic(HostNotFound):
    """It has one, and that is none of the public network."""


def resolve(host: str, port: int, *, seconds: float, loopback: bool) -> list[IPAddress]:
    """The addresses of the host, if all of them may be asked. Raises NoAddress, or OwnNetwork.

    Numbers written in other ways (2130706433, 0x7f.1, 0177.0.0.1) come out of the resolver as the addresses that they are.
    """
    found = list(dict.fromkeys(_resolved(host, port, seconds)))
    for address in found:
        if not is_allowed(address, loopback=loopback):
            raise AddressNotPublic(f"{host} is at {address}, which is no public address")
    return found


def is_allowed(address: IPAddress, *, loopback: bool) -> bool:
    """Whether it is a public address (or this machine's own, where that is allowed).

    One that wraps an IPv4 address is as public as what is in it, and never this machine's own.
    """
    inner = _wrapped(address)
    if inner is not None:
        return is_allowed(inner, loopback=False)
    if address.is_loopback:
        return loopback
    is_odd = address.is_multicast or address.is_reserved or getattr(address, "is_site_local", False)
    return address.is_global and not is_odd


def _wrapped(address: IPAddress) -> IPv4Address | None:
    """What an IPv4-mapped, 6to4 or NAT64 address leads to."""
    if isinstance(address, IPv4Address):
        return None
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _resolved(host: str, port: int, seconds: float) -> list[IPAddress]:
    answers: SimpleQueue[list[IPAddress] | Exception] = SimpleQueue()
    Thread(target=_ask, args=(host, port, answers), daemon=True).start()
    try:
        found = answers.get(
            timeout=max(seconds, 0)
        )  # the system's resolver knows no limit of its own
    except Empty:
        raise HostNotFound(f"nobody said in time where {host} is") from None
    if isinstance(found, Exception):
        raise HostNotFound(f"{host} has no address: {found}") from found
    return found


def _ask(host: str, port: int, answers: "SimpleQueue[list[IPAddress] | Exception]") -> None:
    try:
        answers.put(
            [
                ip_address(each[4][0])
                for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            ]
        )
    except (
        OSError,
        ValueError,
    ) as wrong:  # a name that is too long for the resolver is a ValueError
        answers.put(wrong)
