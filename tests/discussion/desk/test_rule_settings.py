"""The page of a site's rules, and the page of its bans."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from byline.discussion.actions import Grounds, ResponseRefused, decide
from byline.discussion.actions.banning import parse_target
from byline.discussion.choices import Act, BanKind, Reason
from byline.discussion.desk.rule_settings import GROUPED_FIELDS, OTHER_FIELDS
from byline.discussion.models import (
    Ban,
    Comment,
    CommentRules,
    ListedWord,
    ReplyTemplate,
    SectionRules,
)
from byline.discussion.moderation.pipeline import RULES
from cast import Desk
from response_helpers import Respond

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def form_of(comment_rules: CommentRules) -> dict[str, Any]:
    """What the page would send if nothing were changed."""
    values = {name: getattr(comment_rules, name) for name in (*GROUPED_FIELDS, *OTHER_FIELDS)}
    return {name: value for name, value in values.items() if value is not False}


def rules_of(desk: Desk) -> str:
    return f"/admin/responses/rules/{desk.site.pk}/"


def test_every_rule_stands_in_its_order_with_what_it_caught_and_what_people_turned_over(
    respond: Respond, waiting: None, desk: Desk
) -> None:
    with time_machine.travel(datetime.now(UTC) - timedelta(days=31)):
        respond("Too old to be told")
    caught = [respond(f"Waiting {number}") for number in range(4)]
    decide(caught[0], Act.PUBLISH, Grounds(Reason.FINE, by=desk.people["maya"]))
    decide(caught[1], Act.REJECT, Grounds(Reason.SPAM, by=desk.people["maya"]))
    page = desk.browser("maya").get(rules_of(desk))
    catches = {catch.name: catch for catch in page.context["rules"]}
    assert list(catches) == list(RULES)
    mine = catches["premoderated"]
    assert (mine.count, mine.overturned) == (4, 1)
    assert [decision.comment for decision in mine.latest] == caught[:0:-1]
    assert catches["links"].count == 0
    assert all(catch.sentence for catch in catches.values())


def test_a_setting_is_changed_and_nonsense_is_told(comment_rules: CommentRules, desk: Desk) -> None:
    maya = desk.browser("maya")
    assert maya.post(rules_of(desk), form_of(comment_rules) | {"max_links": "7"})[
        "Location"
    ] == rules_of(desk)
    assert CommentRules.objects.get(site=desk.site).max_links == 7
    refused = maya.post(
        rules_of(desk), form_of(comment_rules) | {"max_links": "9", "max_length": "3"}
    )
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["max_length"])
    assert CommentRules.objects.get(site=desk.site).max_links == 7


def test_every_setting_is_on_the_page(comment_rules: CommentRules, desk: Desk) -> None:
    page = desk.browser("maya").get(rules_of(desk))
    shown = {field.name for _title, fields in page.context["groups"] for field in fields}
    assert shown == {field.name for field in CommentRules._meta.fields} - {"id", "site"}


def test_words_are_listed_changed_and_dropped(
    comment_rules: CommentRules, desk: Desk, respond: Respond
) -> None:
    maya = desk.browser("maya")
    maya.post(rules_of(desk) + "words/", {"words": "Pelican", "action": "hold"})
    maya.post(rules_of(desk) + "words/", {"words": "pelican", "action": "reject"})
    listed = ListedWord.objects.get()
    assert (listed.words, listed.action) == ("Pelican", "reject")
    assert respond("A pelican on the quay").reason == Reason.WORDS
    for nonsense in (
        {"words": " * ", "action": "hold"},
        {"words": "heron", "action": "burn"},
        {"words": "", "action": "hold"},
    ):
        maya.post(rules_of(desk) + "words/", nonsense)
    assert ListedWord.objects.get().hits == 1
    maya.post(rules_of(desk) + f"words/{listed.pk}/remove/")
    assert ListedWord.objects.count() == 0


def test_a_section_is_read_in_a_way_of_its_own_until_it_is_not(
    comment_rules: CommentRules, desk: Desk, respond: Respond
) -> None:
    maya, name = desk.browser("maya"), f"section_{desk.news.pk}"
    maya.post(rules_of(desk) + "sections/", {name: "all"})
    assert respond("Wait, please").reason == Reason.PREMODERATED
    maya.post(rules_of(desk) + "sections/", {name: ""})
    assert (respond("Come in").reason, SectionRules.objects.count()) == (Reason.FINE, 0)


def test_what_authors_are_told_is_the_sites_own(
    waiting: None, desk: Desk, respond: Respond
) -> None:
    maya, comment = desk.browser("maya"), respond("Buy my pills")
    maya.post(rules_of(desk) + "replies/", {"spam": "No pills here."})
    assert ReplyTemplate.objects.get(reason="spam").words == "No pills here."
    maya.post("/admin/responses/act/", {"do": f"reject:{comment.pk}:spam"})
    assert comment.decisions.last().message == "No pills here."


@pytest.mark.parametrize(
    ("term", "until"),
    [
        ("day", NOON + timedelta(days=1)),
        ("week", NOON + timedelta(days=7)),
        ("month", NOON + timedelta(days=30)),
        ("ever", None),
    ],
)
def test_a_ban_from_an_entry_holds_for_its_term(
    term: str, until: Any, comment_rules: CommentRules, respond: Respond, ines: Any
) -> None:
    with time_machine.travel(NOON, tick=False):
        comment = respond("You are a fool")
        browser = Client(HTTP_HOST="harbour.example")
        browser.force_login(ines)
        browser.post(
            f"/admin/responses/{comment.pk}/ban/",
            {"whom": "mail-0", "how_long": term, "silently": "no"},
        )
        given = Ban.objects.get()
        assert (given.kind, given.until, given.label, given.by) == (
            BanKind.MAIL,
            until,
            "t…@reader.example",
            ines,
        )
        with pytest.raises(ResponseRefused):
            respond("And another thing", address="198.51.100.9")


def test_whom_a_response_lets_one_ban(
    comment_rules: CommentRules, respond: Respond, moderator: Client
) -> None:
    comment = respond("See https://spam.example/now", link="https://www.tove.example/")
    page = moderator.get(f"/admin/responses/{comment.pk}/ban/")
    assert [str(label) for _name, label in page.context["form"].fields["whom"].choices] == [
        "E-mail address: t…@reader.example",
        "Name of a guest: Tove",
        "IP address: 203.0.113.0/24",
        "Network: 203.0.113.0/24",
        "Linked domain: spam.example",
        "Linked domain: tove.example",
    ]
    assert (
        moderator.post(f"/admin/responses/{comment.pk}/ban/", {"whom": "person-9"}).status_code
        == 422
    )
    assert Ban.objects.count() == 0


def test_who_is_muted_is_not_told_and_a_lifted_ban_is_over(
    comment_rules: CommentRules, respond: Respond, moderator: Client, desk: Desk
) -> None:
    path = f"/admin/responses/bans/{desk.site.pk}/"
    form = {
        "kind": "domain",
        "value": "https://spam.example/x",
        "how_long": "week",
        "silently": "yes",
        "note": "Always the same.",
    }
    assert moderator.post(path, form).status_code == 302
    assert respond("See https://buy.spam.example/now").reason == Reason.MUTED
    [given] = moderator.get(path).context["bans"]
    assert (given.value, given.hits, given.note) == ("spam.example", 1, "Always the same.")
    moderator.post(f"{path}{given.pk}/lift/")
    assert list(moderator.get(path).context["bans"]) == []
    assert respond("See https://spam.example/then").reason == Reason.FINE
    assert Comment.objects.count() == 2


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("network", "203.0.113.0/99"),
        ("address", "here"),
        ("domain", "spam"),
        ("mail", "tove"),
        ("person", "no@body.example"),
        ("name", " "),
    ],
)
def test_what_is_no_such_thing_is_not_banned(kind: str, value: str, db: None) -> None:
    with pytest.raises(ValidationError):
        parse_target(kind, value)


def test_banning_again_changes_the_ban_there_is(
    comment_rules: CommentRules, moderator: Client, desk: Desk
) -> None:
    for term in ("day", "ever"):
        form = {"kind": "name", "value": "Nell", "how_long": term, "silently": "no"}
        moderator.post(f"/admin/responses/bans/{desk.site.pk}/", form)
    assert Ban.objects.get().until is None
