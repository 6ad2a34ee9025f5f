"""Every public address of an installation without a site answers, in words."""

import re
from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Site

VALUES = {"key": "1", "number": "1", "year": "2020", "month": "01", "day": "02", "path": "x"}
BY_EXPRESSION = (
    "/sitemap-articles-1.xml", "/wp-sitemap.xml", "/news-sitemap.xml", "/feed/", "/feed.json",
    "/feed/atom/page/2/", "/comments/feed/", "/category/x/feed/", "/tag/x/feed/",
    "/author/x/feed/", "/2020/feed/", "/x/feed/", "/x.md", "/0123456789abcdef0123456789abcdef.txt",
    "/api/v1/articles/1/", "/api/v1/sections/1/", "/api/v1/contributors/1/",
    "/api/v1/responses/1/", "/2020/", "/2020/01/", "/2020/01/02/", "/x/", "/s/1", "/x/trackback/",
    "/s/1-0123456789ab.png", "/category/x/", "/tag/x/", "/author/x/", "/corrections/", "/x/respond/",
)  # fmt: skip


def plain_addresses(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    """The addresses in the URLconf that are not regular expressions, with values filled in."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if not route.startswith("/admin/"):
                yield from plain_addresses(pattern.url_patterns, route)
        elif "(" not in route and "^" not in route:
            yield re.sub(
                r"<(?:(\w+):)?(\w+)>",
                lambda argument: (
                    "1" if argument[1] in ("int", "number") else VALUES.get(argument[2], "x")
                ),
                route,
            )


@pytest.mark.django_db
def test_every_public_address_of_an_empty_installation_answers() -> None:
    Site.objects.all().delete()
    addresses = {*plain_addresses(get_resolver().url_patterns), *BY_EXPRESSION}
    assert "/sitemap.xml" in addresses
    client = Client(raise_request_exception=False)
    broken = {
        (method, address, response.status_code)
        for address in sorted(addresses)
        for method in ("get", "post")
        if (response := getattr(client, method)(address, headers={"host": "localhost"})).status_code
        >= HTTPStatus.INTERNAL_SERVER_ERROR
    }
    assert broken == {("get", "/", 503)}  # says how to set the site up
    assert client.get("/sitemap.xml").content == b"There is no site here yet.\n"
