"""No save changes a field that the person did not touch, whichever button it is and however it ends.

The form is read from the page, as a browser does, and sent back as browsers send it.
"""

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django import forms
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import html
from wagtail.test.utils.form_data import nested_form_data, streamfield

from byline.newsroom import actions
from byline.newsroom.copy import Copy, CorrectionCopy, Credit
from byline.newsroom.models import Article, Picture, SectionPage
from cast import Desk

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
TWICE = datetime(2025, 4, 5, 13, 30, 17, 250_000, tzinfo=UTC)  # half past two, twice, in Auckland
BODY = [
    {"type": "heading", "value": {"text": "At the quay", "level": "2"}},
    {"type": "code", "value": {"code": "one\n  two", "language": ""}},
]
CONTROLS = ("input", "select", "textarea")
FORMSETS = ("bylines", "corrections")
NOT_ENTERED_HERE = {"lead_picture", "body", "comment_notifications"}
IN_VAIN = "2031-01-01 08:00"  # a first publication that is still to come is refused


@pytest.fixture
def articles(desk: Desk, picture: Picture) -> dict[str, Article]:
    """A draft in the second section and a published article, with something in every field."""
    made = {}
    for name in ("draft", "published"):
        copy = Copy(
            headline=f"The ferry  is back: {name}",
            body=BODY,
            slug=f"ferry-{name}",
            standfirst=" It is back.\n\nAt last. ",
            lead_picture=picture,
            lead_caption="At  the quay",
            label="analysis",
            machine_assisted=True,
            credits=[Credit(desk.names["edo"]), Credit(desk.names["rosa"], "photographs")],
            further_sections=[desk.news, desk.tides],
            tags=["quay", "ferry, old", "the tide"],
            published_at=TWICE,
            ownership_line="The harbour board owns half of us.",
            notice_line="Corrected  twice.",
            respond="closed",
            pings="open",
            seo_title="Ferry",
            search_description="Back\nagain",
            corrections=[CorrectionCopy("It was late.\nVery.", published_at=TWICE)],
        )
        made[name] = actions.file_article(desk.sport, copy, owner=desk.people["maya"])
    made["published"] = actions.publish_article(made["published"])
    draft = made["draft"].get_latest_revision_as_object()
    draft.go_live_at = datetime(2027, 4, 3, 13, 30, 17, tzinfo=UTC)
    draft.expire_at = datetime(2027, 9, 25, 13, 59, 59, 999_000, tzinfo=UTC)
    draft.save_revision(clean=False)
    return made


def edit(article: Article) -> str:
    return reverse("wagtailadmin_pages:edit", args=[article.pk])


def as_a_browser_sends(page: str, article: Article | None = None) -> QueryDict:
    """The form on the page. Scripts fill in the body; lines end with CRLF."""
    data = QueryDict(mutable=True)
    for control in html.fromstring(page).get_element_by_id("page-edit-form").iter(*CONTROLS):
        for value in _values_of(control):
            data.appendlist(control.get("name"), re.sub(r"\r?\n", "\r\n", value))
    blocks = latest(article).body.raw_data if article else []
    body = streamfield([(block["type"], block["value"]) for block in blocks])
    for place, block in enumerate(blocks):
        body[str(place)]["id"] = block["id"]
    for name, value in nested_form_data({"body": body}).items():
        data[name] = value.replace("\n", "\r\n")
    return data


def _values_of(control: Any) -> list[str]:
    name, kind = control.get("name"), control.get("type", "")
    if not name or "__prefix__" in name or kind in ("submit", "button", "file"):
        return []
    if control.tag == "textarea":
        return [(control.text or "").removeprefix("\n")]
    if control.tag == "select":
        chosen = control.xpath(".//option[@selected]")
        shown = chosen or ([] if control.get("multiple") is not None else control[:1])
        return [option.get("value", "") for option in shown]
    if kind in ("checkbox", "radio") and control.get("checked") is None:
        return []
    default = "on" if kind == "checkbox" else ""
    return [control.get("value", default)]


def latest(article: Article) -> Article:
    stored: Article = Article.objects.get(pk=article.pk).get_latest_revision_as_object()
    return stored


def stored_values(article: Article, names: Iterable[str]) -> dict[str, Any]:
    """What the newest version has in each of the form's fields and rows."""
    content = latest(article).serializable_data()
    values = {name: content[name] for name in names if name in content}
    values["body"] = json.loads(content["body"])  # PostgreSQL keeps no order of an object's names
    values["filed_in"] = Article.objects.get(pk=article.pk).get_parent().pk
    values["tags"] = sorted(tag.name for tag in latest(article).tags.all())
    for name in FORMSETS:
        values[name] = [{**row, "pk": 0, "article": 0} for row in content[name]]
    return values


def another_value(field: forms.Field, sent: list[str], count: int) -> list[str]:
    """What somebody might enter instead."""
    match field:
        case forms.BooleanField():
            return [] if sent else ["on"]
        case forms.ModelMultipleChoiceField():
            return [str(pk) for pk in field.queryset.values_list("pk", flat=True)][: count % 3]
        case forms.ChoiceField():
            choices = [str(value) for value, _label in field.choices if value]
            return [choices[count % len(choices)]]
        case forms.DateTimeField():
            return ["2025-03-04 05:06" if field.label == "First published" else "2027-05-06 07:08"]
        case forms.SlugField():
            return [f"another-{count}"]
        case _:
            return [f"Something else {count}"]


touches = st.sets(st.integers(min_value=0, max_value=100), max_size=3)
endings = st.sampled_from(["draft", "autosave", "refused now", "refused later", "refused review"])
REFUSED = {
    "refused now": ("action-publish", "now"),
    "refused later": ("action-publish", "later"),
    "refused review": ("action-submit", "action-submit"),
}
counts = iter(range(10_000))


@settings(
    max_examples=6,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(which=st.sampled_from(["draft", "published"]), touched=touches, ending=endings)
def test_a_save_changes_only_what_was_touched(
    desk: Desk, articles: dict[str, Article], which: str, touched: set[int], ending: str
) -> None:
    with time_machine.travel(NOW, tick=True):
        article, maya = articles[which], desk.browser("maya")
        shown = maya.get(edit(article))
        fields = shown.context["form"].fields
        before = stored_values(article, fields)
        sent = as_a_browser_sends(shown.content.decode(), article)
        names = {sorted(fields)[number % len(fields)] for number in touched}
        names -= NOT_ENTERED_HERE
        for name in names:
            sent.setlist(name, another_value(fields[name], sent.getlist(name), next(counts)))
        if ending in REFUSED:
            sent = refuse(maya, article, sent, REFUSED[ending])
        finish(maya, article, sent, by_itself=ending != "draft")
        after = stored_values(article, fields)
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= names


def refuse(maya: Client, article: Article, sent: QueryDict, button: tuple[str, str]) -> QueryDict:
    """Press a button with a mistake in the form; then what the page shows, mistake corrected."""
    mistaken = sent.copy()
    mistaken["published_at"], mistaken[button[0]] = IN_VAIN, button[1]
    refused = maya.post(edit(article), mistaken)
    assert "published_at" in refused.context["form"].errors
    again = as_a_browser_sends(refused.content.decode(), article)
    again["published_at"] = sent["published_at"]
    lost = {name for name, values in sent.lists() if again.getlist(name) != values}
    assert lost <= {"csrfmiddlewaretoken"}
    return again


def finish(maya: Client, article: Article, sent: QueryDict, *, by_itself: bool) -> None:
    if by_itself:
        answer = maya.post(edit(article), sent, HTTP_ACCEPT="application/json")
        assert answer.json().get("success"), answer.json()
    else:
        answer = maya.post(edit(article), sent)
        assert answer.status_code == 302, answer.context["form"].errors


def test_publishing_again_changes_nothing_either(desk: Desk, articles: dict[str, Article]) -> None:
    with time_machine.travel(NOW, tick=True):
        article, maya = articles["published"], desk.browser("maya")
        shown = maya.get(edit(article))
        names = shown.context["form"].fields
        before = stored_values(article, names)
        sent = as_a_browser_sends(shown.content.decode(), article)
        sent["action-publish"] = "now"
        assert maya.post(edit(article), sent).status_code == 302
        after = stored_values(article, names)
        published = Article.objects.get(pk=article.pk)
    assert after == before
    assert (published.published_at, published.updated_at) == (TWICE, None)


@pytest.mark.parametrize("button", [("action-publish", "now"), ("action-submit", "1"), ("", "")])
def test_a_refused_new_article_stays_in_the_section_that_was_chosen(
    desk: Desk, button: tuple[str, str]
) -> None:
    maya, add = desk.browser("maya"), add_in(desk.sport)
    sent = as_a_browser_sends(maya.get(add).content.decode())
    assert sent["filed_in"] == str(desk.sport.pk)
    enter(sent, title="Ferry", slug="ferry", published_at=IN_VAIN)
    sent[button[0]] = button[1]
    refused = maya.post(add, sent)
    again = as_a_browser_sends(refused.content.decode())
    assert (refused.status_code, again["filed_in"]) == (200, str(desk.sport.pk))
    enter(again, published_at="")
    saved = maya.post(add, again, HTTP_ACCEPT="application/json").json()
    assert Article.objects.get(pk=saved["pk"]).section == desk.sport


def test_a_new_article_is_created_in_the_section_chosen_in_its_form(desk: Desk) -> None:
    maya = desk.browser("maya")
    sent = as_a_browser_sends(maya.get(add_in(desk.sport)).content.decode())
    enter(sent, title="Ferry", slug="ferry", filed_in=str(desk.news.pk))
    assert maya.post(add_in(desk.sport), sent).status_code == 302
    assert Article.objects.get().section == desk.news


def test_a_section_of_another_site_or_without_the_right_is_refused(desk: Desk) -> None:
    edo, add = desk.browser("edo"), add_in(desk.news)
    sent = as_a_browser_sends(edo.get(add).content.decode())
    enter(sent, title="Ferry", slug="ferry")
    for section in (desk.tides, desk.sport):
        sent["filed_in"], sent["action-publish"] = str(section.pk), "now"
        refused = edo.post(add, sent)
        assert (refused.status_code, list(refused.context["form"].errors)) == (200, ["filed_in"])
    assert not Article.objects.exists()


def test_a_draft_is_not_published_in_a_section_without_the_right(desk: Desk) -> None:
    draft, edo = desk.draft("edo", "Ferry"), desk.browser("edo")
    sent = as_a_browser_sends(edo.get(edit(draft)).content.decode(), draft)
    sent["filed_in"], sent["action-publish"] = str(desk.sport.pk), "now"
    refused = edo.post(edit(draft), sent)
    assert list(refused.context["form"].errors) == ["filed_in"]
    assert (Article.objects.get().live, Article.objects.get().section) == (False, desk.news)


def test_a_form_without_a_section_leaves_the_article_where_it_is(desk: Desk) -> None:
    draft, maya = desk.draft("maya", "Ferry", desk.sport), desk.browser("maya")
    sent = as_a_browser_sends(maya.get(edit(draft)).content.decode(), draft)
    del sent["filed_in"]
    finish(maya, draft, sent, by_itself=True)
    assert Article.objects.get().section == desk.sport


def add_in(section: SectionPage) -> str:
    return reverse("wagtailadmin_pages:add", args=["newsroom", "article", section.pk])


def enter(sent: QueryDict, **values: str) -> None:
    for name, value in values.items():
        sent[name] = value
