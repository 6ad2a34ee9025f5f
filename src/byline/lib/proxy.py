from collections.abc import Callable, Mapping
from ipaddress import ip_address
from typing import Any

from django.http import HttpRequest, HttpResponse


class BehindProxyMiddleware:
    """Takes the reader's IP address from the proxy in front. Used only with `behind_proxy`."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.META["REMOTE_ADDR"] = forwarded_address(request.META)
        return self.answer(request)


def forwarded_address(environ: Mapping[str, Any]) -> str:
    """The reader's IP address as the proxy in front reports it, else that of the connection.

    Our proxy writes the last entry of X-Forwarded-For; those before it came from outside.
    """
    last: str = environ.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return last if _is_address(last) else environ.get("REMOTE_ADDR", "")


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
