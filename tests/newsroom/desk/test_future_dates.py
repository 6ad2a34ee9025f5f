"""A date that is still to come is a schedule at every door: nothing is out before its time."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from byline.newsroom import actions, tasks
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Article
from cast import Desk
from desk_forms import article_form, byline_rows, edit_form
from newsrooms import HOST

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
SECRET = "The mayor resigns"
NOT_YET = (
    "This date is in the future. Enter it under “Publish on” instead, or enter the past date on "
    "which the article was first published."
)
PUBLIC = (
    "/",
    "/page/2/",
    "/category/news/",
    "/author/edo/",
    "/tag/mayor/",
    "/2026/",
    "/2026/03/",
    "/2026/03/02/",
    "/search/?q=mayor",
    "/feed/",
    "/feed/atom/",
    "/feed.json",
    "/category/news/feed/",
    "/tag/mayor/feed/",
    "/author/edo/feed/",
    "/2026/03/02/feed/",
    "/sitemap.xml",
    "/sitemap-news.xml",
    "/sitemap-sections.xml",
    "/llms.txt",
    "/feed.opml",
    "/api/v1/articles/",
    "/api/v1/sections/",
    "/api/v1/contributors/",
    "/2026/03/01/out-today/",
    "/2026/03/02/the-mayor-resigns/",
    "/2026/03/02/the-mayor-resigns/feed/",
    "/2026/03/02/the-mayor-resigns.md",
)


@pytest.fixture(autouse=True)
def nine_in_the_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def fresh(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def draft_dated_later(desk: Desk) -> Article:
    """A draft whose stored version has a date to come, as an older program might have left it."""
    draft = desk.draft("edo", SECRET)
    revision = draft.latest_revision
    revision.content["published_at"] = LATER.isoformat()
    revision.save()
    return fresh(draft)


def by_bulk(desk: Desk, draft: Article) -> None:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    desk.browser("edo").post(f"{url}?id={draft.pk}&next=/admin/")


def by_api(desk: Desk, draft: Article) -> None:
    url = reverse("wagtailadmin_api:pages:action", args=[draft.pk, "publish"])
    assert desk.browser("edo").post(url).status_code == 200


def by_approval(desk: Desk, draft: Article) -> None:
    draft.get_workflow().start(draft, desk.people["rosa"])
    state = fresh(draft).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.pk])
    desk.browser("edo").post(url)


def by_script(desk: Desk, draft: Article) -> None:
    actions.publish_article(draft)


@pytest.mark.parametrize("publish", [by_bulk, by_api, by_approval, by_script])
def test_a_date_to_come_schedules_by_whatever_door(
    desk: Desk, publish: Callable[[Desk, Article], None]
) -> None:
    draft = draft_dated_later(desk)
    publish(desk, draft)
    article = fresh(draft)
    assert (article.live, article.permalink, article.published_at) == (False, "", None)
    assert article.scheduled_revision.approved_go_live_at == LATER
    with time_machine.travel(LATER, tick=False):
        tasks.publish_due_articles()
    assert (fresh(draft).live, fresh(draft).published_at) == (True, LATER)


def test_an_import_schedules_what_is_dated_later(desk: Desk) -> None:
    copy = Copy(headline=SECRET, credits=[Credit(desk.names["edo"])], published_at=LATER)
    article = actions.import_article(desk.news, copy, live=True)
    assert (article.live, article.permalink) == (False, "")
    with time_machine.travel(LATER, tick=False):
        tasks.publish_due_articles()
    assert (fresh(article).live, fresh(article).published_at) == (True, LATER)


def test_a_new_version_with_a_later_date_leaves_the_published_one_as_it_is(desk: Desk) -> None:
    article = desk.published("edo", "The mayor stays")
    copy = Copy(headline=SECRET, credits=[Credit(desk.names["edo"])], published_at=LATER)
    actions.publish_article(actions.revise_article(article, copy))
    assert (fresh(article).title, fresh(article).published_at) == ("The mayor stays", NOW)
    with time_machine.travel(LATER, tick=False):
        tasks.publish_due_articles()
    assert (fresh(article).title, fresh(article).published_at) == (SECRET, NOW)


@pytest.mark.parametrize("button", ["action-publish", "action-submit", "draft"])
def test_the_desk_refuses_a_first_publication_that_is_still_to_come(
    desk: Desk, button: str
) -> None:
    sent = {
        **article_form(SECRET, slug="mayor", bylines=byline_rows(desk, "edo")),
        "published_at": "2026-03-02 22:00",
        button: "1",
    }
    url = reverse("wagtailadmin_pages:add", args=["newsroom", "article", desk.news.pk])
    refused = desk.browser("edo").post(url, sent)
    assert refused.context["form"].errors == {"published_at": [NOT_YET]}
    assert not Article.objects.exists()


def test_no_code_can_put_a_later_date_on_what_is_out(desk: Desk) -> None:
    article = desk.published("edo", "Out today")
    article.published_at = LATER
    with pytest.raises(ValidationError, match="in the future"):
        article.save(clean=False)
    assert fresh(article).published_at == NOW


def test_nothing_of_a_scheduled_article_is_public_before_its_time(desk: Desk) -> None:
    desk.published("edo", "Out today")
    named = [Credit(desk.names["edo"])]
    copy = Copy(headline=SECRET, credits=named, tags=["mayor"], published_at=LATER)
    article = actions.publish_article(actions.file_article(desk.news, copy))
    numbered = (f"/s/{article.post_id}", f"/?p={article.post_id}")
    before = pages(*PUBLIC, *numbered, f"/api/v1/articles/{article.post_id}/")
    assert shows_it(before) == set()
    with time_machine.travel(LATER, tick=False):
        tasks.publish_due_articles()
        after = pages(*PUBLIC, f"/api/v1/articles/{article.post_id}/")
    shown = {"/", "/feed/", "/sitemap-news.xml", "/api/v1/articles/", "/search/?q=mayor"}
    assert shown < shows_it(after)


def shows_it(answers: dict[str, str]) -> set[str]:
    return {path for path, text in answers.items() if SECRET in text or "mayor-resigns" in text}


def pages(*paths: str) -> dict[str, str]:
    """What a reader gets at each address, without the address itself."""
    reader = Client(HTTP_HOST=HOST)
    answers: dict[str, Any] = {path: reader.get(path) for path in paths}
    return {
        path: answer.content.decode().replace(path, "") + answer.get("Location", "")
        for path, answer in answers.items()
    }


def test_what_was_cancelled_or_published_meanwhile_does_not_go_out_again(desk: Desk) -> None:
    copy = Copy(headline=SECRET, credits=[Credit(desk.names["edo"])], published_at=LATER)
    article = actions.publish_article(actions.file_article(desk.news, copy))
    edo = desk.browser("edo")
    cancel = reverse(
        "wagtailadmin_pages:revisions_unschedule", args=[article.pk, article.scheduled_revision.pk]
    )
    edo.post(cancel)
    with time_machine.travel(LATER, tick=False):
        tasks.publish_due_articles()
        assert not fresh(article).live
    form = edit_form(fresh(article), **{"action-publish": "now"})
    assert edo.post(reverse("wagtailadmin_pages:edit", args=[article.pk]), form).status_code == 302
    assert (fresh(article).live, fresh(article).published_at) == (True, NOW)
