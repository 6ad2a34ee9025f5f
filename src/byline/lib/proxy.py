from collections.abc import Callable
from ipaddress import ip_address

from django.http import HttpRequest, HttpResponse


class BehindProxyMiddleware:
    """Takes the reader's address from the proxy in front; used only when the settings say that there is one.

    The last entry of X-Forwarded-For is the one that our proxy wrote; what stands before it came from outside.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        last = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if _is_address(last):
            request.META["REMOTE_ADDR"] = last
        return self.answer(request)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
