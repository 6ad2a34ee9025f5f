import re
import unicodedata
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any

PROXY_HEADERS = (
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_REAL_IP",
    "HTTP_VIA",
)
MAX_NAME_LENGTH = 120
INVISIBLE = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def came_over_loopback(meta: Mapping[str, Any]) -> bool:
    """Whether the request with this WSGI environment comes from this machine and not from a proxy.

    A proxy in front also connects from 127.0.0.1, so its headers, or a public host name, count
    against it.
    """
    if any(header in meta for header in PROXY_HEADERS):
        return False
    host = (
        str(meta.get("HTTP_HOST", "")).rsplit(":", 1)[0]
        if "]" not in str(meta.get("HTTP_HOST", ""))
        else "::1"
    )
    return _is_loopback(str(meta.get("REMOTE_ADDR", ""))) and (
        host == "localhost" or host.endswith(".localhost") or _is_loopback(host)
    )


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def plain_name(name: str) -> str:
    """`name` in Unicode's composed form (NFC), on one line, without invisible characters."""
    return " ".join(INVISIBLE.sub(" ", unicodedata.normalize("NFC", name)).split())
