"""What goes out and comes down by the clock; the clock is pinned."""

from datetime import UTC, datetime, timedelta

import time_machine
from wagtail.signals import page_published

from byline.lib.duties import all_duties
from byline.newsroom import actions, tasks
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Address, Article, Contributor, PublishFailure, SectionPage
from byline.newsroom.signals import ArticleChange, article_changed
from newsrooms import Publish

NINE = datetime(2026, 3, 1, 9, tzinfo=UTC)


def scheduled(
    section: SectionPage, contributor: Contributor, headline: str, at: datetime = NINE
) -> Article:
    """An article that is to go out at this moment, handed in the day before."""
    with time_machine.travel(at - timedelta(days=1), tick=False):
        draft = actions.file_article(
            section, Copy(headline=headline, credits=[Credit(contributor)])
        )
        return actions.publish_article(draft, go_live_at=at)


def live() -> list[str]:
    return list(Article.objects.filter(live=True).order_by("title").values_list("title", flat=True))


def test_a_scheduled_article_goes_out_at_its_time_and_not_before(
    news: SectionPage, contributor: Contributor
) -> None:
    scheduled(news, contributor, "Ferry")
    with time_machine.travel(NINE - timedelta(seconds=1), tick=False):
        tasks.publish_due_articles()
        assert live() == []
    with time_machine.travel(NINE, tick=False):
        tasks.publish_due_articles()
        assert live() == ["Ferry"]
        assert Article.objects.get().published_at == NINE


def test_one_that_cannot_go_out_keeps_no_other_and_says_why(
    news: SectionPage, contributor: Contributor
) -> None:
    first = scheduled(news, contributor, "Anchors", at=NINE - timedelta(minutes=1))
    scheduled(news, contributor, "Ferry")
    path = "/2026/03/01/anchors/"
    other = scheduled(news, contributor, "Boats", at=NINE + timedelta(days=1))
    Address.objects.create(site=news.site, path=path, page=other)
    with time_machine.travel(NINE, tick=False):
        tasks.publish_due_articles()
    assert live() == ["Ferry"]
    assert PublishFailure.objects.get().page_id == first.pk
    assert (
        PublishFailure.objects.get().reason
        == f"{path} is the address of “Boats”. Choose another slug."
    )
    assert Article.objects.get(pk=first.pk).scheduled_revision is not None


def test_it_is_tried_again_and_forgotten_when_it_is_out(
    news: SectionPage, contributor: Contributor
) -> None:
    first = scheduled(news, contributor, "Anchors")
    blocker = Address.objects.create(
        site=news.site, path="/2026/03/01/anchors/", destination="/about/"
    )
    with time_machine.travel(NINE, tick=False):
        tasks.publish_due_articles()
    blocker.delete()
    with time_machine.travel(NINE + timedelta(seconds=10), tick=False):
        tasks.publish_due_articles()
        assert live() == []
    with time_machine.travel(NINE + timedelta(seconds=31), tick=False):
        tasks.publish_due_articles()
    assert live() == ["Anchors"]
    assert not PublishFailure.objects.exists()
    assert Article.objects.get(pk=first.pk).permalink == "/2026/03/01/anchors/"


def test_even_a_broken_revision_keeps_no_other(news: SectionPage, contributor: Contributor) -> None:
    broken = scheduled(news, contributor, "Anchors", at=NINE - timedelta(minutes=1))
    scheduled(news, contributor, "Ferry")
    revision = broken.scheduled_revision
    revision.content["live_revision"] = "no number"
    del revision.content["pk"]
    revision.save()
    with time_machine.travel(NINE, tick=False):
        tasks.publish_due_articles()
    assert live() == ["Ferry"]
    assert PublishFailure.objects.get().page_id == broken.pk


def test_what_has_expired_comes_down(publish: Publish) -> None:
    with time_machine.travel(NINE, tick=False):
        article = publish("Ferry")
        Article.objects.filter(pk=article.pk).update(expire_at=NINE + timedelta(hours=1))
        tasks.unpublish_expired_pages()
        assert live() == ["Ferry"]
    with time_machine.travel(NINE + timedelta(hours=1), tick=False):
        tasks.unpublish_expired_pages()
    assert live() == []
    assert Article.objects.get().expired


def test_the_keeper_knows_both_duties() -> None:
    assert {duty.name: duty.every for duty in all_duties() if duty.name.startswith("newsroom")} == {
        "newsroom.publish_due_articles": 2,
        "newsroom.unpublish_expired_pages": 10,
    }


def test_one_that_is_cancelled_while_others_go_out_stays_a_draft(
    news: SectionPage, contributor: Contributor
) -> None:
    first = scheduled(news, contributor, "Anchors", at=NINE - timedelta(minutes=1))
    second = scheduled(news, contributor, "Ferry")

    def cancel(instance: Article, **kwargs: object) -> None:
        second.revisions.update(approved_go_live_at=None)

    page_published.connect(cancel)
    try:
        with time_machine.travel(NINE, tick=False):
            tasks.publish_due_articles()
    finally:
        page_published.disconnect(cancel)
    assert live() == [first.title]


def test_it_goes_out_once_and_is_dated_as_scheduled_however_late(
    news: SectionPage, contributor: Contributor
) -> None:
    scheduled(news, contributor, "Ferry")
    changes: list[ArticleChange] = []

    def note(change: ArticleChange, **kwargs: object) -> None:
        changes.append(change)

    article_changed.connect(note)
    try:
        for late in (timedelta(hours=3), timedelta(hours=4)):
            with time_machine.travel(NINE + late, tick=False):
                tasks.publish_due_articles()
    finally:
        article_changed.disconnect(note)
    assert [change.is_first_publication for change in changes] == [True]
    article = Article.objects.get()
    assert (article.published_at, article.permalink) == (NINE, "/2026/03/01/ferry/")
    assert article.scheduled_revision is None


def test_it_keeps_that_date_when_it_is_published_again(
    news: SectionPage, contributor: Contributor
) -> None:
    scheduled(news, contributor, "Ferry")
    with time_machine.travel(NINE + timedelta(seconds=2), tick=False):
        tasks.publish_due_articles()
    with time_machine.travel(NINE + timedelta(days=1), tick=False):
        copy = Copy(headline="Ferry again", credits=[Credit(contributor)])
        actions.publish_article(actions.revise_article(Article.objects.get(), copy))
    assert Article.objects.get().published_at == NINE
