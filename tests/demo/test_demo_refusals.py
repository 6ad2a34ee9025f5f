"""If the demo cannot be loaded, nothing is stored."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from pytest_django import Settings
from wagtail.models import Page, Site

from byline.accounts.actions import create_user
from byline.accounts.models import User
from byline.demo.actions import InstallationNotEmptyError, load_demo
from byline.demo.relative_dates import DemoContentError
from byline.newsroom.actions import open_site
from byline.newsroom.models import Article, Picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media" / "public"
    return tmp_path / "media"


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_small_site_is_loaded(small_site: Path, media: Path) -> None:
    steps: list[tuple[int, int, str]] = []
    signed_in = load_demo(
        lambda done, total, what: steps.append((done, total, what)), content=small_site.parent
    )
    assert (signed_in.hostnames, signed_in.email) == (("echo.localhost",), "alice@echo.example")
    assert steps == [(0, 1, "adding pictures"), (0, 1, "publishing The Weir Echo")]
    heron = Article.objects.published().get()
    assert (heron.permalink, heron.names) == (
        "/2024/03/07/a-heron-stood-on-the-weir/",
        "Alice Weir",
    )
    assert len(files_in(media)) == 1


def test_an_installation_with_a_site_is_refused(small_site: Path) -> None:
    open_site(name="Chronicle", hostname="chronicle.example")
    with pytest.raises(InstallationNotEmptyError, match="This data folder is not empty"):
        load_demo(content=small_site.parent)
    assert (Site.objects.count(), Article.objects.count(), Picture.objects.count()) == (1, 0, 0)


def test_an_installation_with_an_account_is_refused(small_site: Path) -> None:
    create_user("owner@chronicle.example", password="a-long-enough-one")
    with pytest.raises(InstallationNotEmptyError):
        load_demo(content=small_site.parent)
    assert User.objects.count() == 1


def test_a_similar_account_that_may_sign_in_from_anywhere_is_refused(
    small_site: Path,
) -> None:
    create_user("alice@echo.example", password="a-long-enough-one")
    open_site(name="The Weir Echo", hostname="echo.localhost")
    with pytest.raises(InstallationNotEmptyError):
        load_demo(content=small_site.parent)


def test_after_an_error_in_the_files_nothing_is_stored(small_site: Path, media: Path) -> None:
    (small_site / "articles" / "1-heron.md").write_text("no front matter")
    with pytest.raises(DemoContentError):
        load_demo(content=small_site.parent)
    assert (Site.objects.count(), User.objects.count(), files_in(media)) == (0, 0, [])


def test_after_an_article_cannot_be_published_nothing_is_stored(
    small_site: Path, media: Path
) -> None:
    heron = (small_site / "articles" / "1-heron.md").read_text()
    second = heron.replace(
        '"river"', '"town"'
    )  # the same day and slug in another section: one address for two
    (small_site / "articles" / "2-heron-again.md").write_text(second)
    pages = Page.objects.count()
    with pytest.raises(ValidationError, match="Choose another slug"):
        load_demo(content=small_site.parent)
    assert (
        Site.objects.count(),
        User.objects.count(),
        Picture.objects.count(),
        files_in(media),
    ) == (0, 0, 0, [])
    assert Page.objects.count() == pages


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ('article = "swan"', "“swan” is unknown; choose from heron"),
        ('article = "heron"\nreply_to = 1', "there is no response 1 before it"),
        ('article = "heron"\nstate = "liked"', "choose from published, removed, waiting"),
    ],
)
def test_an_impossible_response_is_refused(small_site: Path, row: str, wrong: str) -> None:
    text = f'[[responses]]\n{row}\nname = "Bob"\nposted = "1 day ago, 06:30"\ntext = "So did I."\n'
    (small_site / "responses.toml").write_text(text)
    with pytest.raises(DemoContentError, match=wrong):
        load_demo(content=small_site.parent)
    assert Article.objects.count() == 0
