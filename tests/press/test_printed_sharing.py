"""What a site chooses for its share links and its machines shows at once, and on its own pages only."""

import pytest
from proofs import Reader
from test_never_stale import Town, front, town, town_once  # noqa: F401  (fixtures)

from byline.newsroom.models import Article, StandingPage
from byline.press.wsgi import PageCache
from byline.sharing.models import SharingSettings
from newsrooms import HOST

HIT = "byline; hit"


@pytest.fixture
def visitor(town: Town, front: PageCache) -> Reader:  # noqa: F811
    return Reader(front)


def kept(visitor: Reader, paths: list[str]) -> list[str]:
    """Which of these pages are answered from the store."""
    return [path for path in paths if visitor.get(path, HTTP_HOST=HOST).cache_status == HIT]


def test_the_choice_clears_the_pages_that_show_it_and_no_others(
    visitor: Reader,
    town: Town,  # noqa: F811
) -> None:
    article = Article.objects.live().first()
    assert article is not None
    paths = ["/", article.href, "/category/news/", "/feed/"]
    for path in paths:
        visitor.get(path, HTTP_HOST=HOST)
    SharingSettings.objects.create(site=town.site, ways=[("email", None)])
    assert kept(visitor, paths) == ["/category/news/", "/feed/"]


def test_a_page_that_machines_are_told_of_is_told_anew_when_it_moves(
    visitor: Reader,
    town: Town,  # noqa: F811
) -> None:
    page = StandingPage.objects.get(title="Imprint")
    SharingSettings.objects.create(site=town.site, ownership=page)
    visitor.get("/", HTTP_HOST=HOST)
    assert (
        b'"ownershipFundingInfo":"http://harbour.example/imprint/"'
        in visitor.get("/", HTTP_HOST=HOST).body
    )
    page.slug = "who-we-are"
    page.save()
    assert (
        b'"ownershipFundingInfo":"http://harbour.example/who-we-are/"'
        in visitor.get("/", HTTP_HOST=HOST).body
    )


def test_a_page_that_was_chosen_as_a_draft_is_told_of_once_it_is_published(
    visitor: Reader,
    town: Town,  # noqa: F811
) -> None:
    page = StandingPage(title="How we work", slug="how-we-work", live=False)
    town.site.root_page.add_child(instance=page)
    page.save_revision()
    SharingSettings.objects.create(site=town.site, principles=page)
    assert b"publishingPrinciples" not in visitor.get("/", HTTP_HOST=HOST).body
    page.get_latest_revision().publish()
    assert (
        b'"publishingPrinciples":"http://harbour.example/how-we-work/"'
        in visitor.get("/", HTTP_HOST=HOST).body
    )
    StandingPage.objects.get(pk=page.pk).unpublish()
    assert b"publishingPrinciples" not in visitor.get("/", HTTP_HOST=HOST).body
