"""A correction through the article's own form."""

from typing import Any

import time_machine
from django.urls import reverse

from byline.newsroom.models import Article, Correction
from cast import Desk
from desk_forms import edit_form

NOON = "2026-03-03T12:00:00+13:00"
TOLD = {"kind": "correction", "text": "The ferry is late, not back."}


def edit(desk: Desk, name: str, article: Article, **sent: Any) -> Any:
    return desk.browser(name).post(
        reverse("wagtailadmin_pages:edit", args=[article.pk]), edit_form(article, **sent)
    )


def test_an_editor_tells_it_and_publishes(desk: Desk) -> None:
    article = desk.published("rosa", "The ferry is back")
    with time_machine.travel(NOON, tick=False):
        edit(desk, "edo", article, corrections=[TOLD], **{"action-publish": "1"})
    [correction] = Correction.objects.all()
    assert (
        correction.text,
        correction.get_kind_display(),
        correction.published_at.isoformat(),
    ) == (
        "The ferry is late, not back.",
        "Correction",
        "2026-03-02T23:00:00+00:00",
    )
    form = (
        desk.browser("edo")
        .get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
        .context["form"]
    )
    assert [row.initial["published_at"] for row in form.formsets["corrections"].initial_forms] == [
        correction.published_at
    ]


def test_a_date_to_come_is_said_beside_the_field_and_nothing_is_kept(desk: Desk) -> None:
    article = desk.published("rosa", "The ferry is back")
    with time_machine.travel(NOON, tick=False):
        later = TOLD | {"published_at": "2026-03-04 12:00"}
        answer = edit(desk, "edo", article, corrections=[later], **{"action-publish": "1"})
    assert answer.context["form"].formsets["corrections"].errors == [
        {
            "published_at": [
                "The date must be in the past. Leave it empty to use the time of publication."
            ]
        }
    ]
    assert Correction.objects.count() == 0


def test_a_contributor_cannot_correct_what_is_published(desk: Desk) -> None:
    article = desk.published("rosa", "The ferry is back")
    edit(desk, "rosa", article, corrections=[TOLD], **{"action-publish": "1"})
    assert Correction.objects.count() == 0
