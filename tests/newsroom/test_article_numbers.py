"""An article's number is its own for ever: no other gets its short link or its id in feeds."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from byline.newsroom import actions
from byline.newsroom.copy import Copy, Credit, Incoming
from byline.newsroom.models import Article, Contributor, SectionPage
from newsrooms import Publish


def test_the_number_of_the_newest_article_is_not_given_again_when_it_is_deleted(
    publish: Publish, reader: Client
) -> None:
    kept, deleted = publish("Ferry"), publish("Tides")
    number, guid = deleted.post_id, deleted.guid
    Article.objects.get(pk=deleted.pk).delete()
    following = publish("Anchors")
    assert (kept.post_id, number, following.post_id) == (1, 2, 3)
    for address in (f"/s/{number}", f"/?p={number}"):
        assert (reader.get(address).status_code, address) == (404, address)
    for feed in ("/feed/", "/feed/atom/", "/feed.json"):
        text = reader.get(feed).content.decode()
        assert (guid in text, following.guid in text) == (False, True)


def test_nor_are_those_of_all_articles_at_once(news: SectionPage, publish: Publish) -> None:
    publish("Ferry"), publish("Tides")
    for article in Article.objects.all():
        article.delete()
    assert publish("Anchors").post_id == 3


def test_numbers_that_an_import_brings_are_counted_on_from_though_they_are_deleted(
    news: SectionPage, publish: Publish
) -> None:
    brought = actions.import_article(news, Copy(headline="Ferry", post_id=812), live=False)
    Article.objects.get(pk=brought.pk).delete()
    filed = actions.file_article(news, Copy(headline="Tides", post_id=900))
    Article.objects.get(pk=filed.pk).delete()
    several = [Incoming(news, Copy(headline=f"No. {place}"), live=False) for place in range(2)]
    numbers = [article.post_id for article in actions.import_articles(several)]
    assert (numbers, publish("Anchors").post_id) == ([901, 902], 903)


def import_it(section: SectionPage, copy: Copy) -> None:
    actions.import_articles([Incoming(section, copy, live=True)])


@pytest.mark.parametrize("take", [import_it, actions.file_article])
def test_the_number_of_a_deleted_article_cannot_be_brought_by_another(
    news: SectionPage,
    contributor: Contributor,
    publish: Publish,
    take: Callable[[SectionPage, Copy], object],
) -> None:
    deleted = publish("Ferry")
    Article.objects.get(pk=deleted.pk).delete()
    copy = Copy(headline="Tides", post_id=deleted.post_id, credits=[Credit(contributor)])
    with pytest.raises(ValidationError, match="The number 1 belongs to another article, or did"):
        take(news, copy)
    assert not Article.objects.exists()


def test_an_article_that_moves_to_another_site_takes_nobodys_number_there(
    news: SectionPage, publish: Publish
) -> None:
    sister = actions.open_site(name="The Lagoon", hostname="lagoon.example")
    tides = actions.add_section(sister, name="Tides")
    gone = actions.file_article(tides, Copy(headline="Ebb"))
    Article.objects.get(pk=gone.pk).delete()
    moving = publish("Ferry")
    for line in moving.bylines.select_related("contributor"):
        actions.share_contributor(line.contributor, sister)
    moving.move(SectionPage.objects.get(pk=tides.pk), pos="last-child")
    moved = Article.objects.get(pk=moving.pk)
    assert (moving.post_id, gone.post_id, moved.post_id, moved.guid) == (1, 1, 2, moving.guid)
    assert publish("Anchors").post_id == 2
    with pytest.raises(ValidationError):
        actions.file_article(news, Copy(headline="Flood", post_id=1))
