from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]


class AdvertiseMiddleware:
    """Says in the headers of an article's page where pings to it go, as the page itself says (templatetags/linkbacks.py)."""

    def __init__(self, answer: GetResponse) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        for name, value in getattr(request, "advertised", {}).items():
            response[name] = value
        return response
