from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PREFIX = "__Host-"


class SecureCookiesMiddleware:
    """Prefixes cookies set over https, so that they are never sent over http or set by other hosts.

    Browsers keep that promise for names with this prefix (RFC 6265bis, section 4.1.3.2). On plain
    http, where they would refuse it, cookies have their bare names.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.is_secure():
            return self.get_response(request)
        request.COOKIES = {
            name.removeprefix(PREFIX): value
            for name, value in request.COOKIES.items()
            if name.startswith(PREFIX)
        }
        response = self.get_response(request)
        for name in list(response.cookies):
            cookie = response.cookies.pop(name)
            cookie["secure"] = True
            cookie["path"] = "/"
            attributes = {key: value for key, value in cookie.items() if value}
            response.cookies[PREFIX + name] = cookie.value
            response.cookies[PREFIX + name].update(attributes)
        return response
