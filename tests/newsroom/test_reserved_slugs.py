"""Nothing can be called what Byline answers to itself."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Site

from byline.newsroom import actions
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Contributor, SectionPage
from newsrooms import Publish


@pytest.mark.parametrize("slug", ["feed", "page", "trackback"])
def test_a_section_cannot_be_called_what_answers_behind_a_section(
    slug: str, news: SectionPage
) -> None:
    with pytest.raises(ValidationError) as refused:
        actions.add_section(news.site, name="Feed", slug=slug, parent=news)
    words = f"The slug “{slug}” is reserved, so a section cannot have it. Choose another slug."
    assert refused.value.message_dict == {"slug": [words]}
    assert SectionPage.objects.count() == 1


def test_a_section_that_is_named_so_gets_another_slug(news: SectionPage, reader: Client) -> None:
    section = actions.add_section(news.site, name="Feed", parent=news)
    assert section.address == "/category/news/feed-2/"
    assert reader.get(section.href).context["section"] == section


def test_lists_may_be_called_so_and_are_found(
    harbour_post: Site, publish: Publish, reader: Client
) -> None:
    ana = actions.add_contributor(site=harbour_post, name="Feed")
    section = actions.add_section(harbour_post, name="Respond")
    publish(
        "The tide", section=section, tags=["Feed", "Trackback", "Respond"], credits=[Credit(ana)]
    )
    paths = [
        "/tag/feed/",
        "/tag/trackback/",
        "/tag/respond/",
        "/author/feed/",
        "/category/respond/",
    ]
    shown = {
        path: [article.title for article in reader.get(path).context["page"].articles]
        for path in paths
    }
    assert shown == {path: ["The tide"] for path in paths}
    assert b"The tide" in reader.get("/tag/feed/feed/").content


@pytest.mark.parametrize("slug", ["trackback", "respond", "comment-page-2"])
def test_an_article_cannot_stand_where_something_is_sent_or_shown_of_another(
    slug: str, news: SectionPage, contributor: Contributor, publish: Publish, reader: Client
) -> None:
    with pytest.raises(ValidationError) as refused:
        publish(slug)
    assert list(refused.value.message_dict) == ["slug"]
    draft = actions.file_article(news, Copy(slug, slug=f"{slug}s", credits=[Credit(contributor)]))
    assert reader.get(actions.publish_article(draft).permalink).status_code == 200
