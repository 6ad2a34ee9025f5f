"""The address that is served, before it is served."""

import os
import socket
from ipaddress import ip_address


def why_not_bindable(host: str, port: int) -> str:
    """Why this address cannot be served, in words; "" when it can."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[
            0
        ]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        return os.strerror(error.errno) if error.errno and error.errno > 0 else str(error.strerror)
    return ""


def local_url(host: str, port: int) -> str:
    """What a person on this machine opens to get there."""
    name = "localhost" if _is_every_address(host) else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}"


def _is_every_address(host: str) -> bool:
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False
