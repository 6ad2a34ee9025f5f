"""Checking the address to serve on, and naming it."""

import os
import socket
from ipaddress import ip_address


def why_not_bindable(host: str, port: int) -> str:
    """Why Byline cannot serve on this address; "" if it can."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        return os.strerror(error.errno) if error.errno and error.errno > 0 else str(error.strerror)
    return ""


def local_url(host: str, port: int) -> str:
    """The URL that opens it in a browser on this machine."""
    name = "localhost" if _is_every_address(host) else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}"


def _is_every_address(host: str) -> bool:
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False
