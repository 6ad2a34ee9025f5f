"""Every public address of an installation without a site answers, in words."""

import re
from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Page, Site

VALUES = {"key": "1", "number": "1", "year": "2020", "month": "01", "day": "02", "path": "x"}
BY_EXPRESSION = (
    "/sitemap-articles-1.xml", "/wp-sitemap.xml", "/news-sitemap.xml", "/feed/", "/feed.json",
    "/feed/atom/page/2/", "/comments/feed/", "/category/x/feed/", "/tag/x/feed/",
    "/author/x/feed/", "/2020/feed/", "/x/feed/", "/x.md", "/0123456789abcdef0123456789abcdef.txt",
    "/api/v1/articles/1/", "/api/v1/sections/1/", "/api/v1/contributors/1/",
    "/api/v1/responses/1/", "/2020/", "/2020/01/", "/2020/01/02/", "/x/", "/s/1", "/x/trackback/",
    "/s/1-0123456789ab.png", "/category/x/", "/tag/x/", "/author/x/", "/corrections/", "/x/respond/",
    "/-/welcome/", "/-/welcome/x/y/", "/accounts/x/", "/media/x", "/static/x", "/admin/x/",
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


@pytest.fixture
def addresses() -> list[str]:
    every_address = sorted({*plain_addresses(get_resolver().url_patterns), *BY_EXPRESSION})
    assert "/sitemap.xml" in every_address
    return every_address


def broken(addresses: list[str]) -> set[tuple[str, str, int]]:
    """The method, address and status of each answer that reports an error of the server."""
    client = Client(raise_request_exception=False)
    return {
        (method, address, response.status_code)
        for address in addresses
        for method in ("get", "post")
        if (response := getattr(client, method)(address, headers={"host": "localhost"})).status_code
        >= HTTPStatus.INTERNAL_SERVER_ERROR
    }


@pytest.mark.django_db
def test_every_public_address_of_an_empty_installation_answers(addresses: list[str]) -> None:
    Site.objects.all().delete()
    assert broken(addresses) == {("get", "/", 503)}  # says how to set the site up
    assert Client().get("/sitemap.xml").content == b"There is no site here yet.\n"


@pytest.mark.django_db
def test_without_a_default_site_every_address_of_this_machine_answers(addresses: list[str]) -> None:
    Site.objects.all().delete()
    Site.objects.create(hostname="paper.example", root_page=Page.objects.get(depth=1))
    assert broken(addresses) == set()
    by_loopback_name = Client(headers={"host": "localhost"})
    assert by_loopback_name.get("/").status_code == HTTPStatus.MISDIRECTED_REQUEST
    assert by_loopback_name.get("/accounts/login/").status_code == HTTPStatus.OK
