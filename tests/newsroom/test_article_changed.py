"""`article_changed` announces every way in which an article changes for readers, once."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from wagtail.models import Page

from byline.newsroom import actions, tasks
from byline.newsroom.actions.articles import correct_article, revise_article
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Article, Contributor, SectionPage
from byline.newsroom.quiet import is_quiet, quietly
from byline.newsroom.signals import ArticleChange, article_changed
from newsrooms import HOST, Publish, text

NINE = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def changes(db: None) -> Iterator[list[ArticleChange]]:
    """What was announced since the list was cleared."""
    heard: list[ArticleChange] = []

    def hear(change: ArticleChange, **kwargs: Any) -> None:
        heard.append(change)

    article_changed.connect(hear)
    yield heard
    article_changed.disconnect(hear)


def test_a_first_publication_is_announced_as_one(
    changes: list[ArticleChange], news: SectionPage, contributor: Contributor
) -> None:
    harbour = actions.add_section(news.site, name="Harbour", parent=news)
    copy = Copy(
        headline="The bridge",
        standfirst="It is open.",
        body=text("New steel."),
        credits=[Credit(contributor)],
        further_sections=[news],
        tags=["steel"],
    )
    draft = actions.file_article(harbour, copy)
    assert changes == []
    article = actions.publish_article(draft)
    [change] = changes
    after = change.after
    assert after is not None
    assert (change.pk, change.site, change.before) == (article.pk, news.site, None)
    assert (change.is_first_publication, change.is_deletion, change.quiet) == (True, False, False)
    assert after.url == f"http://{HOST}{article.href}"
    assert after.lists == (
        "/",
        "/category/news/harbour/",
        "/category/news/",
        "/tag/steel/",
        "/author/rosa-quill/",
    )
    assert after.sections == {harbour.pk, news.pk}
    assert after.contributors == {contributor.pk}
    assert (after.title, after.standfirst) == ("The bridge", "It is open.")
    assert after.words == article.words()


def test_a_change_is_announced_with_what_was_before(
    changes: list[ArticleChange], publish: Publish, contributor: Contributor
) -> None:
    article = publish("The bridge", tags=["steel"])
    changes.clear()
    revised = revise_article(article, Copy("The new bridge", credits=[Credit(contributor)]))
    assert changes == []  # readers see nothing of a draft
    actions.publish_article(revised)
    [change] = changes
    assert change.before is not None
    assert change.after is not None
    assert [change.before.title, change.after.title] == ["The bridge", "The new bridge"]
    assert "/tag/steel/" in change.before.lists
    assert "/tag/steel/" not in change.after.lists
    assert change.is_first_publication is False


def test_publishing_the_same_again_is_no_change(
    changes: list[ArticleChange], publish: Publish
) -> None:
    article = publish("The bridge")
    changes.clear()
    actions.publish_article(article)
    assert changes == []


def test_a_refused_publication_announces_nothing(
    changes: list[ArticleChange], news: SectionPage
) -> None:
    draft = actions.file_article(news, Copy(headline="The bridge"))
    with pytest.raises(ValidationError):
        actions.publish_article(draft)
    assert changes == []


def test_unpublishing_publishing_again_and_deleting_are_announced(
    changes: list[ArticleChange], publish: Publish
) -> None:
    article = publish("The bridge")
    changes.clear()
    actions.unpublish_article(article)
    actions.publish_article(article)
    Page.objects.get(pk=article.pk).delete()
    assert [
        (
            change.before is not None,
            change.after is not None,
            change.is_first_publication,
            change.is_deletion,
        )
        for change in changes
    ] == [(True, False, False, False), (False, True, False, False), (True, False, False, True)]


def test_deleting_several_together_announces_each(
    changes: list[ArticleChange], publish: Publish
) -> None:
    articles = [publish("The bridge").pk, publish("The ferry").pk]
    changes.clear()
    Article.objects.all().delete()
    assert sorted(change.pk for change in changes if change.is_deletion) == articles
    assert len(changes) == 2


def test_a_move_is_announced(
    changes: list[ArticleChange], news: SectionPage, publish: Publish
) -> None:
    sport = actions.add_section(news.site, name="Sport")
    article = publish("The bridge")
    changes.clear()
    article.move(sport, pos="last-child")
    [change] = changes
    assert change.before is not None
    assert change.after is not None
    assert (change.before.section, change.after.section) == (news.pk, sport.pk)
    assert change.after.url == change.before.url


def test_a_published_copy_is_a_first_publication(
    changes: list[ArticleChange], publish: Publish
) -> None:
    article = publish("The bridge")
    changes.clear()
    copied = article.copy(update_attrs={"slug": "the-bridge-2"}, keep_live=True)
    [change] = changes
    assert (change.pk, change.before, change.is_first_publication) == (copied.pk, None, True)


def test_a_scheduled_publication_and_its_end_are_announced(
    changes: list[ArticleChange], news: SectionPage, contributor: Contributor
) -> None:
    with time_machine.travel(NINE - timedelta(days=1), tick=False):
        draft = actions.file_article(news, Copy("Ferry", credits=[Credit(contributor)]))
        with quietly():
            actions.publish_article(draft, go_live_at=NINE)
    assert changes == []
    with time_machine.travel(NINE, tick=False):
        tasks.publish_due_articles()
    [change] = changes
    assert (change.is_first_publication, change.quiet) == (True, False)
    Article.objects.update(expire_at=NINE + timedelta(days=1))
    with time_machine.travel(NINE + timedelta(days=2), tick=False):
        tasks.unpublish_expired_pages()
    assert [change.after for change in changes[1:]] == [None]


def test_an_import_is_announced_quietly(
    changes: list[ArticleChange], news: SectionPage, contributor: Contributor
) -> None:
    copy = Copy(headline="Long ago", credits=[Credit(contributor)])
    article = actions.import_article(news, copy, live=True)
    actions.import_article(news, Copy(headline="Draft"), live=False)
    [change] = changes
    assert (change.before, change.quiet, change.is_first_publication) == (None, True, True)
    assert change.after is not None
    assert change.after.url.endswith(article.href)


def test_a_new_date_of_the_last_change_is_announced(
    changes: list[ArticleChange], publish: Publish
) -> None:
    article = publish("The bridge")
    changes.clear()
    actions.set_updated_at(article, NINE)
    [change] = changes
    assert change.after is not None
    assert change.after.updated_at == NINE


def test_what_is_published_quietly_says_so(
    changes: list[ArticleChange], news: SectionPage, contributor: Contributor
) -> None:
    for quiet in (True, False):
        draft = actions.file_article(news, Copy(f"{quiet}", credits=[Credit(contributor)]))
        actions.publish_article(draft, quiet=quiet)
    assert [change.quiet for change in changes] == [True, False]


def test_a_loud_verb_inside_of_quietly_stays_quiet() -> None:
    with quietly():
        with quietly(only_if=False):
            assert is_quiet()
        assert is_quiet()
    assert not is_quiet()


def test_a_given_date_of_the_last_change_is_kept(
    publish: Publish, contributor: Contributor
) -> None:
    article = publish("The bridge", body=text("Old."))
    copy = Copy("The bridge", body=text("New."), credits=[Credit(contributor)], updated_at=NINE)
    assert actions.publish_article(revise_article(article, copy)).updated_at == NINE


def test_a_correction_is_a_change_of_the_words(
    changes: list[ArticleChange], publish: Publish
) -> None:
    article = publish("The bridge")
    changes.clear()
    actions.publish_article(correct_article(article, "It has two lanes."))
    [change] = changes
    assert change.before is not None
    assert change.after is not None
    assert change.before.words != change.after.words
    assert [text for _kind, text, _at in change.after.corrections] == ["It has two lanes."]


def test_the_search_knows_new_bylines_at_once(
    publish: Publish, news: SectionPage, reader: Any
) -> None:
    article = publish("The bridge")
    other = actions.add_contributor(site=news.site, name="Ivo Sand")
    actions.publish_article(revise_article(article, Copy("The bridge", credits=[Credit(other)])))
    assert "The bridge" in strip_marks(reader.get("/search/?q=ivo").content.decode())
    article.delete()
    assert "The bridge" not in strip_marks(reader.get("/search/?q=ivo").content.decode())


def strip_marks(page: str) -> str:
    return page.replace("<mark>", "").replace("</mark>", "")
