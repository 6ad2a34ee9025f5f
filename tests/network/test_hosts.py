import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from byline.network.actions import serve_loopback_sites_on
from byline.network.models import SiteSettings
from byline.newsroom import actions


@pytest.fixture
def two_sites(db: None) -> None:
    actions.open_site(name="The Harbour Post", hostname="harbour.example", is_default=True)
    actions.open_site(
        name="صوت التل", hostname="hill.example", language="ar", time_zone="Africa/Cairo"
    )


@pytest.mark.usefixtures("two_sites")
@pytest.mark.parametrize(
    ("host", "name", "direction"),
    [
        ("harbour.example", "The Harbour Post", "ltr"),
        ("HARBOUR.example:8443", "The Harbour Post", "ltr"),
        ("hill.example", "صوت التل", "rtl"),
        ("127.0.0.1:8000", "The Harbour Post", "ltr"),
        ("[::1]:8000", "The Harbour Post", "ltr"),
    ],
)
def test_each_host_shows_its_own_masthead(host: str, name: str, direction: str) -> None:
    masthead = Client(HTTP_HOST=host).get("/").context["masthead"]
    assert (masthead.name, masthead.direction) == (name, direction)


@pytest.mark.usefixtures("two_sites")
@pytest.mark.parametrize(
    "host", ["evil.example", "harbour.example.evil.example", "xharbour.example"]
)
def test_a_host_without_a_site_is_refused(host: str) -> None:
    response = Client(HTTP_HOST=host).get("/")
    assert (response.status_code, response.content.decode()) == (
        421,
        f"No site here has the host name {host}.\n",
    )


@pytest.mark.usefixtures("two_sites")
def test_an_invalid_host_is_a_bad_request() -> None:
    assert Client(HTTP_HOST="a b<c>").get("/").status_code == 400


@pytest.mark.usefixtures("two_sites")
def test_readers_get_no_cookie_and_a_strict_content_policy() -> None:
    response = Client(HTTP_HOST="harbour.example").get("/")
    policy = response.headers["Content-Security-Policy"]
    assert (response.cookies.output(), "default-src 'self'" in policy, "unsafe" in policy) == (
        "",
        True,
        False,
    )


@pytest.mark.usefixtures("two_sites")
@pytest.mark.parametrize(
    "path", ["/admin/login/", "/admin/nothing/", "/accounts/login/", "/nothing/"]
)
@pytest.mark.parametrize("host", ["harbour.example", "localhost", "nobody.example"])
def test_no_page_runs_scripts_that_are_not_files_of_ours(host: str, path: str) -> None:
    headers = Client(HTTP_HOST=host).get(path).headers
    policy = dict(
        part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";")
    )
    scripts = policy.get("script-src", policy["default-src"])
    assert (scripts, policy["object-src"], policy["frame-ancestors"]) == (
        "'self'",
        "'none'",
        "'self'",
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in headers["Permissions-Policy"]
    assert {"Referrer-Policy", "Cross-Origin-Opener-Policy"} <= set(headers)


@pytest.mark.usefixtures("two_sites")
def test_https_once_is_https_for_a_year() -> None:
    reader = Client(HTTP_HOST="harbour.example")
    for path in ("/", "/admin/login/", "/media/nothing.png"):
        headers = reader.get(path, secure=True).headers
        assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in reader.get("/").headers


@pytest.mark.usefixtures("two_sites")
def test_a_site_and_its_settings_are_one_query() -> None:
    with CaptureQueriesContext(connection) as asked:
        Client(HTTP_HOST="hill.example").get("/search/")
    assert (
        len(
            [
                query
                for query in asked
                if "sitesettings" in query["sql"] or "wagtailcore_site" in query["sql"][:40]
            ]
        )
        == 1
    )


@pytest.mark.usefixtures("two_sites")
def test_a_site_that_chose_nothing_has_the_defaults() -> None:
    SiteSettings.objects.all().delete()
    assert Client(HTTP_HOST="hill.example").get("/").context["masthead"].language == "en"


def test_sites_of_this_machine_follow_the_port_they_are_served_on(db: None) -> None:
    for hostname in ("localhost", "sister.localhost", "paper.example"):
        actions.open_site(name=hostname, hostname=hostname)
    serve_loopback_sites_on(8123)
    assert dict(Site.objects.values_list("hostname", "port")) == {
        "localhost": 8123,
        "sister.localhost": 8123,
        "paper.example": 80,
    }
