from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]


class AdvertiseMiddleware:
    """Adds the headers that name the endpoints, as the page does (templatetags/linkbacks.py)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in getattr(request, "advertised", {}).items():
            response[name] = value
        return response
