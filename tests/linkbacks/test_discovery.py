"""Endpoint discovery: the cases that the authors of the standard collected."""

from dataclasses import dataclass, field

import pytest

from byline.discussion.choices import Kind
from byline.lib import http_client
from byline.lib.http_client import RemoteResponse
from byline.linkbacks.discovery import Endpoint, discover
from linkbacks.elsewhere import AnotherSite


@dataclass
class Says:
    """A page at /page that names /right as its endpoint, in headers, head or body."""

    headers: list[tuple[str, str]] = field(default_factory=list)
    head: str = ""
    body: str = ""
    wanted: str = "/right"

    @property
    def html(self) -> str:
        head = f"<head><title>t</title>{self.head}</head>"
        return f"<!doctype html><html>{head}<body><p>{self.body}</p></body></html>"


def link(value: str, name: str = "Link") -> list[tuple[str, str]]:
    return [(name, value)]


CASES = {
    "header, unquoted rel, relative": Says(link("</right>; rel=webmention")),
    "header, unquoted rel, absolute": Says(link("<{{BASE}}/right>; rel=webmention")),
    "link, relative": Says(head='<link rel="webmention" href="/right">'),
    "link, absolute": Says(head='<link href="{{BASE}}/right" rel="webmention">'),
    "a, relative": Says(body='An <a rel="webmention" href="/right">endpoint</a>.'),
    "a, absolute": Says(body='An <a href="{{BASE}}/right" rel="webmention">endpoint</a>.'),
    "header in strange case": Says(link("<{{BASE}}/right>; rel=webmention", "LinK")),
    "header, quoted rel": Says(link('<{{BASE}}/right>; rel="webmention"')),
    "link with several rels": Says(
        head='<link rel="webmention somethingelse" href="{{BASE}}/right">'
    ),
    "header with several rels": Says(link('<{{BASE}}/right>; rel="webmention somethingelse"')),
    "header before link and a": Says(
        link('</right>; rel="webmention"'),
        '<link rel="webmention" href="/wrong">',
        '<a href="/wrong" rel="webmention">a</a>',
    ),
    "only the whole word": Says(
        head='<link rel="not-webmention" href="/wrong">',
        body='<a href="/right" rel="webmention">a</a>',
    ),
    "not in a comment": Says(
        body='<!-- <a href="/wrong" rel="webmention"></a> --> '
        '<a href="/right" rel="webmention">a</a>'
    ),
    "not in escaped HTML": Says(
        body='<code>&lt;a href="/wrong" rel="webmention"&gt;&lt;/a&gt;</code> '
        '<a href="/right" rel="webmention">a</a>'
    ),
    "empty: the page itself": Says(head='<link rel="webmention" href="">', wanted="/page"),
    "a before link": Says(
        body='<a href="/right" rel="webmention">a</a> <link rel="webmention" href="/wrong">'
    ),
    "link before a": Says(
        body='<link rel="webmention" href="/right"> <a href="/wrong" rel="webmention">a</a>'
    ),
    "two headers": Says(
        [*link('<{{BASE}}/wrong>; rel="other"'), *link('<{{BASE}}/right>; rel="webmention"')]
    ),
    "one header with two": Says(
        link('<{{BASE}}/wrong>; rel="other", <{{BASE}}/right>; rel="webmention"')
    ),
    "link without an address": Says(
        head='<link rel="webmention">', body='<a href="/right" rel="webmention">a</a>'
    ),
    "with a query": Says(
        head='<link rel="webmention" href="/right?query=yes">', wanted="/right?query=yes"
    ),
    "relative to the path": Says(
        head='<link rel="webmention" href="page/right">', wanted="/page/right"
    ),
}


@pytest.mark.parametrize("says", CASES.values(), ids=CASES)
def test_an_endpoint_is_found_wherever_it_is_named(says: Says, another_site: AnotherSite) -> None:
    page = another_site.put("/page", says.html, headers=says.headers)
    assert discover(http_client.get(page)) == Endpoint(
        Kind.WEBMENTION, another_site.url + says.wanted
    )


def test_after_a_redirect_the_endpoint_is_relative_to_the_new_address(
    another_site: AnotherSite,
) -> None:
    another_site.put("/far/away/page", '<link rel="webmention" href="here">')
    page = another_site.put("/page", "", status=302, headers=[("Location", "/far/away/page")])
    assert discover(http_client.get(page)) == Endpoint(
        Kind.WEBMENTION, f"{another_site.url}/far/away/here"
    )


def answer(html: str, **headers: str) -> RemoteResponse:
    return RemoteResponse(
        200, html.encode(), {"content-type": "text/html", **headers}, "https://other.example/a/page"
    )


MORE = {
    "base": ('<base href="/b/"><link rel="webmention" href="c">', "https://other.example/b/c"),
    "rel in capitals": ('<link rel="WebMention" href="/c">', "https://other.example/c"),
    "not in a template": (
        '<template><a rel="webmention" href="/x"></a></template><a rel="webmention" href="/c">',
        "https://other.example/c",
    ),
    "not in a script": (
        '<script>"<link rel=webmention href=/x>"</script><a rel="webmention" href="/c">',
        "https://other.example/c",
    ),
    "not in a text field": (
        '<textarea><a rel="webmention" href="/x"></textarea><a rel="webmention" href="/c">',
        "https://other.example/c",
    ),
}


@pytest.mark.parametrize(("html", "wanted"), MORE.values(), ids=MORE)
def test_only_what_is_part_of_the_page_counts(html: str, wanted: str) -> None:
    assert discover(answer(html)) == Endpoint(Kind.WEBMENTION, wanted)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>nothing",
        '<link rel="webmention" href="mailto:me@other.example">',
        '<link rel="webmention" href="//[">',
        "\x00",
    ],
)
def test_a_page_may_name_no_endpoint(html: str) -> None:
    assert discover(answer(html)) is None


@pytest.mark.parametrize(
    "page",
    [
        answer("", **{"x-pingback": "https://other.example/ping"}),
        answer('<link rel="pingback" href="https://other.example/ping">'),
    ],
)
def test_a_pingback_endpoint_is_used_without_a_webmention_endpoint(page: RemoteResponse) -> None:
    assert discover(page) == Endpoint(Kind.PINGBACK, "https://other.example/ping")


def test_a_webmention_endpoint_goes_before_a_pingback_endpoint() -> None:
    page = answer(
        '<link rel="webmention" href="/w">', **{"x-pingback": "https://other.example/ping"}
    )
    assert discover(page) == Endpoint(Kind.WEBMENTION, "https://other.example/w")
