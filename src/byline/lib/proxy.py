import re
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from typing import Any

from django.http import HttpRequest, HttpResponse

IN_BRACKETS = re.compile(r"\[([^\]]*)\](?::\d+)?", re.ASCII)


class BehindProxyMiddleware:
    """Takes the reader's IP address from the proxy in front. Used only with `behind_proxy`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.META["REMOTE_ADDR"] = forwarded_address(request.META)
        return self.get_response(request)


def forwarded_address(environ: Mapping[str, Any]) -> str:
    """The reader's IP address as the proxy in front reports it, else that of the connection.

    Our proxy writes the last entry of X-Forwarded-For; those before it came from outside.
    """
    last: str = environ.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2]
    return _without_port(last.strip()) or environ.get("REMOTE_ADDR", "")


def _without_port(text: str) -> str:
    """The IP address in `203.0.113.9:4711` or `[2001:db8::1]:443`, as some proxies write it, or in
    `203.0.113.9` or `2001:db8::1`; "" if there is none.
    """
    bracketed = IN_BRACKETS.fullmatch(text)
    host, _, port = text.rpartition(":")
    if bracketed:
        text = bracketed[1]
    elif port.isdecimal() and ":" not in host:
        text = host or text
    try:
        return str(ip_address(text))
    except ValueError:
        return ""
