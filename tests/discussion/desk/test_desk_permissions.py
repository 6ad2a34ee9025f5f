"""Only the right people can open or use each address of the moderators' desk."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from byline.discussion.actions import Grounds, decide
from byline.discussion.actions.banning import ban, parse_target
from byline.discussion.actions.rules import list_word
from byline.discussion.choices import Act, Reason
from byline.discussion.models import Ban, Comment, CommentRules, Decision, ListedWord, Objection
from byline.newsroom.models import Article
from cast import HOST, Desk
from response_helpers import Respond

MODERATING = [
    ("get", "/admin/responses/"),
    ("post", "/admin/responses/undo/"),
]
ABOUT_ONE = [
    ("post", "/admin/responses/act/", {"do": "approve:{comment}"}),
    ("post", "/admin/responses/act/", {"do": "close:{comment}"}),
    ("post", "/admin/responses/act/", {"bulk": "approve", "pk": "{comment}"}),
    ("get", "/admin/responses/{comment}/", {}),
    ("get", "/admin/responses/{comment}/history/", {}),
    ("get", "/admin/responses/{comment}/ban/", {}),
    (
        "post",
        "/admin/responses/{comment}/ban/",
        {"whom": "mail-0", "how_long": "ever", "silently": "no"},
    ),
    (
        "post",
        "/admin/responses/{comment}/objections/{objection}/",
        {"upheld": "yes", "message": "It stands again."},
    ),
    ("get", "/admin/responses/bans/{site}/", {}),
    (
        "post",
        "/admin/responses/bans/{site}/",
        {"kind": "domain", "value": "spam.example", "how_long": "ever", "silently": "no"},
    ),
    ("post", "/admin/responses/bans/{site}/{ban}/lift/", {}),
]
TUNING = [
    ("get", "/admin/responses/rules/{site}/", {}),
    ("post", "/admin/responses/rules/{site}/", {"who_may_respond": "registered"}),
    ("post", "/admin/responses/rules/{site}/words/", {"words": "heron", "action": "hold"}),
    ("post", "/admin/responses/rules/{site}/words/{word}/remove/", {}),
    ("post", "/admin/responses/rules/{site}/sections/", {}),
    ("post", "/admin/responses/rules/{site}/replies/", {"spam": "No."}),
]

Knock = Callable[..., str]
SENT_HOME = "302 /admin/"  # Wagtail's way to refuse: back to the first page, with a word about it


@pytest.fixture
def knock(respond: Respond, comment_rules: CommentRules, desk: Desk) -> Knock:
    """Try an address about a response of the Harbour Post, removed and objected to; give the
    answer's status and where it leads.
    """
    comment = respond("The ferry is never late.")
    removed = decide(comment, Act.REMOVE, Grounds(Reason.OFF_TOPIC))
    objection = Objection.objects.create(
        decision=removed, comment=comment, words="It is on topic.", made_at=timezone.now()
    )
    banned = ban(desk.site, parse_target("name", "Nell"), until=None)
    names = {
        "comment": comment.pk,
        "objection": objection.pk,
        "site": desk.site.pk,
        "ban": banned.pk,
    }
    names["word"] = list_word(desk.site, "pelican", "hold").pk

    def at(client: Client, way: str, path: str, form: dict[str, str]) -> str:
        filled = {name: value.format(**names) for name, value in form.items()}
        answer = getattr(client, way)(path.format(**names), filled)
        return f"{answer.status_code} {answer.get('Location', '').partition('?')[0]}".strip()

    return at


def everything() -> list[Any]:
    """All that the desk could have changed."""
    nouns = (Comment, Decision, Objection, Ban, ListedWord, CommentRules)
    return [list(noun._default_manager.order_by("pk").values()) for noun in nouns] + [
        list(Article.objects.values("respond"))
    ]


@pytest.mark.parametrize(("way", "path"), MODERATING)
def test_contributors_and_outsiders_do_not_come_in(
    way: str, path: str, knock: Knock, desk: Desk
) -> None:
    assert knock(desk.browser("rosa"), way, path, {}) == SENT_HOME
    assert (
        knock(desk.browser("ana"), way, path, {}) == "302 /admin/login/"
    )  # she has no desk at all
    assert knock(Client(HTTP_HOST=HOST), way, path, {}) == "302 /admin/login/"


@pytest.mark.parametrize(("way", "path", "form"), ABOUT_ONE + TUNING)
def test_contributors_change_nothing(
    way: str, path: str, form: dict[str, str], knock: Knock, desk: Desk
) -> None:
    before = everything()
    assert knock(desk.browser("rosa"), way, path, form) == SENT_HOME
    assert knock(desk.browser("ana"), way, path, form) == "302 /admin/login/"
    assert everything() == before


@pytest.mark.parametrize(("way", "path", "form"), ABOUT_ONE)
def test_who_moderates_the_sister_paper_changes_nothing_here(
    way: str, path: str, form: dict[str, str], knock: Knock, desk: Desk
) -> None:
    before = everything()
    assert knock(desk.browser("otto"), way, path, form) == "404"
    assert everything() == before


@pytest.mark.parametrize(("way", "path", "form"), TUNING)
def test_rules_are_tuned_by_those_who_run_the_site(
    way: str, path: str, form: dict[str, str], knock: Knock, desk: Desk, moderator: Client
) -> None:
    before = everything()
    refused = [moderator, desk.browser("edo"), desk.browser("otto")]
    assert [knock(client, way, path, form) for client in refused] == [SENT_HOME] * 3
    assert everything() == before
    assert knock(desk.browser("maya"), way, path, form) != SENT_HOME


def test_a_word_or_ban_of_another_paper_is_not_found(knock: Knock, desk: Desk) -> None:
    otto = desk.browser("otto")
    word, banned = ListedWord.objects.get(), Ban.objects.get()
    assert (
        otto.post(f"/admin/responses/rules/{desk.sister.pk}/words/{word.pk}/remove/").status_code
        == 404
    )
    assert otto.post(f"/admin/responses/bans/{desk.sister.pk}/{banned.pk}/lift/").status_code == 404
    assert (ListedWord.objects.get(), Ban.objects.get().until) == (word, None)


def test_an_objection_of_another_response_is_not_found(
    knock: Knock, respond: Respond, moderator: Client
) -> None:
    other, objection = respond("Somebody else's"), Objection.objects.get()
    answer = moderator.post(
        f"/admin/responses/{other.pk}/objections/{objection.pk}/",
        {"upheld": "yes", "message": "So be it."},
    )
    assert (answer.status_code, Objection.objects.get().settled_at) == (404, None)
