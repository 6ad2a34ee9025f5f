"""Who is signed in changes no printed page."""

from django.test import Client
from wagtail.models import Site

from byline.newsroom.actions import open_site
from newsrooms import HOST, Publish, contributor, news, publish, text  # noqa: F401  (fixtures)


def test_a_page_is_the_same_for_a_stranger_and_for_somebody_signed_in(
    signed_up: Client,
    publish: Publish,  # noqa: F811
) -> None:
    ferry = publish("The ferry", body=text("It ran late."))
    stranger = Client(HTTP_HOST=HOST)
    for path in ("/", ferry.permalink, "/category/news/", "/search/?q=ferry", "/nothing/"):
        seen, own = stranger.get(path), signed_up.get(path)
        assert seen.content == own.content
        for answer in (seen, own):
            assert not answer.cookies
            assert "Cookie" not in answer.get("Vary", "")
        assert b"csrfmiddlewaretoken" not in seen.content


def test_the_way_to_the_account_is_at_the_foot_of_every_page(harbour_post: Site) -> None:
    assert (
        '<a href="/accounts/" rel="nofollow">Your account</a>'
        in Client(HTTP_HOST=HOST).get("/").content.decode()
    )


def test_one_account_holds_on_every_site_of_the_installation(
    signed_up: Client, harbour_post: Site
) -> None:
    """A session is a host's own, since cookies are; the account is the installation's."""
    open_site(name="The Lagoon", hostname="lagoon.example")
    there = Client(HTTP_HOST="lagoon.example")
    page = there.get("/accounts/login/").content.decode()
    assert "<title>" in page
    assert "The Lagoon</title>" in page
    there.post(
        "/accounts/login/", {"login": "tove@reader.example", "password": "seven herons on a weir"}
    )
    assert "tove@reader.example" in there.get("/accounts/").content.decode()
