"""Host names in one spelling, so that they can be compared."""

from contextlib import suppress


def ascii_host(host: str) -> str:
    """The host in lower-case ASCII letters (RFC 3490), without the root's dot.

    `Müller.example.` and `xn--mller-kva.example` are one host. A host that cannot be encoded, such
    as an IP address, stays as it is.
    """
    host = host.lower().removesuffix(".")
    with suppress(UnicodeError):
        return host.encode("idna").decode()
    return host
