import pytest
from django.test import Client
from wagtail.models import Site

from byline.accounts.models import User
from byline.lib.secret_files import load_or_derive_secret
from byline.network.queries import settings_of
from byline.newsroom.models import Article, Contributor, SectionPage, StandingPage

ANSWERS = {
    "paper": "The Harbour Post",
    "language": "pt",
    "time_zone": "Europe/Lisbon",
    "name": "Olu Adeyemi",
    "email": "olu@harbour.example",
    "password": "seven herons on a weir",
}


@pytest.fixture
def link(db: None) -> str:
    return f"/-/welcome/{load_or_derive_secret('welcome')}"


@pytest.fixture
def stranger() -> Client:
    return Client(HTTP_HOST="harbour.example:8080", enforce_csrf_checks=False)


def test_the_owner_of_an_empty_installation_opens_its_paper(link: str, stranger: Client) -> None:
    asked = stranger.get(link)
    assert (asked.status_code, asked["X-Robots-Tag"], asked["Cache-Control"]) == (
        200,
        "noindex",
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )
    answer = stranger.post(link, ANSWERS)
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    site = Site.objects.get()
    chosen = settings_of(site)
    assert (site.hostname, site.port, site.site_name, site.is_default_site) == (
        "harbour.example",
        8080,
        "The Harbour Post",
        True,
    )
    assert (chosen.language, chosen.time_zone) == ("pt", "Europe/Lisbon")
    owner = User.objects.get()
    assert (owner.email, owner.get_full_name(), owner.is_superuser) == (
        "olu@harbour.example",
        "Olu Adeyemi",
        True,
    )
    assert owner.check_password(ANSWERS["password"])
    assert Contributor.objects.get().user == owner
    assert [section.live for section in SectionPage.objects.all()] == [True]
    assert list(StandingPage.objects.filter(live=False).values_list("policy", flat=True)) == [
        "",
        "legal_notice",
        "comment_policy",
        "privacy",
    ]
    assert stranger.get("/admin/").status_code == 200


def test_the_link_works_once(link: str, stranger: Client) -> None:
    stranger.post(link, ANSWERS)
    second = Client(HTTP_HOST="harbour.example:8080")
    assert second.get(link).status_code == 404
    assert second.post(link, ANSWERS | {"email": "otto@harbour.example"}).status_code == 404
    assert User.objects.count() == 1


def test_another_link_opens_nothing(db: None, stranger: Client) -> None:
    assert stranger.get("/-/welcome/guess").status_code == 404
    assert stranger.post("/-/welcome/guess", ANSWERS).status_code == 404
    assert not User.objects.exists()


def test_a_form_from_elsewhere_opens_nothing(link: str) -> None:
    wary = Client(HTTP_HOST="harbour.example:8080", enforce_csrf_checks=True)
    assert wary.post(link, ANSWERS).status_code == 403
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"paper": ""}, "This field is required."),
        (
            {"time_zone": "Harbour"},
            "“Harbour” is not a time zone. Use a name such as Europe/Lisbon or America/Bogota.",
        ),
        (
            {"password": "short"},
            "This password is too short. It must contain at least 10 characters.",
        ),
        ({"email": "olu"}, "Enter a valid e-mail address."),
        ({"language": "xx"}, "Select a valid choice. xx is not one of the available choices."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(
    link: str, stranger: Client, wrong: dict[str, str], error: str
) -> None:
    answer = stranger.post(link, ANSWERS | wrong)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {next(iter(wrong)): [error]}
    assert not User.objects.exists()
    assert not Site.objects.exists()
    assert not Article.objects.exists()
