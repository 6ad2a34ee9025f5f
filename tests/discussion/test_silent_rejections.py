"""Muted authors and bots see the pages of a pending response."""

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Site

from byline.accounts.actions import create_user
from byline.discussion.actions.banning import ban, parse_target
from byline.discussion.choices import Premoderation, Reason, State, WhoMayRespond
from byline.discussion.models import Comment, CommentRules
from byline.discussion.tokens import own_response_href
from byline.newsroom.models import Article
from response_helpers import Respond

UNSEEN = {"honeypot": "Acme"}
MUTED = {"mail": "mo@spam.example"}


@pytest.fixture(autouse=True)
def _all_wait_and_mo_is_muted(comment_rules: CommentRules, harbour_post: Site) -> None:
    comment_rules.premoderation = Premoderation.ALL
    comment_rules.save()
    ban(harbour_post, parse_target("mail", "mo@spam.example"), until=None, is_mute=True)


def page_of(reader: Client, comment: Comment) -> str:
    """What the author sees, without what is each response's own."""
    page = reader.get(own_response_href(comment.pk)).content.decode()
    own = rf"{re.escape(own_response_href(comment.pk))}|\b[12]\b|{comment.text}|{comment.mail}"
    return re.sub(own, "…", page.replace("&#x27;", "'"))


@pytest.mark.parametrize(
    ("who", "state"),
    [(WhoMayRespond.NAMED, State.PENDING), (WhoMayRespond.CONFIRMED, State.UNCONFIRMED)],
)
@pytest.mark.parametrize("silenced", [MUTED, UNSEEN], ids=["muted", "honeypot"])
def test_the_page_is_that_of_one_that_waits(
    respond: Respond,
    reader: Client,
    comment_rules: CommentRules,
    time_machine: Any,
    silenced: dict[str, Any],
    who: WhoMayRespond,
    state: State,
) -> None:
    comment_rules.who_may_respond = who
    comment_rules.save()
    time_machine.move_to("2026-03-14T12:00:30Z", tick=False)
    waits, rejected = respond("First of all"), respond("Second thoughts", **silenced)
    assert (waits.state, rejected.state, rejected.state_for_author) == (
        state,
        State.REJECTED,
        state,
    )
    assert page_of(reader, rejected) == page_of(reader, waits)


def test_it_can_be_changed_and_withdrawn_and_stays_unheard(
    respond: Respond, reader: Client
) -> None:
    rejected = respond("It ran late.", **MUTED)
    here = own_response_href(rejected.pk)
    assert (
        reader.post(f"{here}change/", {"text": "It ran *late*."})["Location"] == f"{here}?changed"
    )
    rejected.refresh_from_db()
    assert (rejected.state, rejected.reason, rejected.text) == (
        State.REJECTED,
        Reason.MUTED,
        "It ran *late*.",
    )
    assert "Waiting for a moderator." in reader.get(f"{here}?changed").content.decode()
    assert reader.get(f"{here}object/")["Location"] == f"{here}?no"
    assert reader.post(f"{here}withdraw/")["Location"] == f"{here}?withdrawn"
    rejected.refresh_from_db()
    assert rejected.state == State.WITHDRAWN


def test_what_was_rejected_openly_can_be_neither(respond: Respond, reader: Client) -> None:
    rejected = respond("It ran late.")
    Comment.objects.filter(pk=rejected.pk).update(state=State.REJECTED, reason=Reason.SPAM)
    here = own_response_href(rejected.pk)
    assert reader.post(f"{here}change/", {"text": "It ran."}).status_code == 410
    assert reader.post(f"{here}withdraw/").status_code == 409
    assert "Rejected." in reader.get(here).content.decode()


def test_nor_does_the_account_page_tell(respond: Respond, ferry: Article) -> None:
    mo = create_user("mo@spam.example", "Mo", "seven herons on a weir")
    respond("It ran late.", user=mo, mail=mo.email)
    client = Client(HTTP_HOST=ferry.site.hostname)
    client.force_login(mo)
    assert "Waiting for a moderator" in client.get("/accounts/").content.decode()
