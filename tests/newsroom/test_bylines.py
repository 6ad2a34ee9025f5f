import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Site

from byline.newsroom import actions
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Address, Article, Contributor, SectionPage
from newsrooms import Publish


def test_an_article_cannot_be_published_without_a_byline(news: SectionPage) -> None:
    draft = actions.file_article(news, Copy(headline="By nobody"))
    with pytest.raises(ValidationError) as refused:
        actions.publish_article(draft)
    assert refused.value.messages == ["An article cannot be published without a byline."]
    assert (Article.objects.get().live, Address.objects.exists()) == (False, False)


def test_names_stand_in_their_order_with_what_they_did(
    publish: Publish, contributor: Contributor
) -> None:
    others = [
        actions.add_contributor(site=contributor.site, name=name)
        for name in ("Ivo Sand", "Lea Marsh")
    ]
    article = publish(
        "Three hands",
        credits=[
            Credit(others[1], "photographs"),
            Credit(contributor),
            Credit(others[0], "translated"),
        ],
    )
    named = [
        (byline.contributor.name, byline.role)
        for byline in Article.objects.get(pk=article.pk).bylines.all()
    ]
    assert named == [("Lea Marsh", "photographs"), ("Rosa Quill", "by"), ("Ivo Sand", "translated")]


def test_a_renamed_address_of_a_contributor_leads_on(
    publish: Publish, contributor: Contributor, reader: Client
) -> None:
    publish("Bridge")
    for slug in ("rosa-q", "rosa"):
        contributor.slug = slug
        contributor.save()
    assert [reader.get(f"/author/{slug}/")["Location"] for slug in ("rosa-quill", "rosa-q")] == [
        "/author/rosa/"
    ] * 2
    contributor.slug = "rosa-quill"
    contributor.save()
    assert reader.get("/author/rosa-quill/").status_code == 200
    assert reader.get("/author/rosa/")["Location"] == "/author/rosa-quill/"


def test_nobody_has_a_page_on_a_site_they_never_wrote_for(
    harbour_post: Site, contributor: Contributor, reader: Client
) -> None:
    assert reader.get("/author/rosa-quill/").status_code == 404


def test_two_of_one_name_get_two_addresses(contributor: Contributor) -> None:
    assert actions.add_contributor(site=contributor.site, name="Rosa Quill").slug == "rosa-quill-2"
