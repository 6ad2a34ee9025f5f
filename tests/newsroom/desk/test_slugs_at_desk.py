import unicodedata
from urllib.parse import unquote

import pytest
from django.test import Client

from byline.newsroom.models import Article, Contributor, SectionPage, StandingPage
from cast import Desk
from desk_forms import article_form, byline_rows, page_form
from newsrooms import HOST

HINDI = "हिन्दी-समाचार"


def test_a_typed_slug_keeps_its_vowel_signs_and_answers(desk: Desk, reader: Client) -> None:
    article = write(desk, "हिन्दी समाचार", slug=HINDI)
    assert (article.slug, reader.get(article.href).status_code) == (HINDI, 200)


def test_a_decomposed_slug_is_stored_in_the_webs_form(desk: Desk) -> None:
    assert write(desk, "Café", slug=unicodedata.normalize("NFD", "café")).slug == "café"


@pytest.mark.parametrize(
    ("headline", "slug"),
    [("हिन्दी समाचार", HINDI), ("น้ำท่วม", "น้ำท่วม"), ("🎉", "party-popper"), ("!!!", "article")],
)
def test_an_article_without_a_slug_gets_that_of_imports(
    desk: Desk, headline: str, slug: str
) -> None:
    assert write(desk, headline).slug == slug


def test_a_copy_may_have_any_scripts_slug(desk: Desk) -> None:
    article = desk.published("edo", "The tide")
    desk.browser("maya").post(
        f"/admin/pages/{article.pk}/copy/",
        {"new_title": "Copy", "new_slug": HINDI, "new_parent_page": desk.news.pk},
    )
    assert Article.objects.exclude(pk=article.pk).get().slug == HINDI


def test_sections_and_pages_have_the_same_slugs(desk: Desk, reader: Client) -> None:
    for kind, fields in (
        ("sectionpage", {"on_front": "on", "description": ""}),
        ("standingpage", {}),
    ):
        form = page_form(title="राजनीति", slug="", **fields) | {"action-publish": "1"}
        desk.browser("olu").post(
            f"/admin/pages/add/newsroom/{kind}/{desk.site.root_page_id}/", form
        )
    section, page = SectionPage.objects.get(title="राजनीति"), StandingPage.objects.get()
    assert (section.slug, page.slug) == ("राजनीति", "राजनीति-2")
    assert reader.get(section.href).status_code == 200
    assert reader.get(f"/{page.slug}/").status_code == 200


def test_a_contributors_slug_keeps_its_marks(desk: Desk) -> None:
    form = {"name": "मीना", "slug": "मीना", "profiles": ""}
    desk.browser("maya").post("/admin/contributors/add/", form)
    assert Contributor.objects.get(name="मीना").slug == "मीना"


def test_tags_in_other_capitals_are_one_in_every_script(desk: Desk, reader: Client) -> None:
    write(desk, "One", tags="Élan, Новости, ΝΈΑ, Straße, चुनाव")
    two = write(desk, "Two", tags="éLAN, НОВОСТИ, νέα, STRASSE, चुनाव, e\u0301lan")
    assert sorted(tag.slug for tag in two.tags.all()) == [
        "elan",
        "straße",
        "νέα",
        "новости",
        "चुनाव",
    ]
    for tag in two.tags.all():
        page = reader.get(f"/tag/{tag.slug}/").content.decode()
        assert ("One" in page, "Two" in page) == (True, True)


def test_tags_are_completed_in_any_capitals_and_not_from_others_drafts(desk: Desk) -> None:
    write(desk, "One", tags="Новости")
    draft = desk.draft("maya", "Secret")
    draft.tags.add("Новый мост")
    draft.save_revision()
    draft.save()
    offered = {
        name: desk.browser(name)
        .get("/admin/tag-autocomplete/newsroom/tag/", {"term": "НОВ"})
        .json()
        for name in ("maya", "rosa", "otto")
    }
    assert offered == {"maya": ["Новости", "Новый мост"], "rosa": ["Новости"], "otto": []}


def test_a_tag_of_emoji_has_an_address(desk: Desk, reader: Client) -> None:
    article = write(desk, "One", tags="🎉, !!!")
    assert sorted(tag.slug for tag in article.tags.all()) == ["party-popper", "tag"]
    page = reader.get(article.href).content.decode()
    assert 'href="/tag/party-popper/"' in page
    assert "/tag//" not in page
    assert reader.get("/tag/party-popper/").status_code == 200


def test_the_address_is_the_slug_in_utf_8(desk: Desk) -> None:
    article = write(desk, "चुनाव", slug="चुनाव")
    assert (unquote(article.href).split("/")[-2], article.href.isascii()) == ("चुनाव", True)


def write(desk: Desk, headline: str, **more: str) -> Article:
    """An article that Edo publishes at the desk."""
    form = article_form(headline, bylines=byline_rows(desk, "edo"), **more)
    form["action-publish"] = "1"
    page = desk.browser("edo").post(
        f"/admin/pages/add/newsroom/article/{desk.news.pk}/", form, HTTP_HOST=HOST, follow=True
    )
    assert page.status_code == 200
    article: Article = Article.objects.get(title=headline)
    return article
