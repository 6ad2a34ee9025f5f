"""The loaded demo, for readers, editors and visitors from elsewhere."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import Page, Site

from byline.accounts.models import User
from byline.demo.actions import DemoSignIn, demo_password, load_demo
from byline.discussion.choices import Premoderation, State
from byline.discussion.models import Comment, CommentRules
from byline.network.models import PolicyVersion
from byline.network.queries import affiliations_of
from byline.newsroom.models import (
    Article,
    Contributor,
    Correction,
    FrontPick,
    Picture,
    SectionPage,
    Staff,
    StandingPage,
)

ELSEWHERE = "203.0.113.9"


def counts() -> dict[str, int]:
    kinds = (
        Site,
        User,
        Page,
        Article,
        Contributor,
        Picture,
        SectionPage,
        StandingPage,
        PolicyVersion,
    )
    return {kind.__name__: kind.objects.count() for kind in kinds}


def get(client: Client, page: Article | StandingPage) -> tuple[int, str]:
    answer = client.get(page.get_url_parts()[2], headers={"host": page.get_site().hostname})
    return answer.status_code, answer.content.decode()


@pytest.mark.django_db
def test_the_demo_has_two_sites(loaded_demo: DemoSignIn) -> None:
    papers = {
        site.hostname: (
            Article.objects.published().on(site).count(),
            SectionPage.objects.filter(site=site).count(),
            StandingPage.objects.descendant_of(site.root_page).live().count(),
        )
        for site in Site.objects.order_by("hostname")
    }
    assert papers == {"localhost": (37, 10, 4), "saffara.localhost": (8, 5, 4)}
    assert Contributor.objects.count() == 12
    assert Site.objects.get(is_default_site=True).hostname == "localhost"


@pytest.mark.django_db
def test_every_published_article_is_read_at_its_address(
    loaded_demo: DemoSignIn, client: Client
) -> None:
    for article in Article.objects.published().select_related("site"):
        status, page = get(client, article)
        assert (status, page.count("<h1")) == (200, 1), article
        assert f"{article.title[:20]}" in page.replace("&#x27;", "'"), article


@pytest.mark.django_db
def test_corrections_and_the_owner_are_shown(
    loaded_demo: DemoSignIn,
) -> None:
    texts = (
        Correction.objects.filter(article__live=True)
        .order_by("published_at")
        .values_list("article__slug", "kind")
    )
    assert list(texts) == [
        ("what-thirteen-councillors-claimed-line-by-line", "correction"),
        ("town-clock-eleven-minutes", "correction"),
        ("bridge-opening-date", "clarification"),
    ]
    assert {
        site.hostname: [affiliation.relationship for affiliation in affiliations_of(site)]
        for site in Site.objects.all()
    } == {
        "localhost": ["owner", "sponsor", "partner"],
        "saffara.localhost": [],
    }
    assert list(Contributor.objects.exclude(fediverse="").values_list("slug", flat=True)) == [
        "tom-marrable"
    ]


@pytest.mark.django_db
def test_readers_cannot_see_unpublished_articles(loaded_demo: DemoSignIn, client: Client) -> None:
    waiting = Article.objects.exclude(live=True)
    assert sorted(waiting.values_list("slug", flat=True)) == ["the-bridge-opens", "where-to-stand"]
    assert [get(client, article)[0] for article in waiting] == [404, 404]
    scheduled = waiting.get(slug="where-to-stand")
    assert scheduled.approved_schedule
    assert scheduled.go_live_at.astimezone(ZoneInfo("Europe/London")).strftime("%H:%M") == "06:30"


@pytest.mark.django_db
def test_no_article_is_dated_after_the_day_of_loading(loaded_demo: DemoSignIn) -> None:
    newest = Article.objects.published().newest_first().first()
    assert newest is not None
    assert newest.slug == "tuesdays-bins-become-wednesdays"
    assert newest.published_at < datetime.now(ZoneInfo("UTC"))


@pytest.mark.django_db
def test_every_picture_has_a_description_and_a_credit(loaded_demo: DemoSignIn) -> None:
    assert Picture.objects.count() == 63
    assert not Picture.objects.filter(description="").exists()
    assert not Picture.objects.filter(credit="").exists()


@pytest.mark.django_db
def test_the_editors_picks_lead_the_front_page(loaded_demo: DemoSignIn, client: Client) -> None:
    front = Site.objects.get(hostname="localhost").root_page
    picked = (
        FrontPick.objects.filter(front=front)
        .order_by("sort_order")
        .values_list("article__slug", flat=True)
    )
    assert list(picked)[:3] == [
        "bridge-opening-date",
        "nine-weeks",
        "ferry-to-go-on-running-until-the-bridge-is-believed-in",
    ]
    page = client.get("/", headers={"host": "localhost"}).content.decode()
    assert page.index("Old Bridge to open on") < page.index("Nine weeks")


@pytest.mark.django_db
def test_the_sister_site_is_written_from_right_to_left(
    loaded_demo: DemoSignIn, client: Client
) -> None:
    page = client.get("/", headers={"host": "saffara.localhost"}).content.decode()
    assert 'dir="rtl"' in page
    assert "صفّارة الميناء" in page


@pytest.mark.django_db
@pytest.mark.parametrize("hostname", ["localhost", "saffara.localhost"])
def test_each_site_has_its_policies_in_force(loaded_demo: DemoSignIn, hostname: str) -> None:
    versions = PolicyVersion.objects.filter(site__hostname=hostname).values_list("kind", "number")
    assert sorted(versions) == [("comment_policy", 1), ("legal_notice", 1), ("privacy", 1)]


@pytest.mark.django_db
def test_links_between_articles_lead_to_articles(loaded_demo: DemoSignIn, client: Client) -> None:
    flood = Article.objects.get(slug="the-night-the-river-came-back")
    assert (
        '/2019/11/14/river-takes-the-ings-and-then-takes-tenter-row/">flood of 2019</a>'
        in get(client, flood)[1]
    )


@pytest.mark.django_db
def test_a_gallery_shows_its_five_pictures(loaded_demo: DemoSignIn, client: Client) -> None:
    market = Article.objects.get(slug="saturday-market-before-the-customers")
    page = get(client, market)[1]
    shown = [
        "Three market stalls",
        "Six crates",
        "Five rows of mackerel",
        "Six round cheeses",
        "Five buckets",
    ]
    assert [words for words in shown if page.count(f'alt="{words}') == 1] == shown


@pytest.mark.django_db
def test_the_minutes_can_be_downloaded(loaded_demo: DemoSignIn, client: Client) -> None:
    budget = Article.objects.get(slug="budget-passes-by-one-vote-cast-from-a-ditch")
    (document,) = [
        block.value["document"] for block in budget.body if block.block_type == "document"
    ]
    with default_storage.open(document.file.name) as file:
        assert file.read(8) == b"%PDF-1.4"


@pytest.mark.django_db
def test_the_printed_password_works_on_this_machine(
    loaded_demo: DemoSignIn, client: Client
) -> None:
    form = {"login": loaded_demo.email, "password": loaded_demo.password, "next": "/admin/"}
    here = client.post(reverse("account_login"), form, headers={"host": "localhost"})
    assert (here.status_code, here.url) == (302, "/admin/")  # type: ignore[attr-defined]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "email",
    ["editor@bellman.example", "letters@bellman.example", "tom.marrable@bellman.example"],
)
def test_the_printed_password_works_on_no_other(
    loaded_demo: DemoSignIn, client: Client, email: str
) -> None:
    form = {"login": email, "password": demo_password()}
    answer = client.post(
        reverse("account_login"), form, headers={"host": "localhost"}, REMOTE_ADDR=ELSEWHERE
    )
    assert answer.status_code == 200
    assert isinstance(answer.wsgi_request.user, AnonymousUser)


@pytest.mark.django_db
def test_three_people_hold_three_roles(loaded_demo: DemoSignIn) -> None:
    held = Staff.objects.filter(group__user__isnull=False).values_list(
        "group__user__email", "role", "section__slug"
    )
    assert sorted(held) == [
        ("editor@bellman.example", "owner", None),
        ("letters@bellman.example", "editor", "opinion"),
        ("tom.marrable@bellman.example", "contributor", None),
    ]
    assert (
        Article.objects.get(slug="the-bridge-opens").owner.email == "tom.marrable@bellman.example"
    )


@pytest.mark.django_db
def test_loading_it_twice_changes_nothing(loaded_demo: DemoSignIn) -> None:
    before = counts()
    assert load_demo() == loaded_demo
    assert counts() == before


@pytest.mark.django_db
def test_a_changed_password_is_not_shown(loaded_demo: DemoSignIn) -> None:
    editor = User.objects.get(email=loaded_demo.email)
    editor.set_password("something-of-ones-own")
    editor.save()
    assert load_demo() == DemoSignIn(loaded_demo.hostnames, loaded_demo.email, "")


@pytest.mark.django_db
def test_there_are_responses_and_two_are_pending(loaded_demo: DemoSignIn, client: Client) -> None:
    bridge = Article.objects.get(slug="bridge-opening-date")
    responses = list(Comment.objects.on(bridge).exclude(number=None).in_order())
    assert [comment.number for comment in responses] == list(range(1, 11))
    assert [comment.number for comment in responses if comment.state == State.REMOVED] == [5]
    assert Comment.objects.on(bridge).filter(number=None, state=State.PENDING).count() == 2
    page = get(client, bridge)[1]
    assert page.count('class="response author"') == 1
    assert "9 responses to" in page
    assert "bridging loan" not in page
    assert CommentRules.for_site(bridge.site).premoderation == Premoderation.FIRST


@pytest.mark.django_db
def test_every_installation_makes_a_password_of_its_own(
    loaded_demo: DemoSignIn, tmp_path: Path, settings: Settings
) -> None:
    assert re.fullmatch(r"([a-z2-9]{4}-){3}[a-z2-9]{4}", loaded_demo.password)
    settings.DATA = tmp_path
    if settings.OPTIONS.database.get_secret_value():
        settings.SECRET_KEY = "the key of another installation"
    assert demo_password() not in (loaded_demo.password, "out-on-thursdays")
    file = tmp_path / "secrets" / "demo-password"
    # On PostgreSQL, where there may be other nodes, it follows from their key.
    assert file.exists() == (settings.OPTIONS.database.get_secret_value() == "")
    assert not file.exists() or file.stat().st_mode & 0o777 == 0o600
