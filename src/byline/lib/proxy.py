from collections.abc import Callable, Mapping
from ipaddress import ip_address
from typing import Any

from django.http import HttpRequest, HttpResponse


class BehindProxyMiddleware:
    """Takes the reader's address from the proxy in front; used only when the settings say that there is one."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.META["REMOTE_ADDR"] = forwarded_address(request.META)
        return self.answer(request)


def forwarded_address(environ: Mapping[str, Any]) -> str:
    """The reader's address as the proxy in front says it, else the one that asks.

    The last entry of X-Forwarded-For is the one that our proxy wrote; what stands before it came from outside.
    """
    last: str = environ.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return last if _is_address(last) else environ.get("REMOTE_ADDR", "")


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
