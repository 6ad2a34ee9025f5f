"""A contributor who is new is added while an article is written, by whoever runs the site."""

import pytest
from django.urls import reverse

from byline.newsroom.models import Contributor
from cast import Desk

ADD = "wagtailsnippetchoosers_newsroom_contributor:create"


def test_a_managing_editor_adds_somebody_new_by_name_alone(desk: Desk) -> None:
    answer = desk.browser("maya").post(
        reverse(ADD), {"name": "Zoë Rosa", "position": "Illustrator"}
    )
    added = Contributor.objects.latest("pk")
    assert answer.json()["step"] == "chosen"
    assert answer.json()["result"]["id"] == str(added.pk)
    assert (added.name, added.slug, added.position) == ("Zoë Rosa", "zoe-rosa", "Illustrator")


def test_a_name_that_is_there_already_gets_an_address_of_its_own(desk: Desk) -> None:
    desk.browser("maya").post(reverse(ADD), {"name": "Rosa"})
    assert Contributor.objects.latest("pk").slug == "rosa-2"


@pytest.mark.parametrize("name", ["edo", "rosa", "ana"])
def test_nobody_below_a_managing_editor_adds_one(desk: Desk, name: str) -> None:
    before = Contributor.objects.count()
    answer = desk.browser(name).post(reverse(ADD), {"name": "Zoë Rosa"})
    assert (answer.status_code, Contributor.objects.count()) == (302, before)
