"""What is refused at the end leaves nothing of its beginning."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from byline.newsroom.models import Article
from cast import Desk
from desk_forms import edit_form


def fresh(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def test_an_article_that_is_refused_when_it_is_published_is_not_saved_either(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = desk.draft("edo", "Ferry")

    def refuse(_article: Article) -> None:
        raise ValidationError("Somebody else was faster.")

    monkeypatch.setattr(Article, "check_names", refuse)
    form = edit_form(draft, title="Ferry stops", filed_in=desk.news.pk)
    path = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    answer = desk.browser("edo").post(
        path,
        form | {"action-publish": "now"},
        headers={"referer": f"http://{desk.site.hostname}{path}"},
    )
    assert answer.status_code == 302
    stored = fresh(draft)
    assert (stored.live, stored.latest_revision_id) == (False, draft.latest_revision_id)
    assert stored.get_latest_revision_as_object().title == "Ferry"
    page = desk.browser("edo").get(path)
    assert page.status_code == 200


def test_of_several_articles_all_are_published_or_none(desk: Desk) -> None:
    signed, unsigned = desk.draft("edo", "Ferry"), desk.draft("edo", "Tides", signed=False)
    edo = desk.browser("edo")
    path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = edo.post(f"{path}?id={signed.pk}&id={unsigned.pk}&next=/admin/", follow=True)
    assert "An article cannot be published without a byline." in answer.content.decode()
    assert (fresh(signed).live, fresh(unsigned).live) == (False, False)
    edo.post(f"{path}?id={signed.pk}&next=/admin/")
    assert fresh(signed).live
