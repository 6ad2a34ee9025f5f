import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from byline.lib.proxy import BehindProxyMiddleware


def say_the_address(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.META["REMOTE_ADDR"])


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("203.0.113.9, 198.51.100.7", "198.51.100.7"),  # the first was claimed by the reader
        ("2001:db8::7", "2001:db8::7"),
        ("203.0.113.9:4711", "203.0.113.9"),  # as some proxies write it
        ("[2001:db8::7]:443", "2001:db8::7"),
        ("[2001:db8::7]", "2001:db8::7"),
        ("198.51.100.7:", "127.0.0.1"),
        ("", "127.0.0.1"),
        ("198.51.100.7,", "127.0.0.1"),
        ("unknown", "127.0.0.1"),
    ],
)
def test_the_reader_is_who_our_own_proxy_says(forwarded: str, address: str) -> None:
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded})
    assert BehindProxyMiddleware(say_the_address)(request).content.decode() == address


def test_without_a_word_from_the_proxy_it_is_who_connected() -> None:
    assert BehindProxyMiddleware(say_the_address)(RequestFactory().get("/")).content == b"127.0.0.1"
