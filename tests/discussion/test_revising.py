"""Authors change their response while there is time, and can always withdraw it."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from byline.accounts.actions import create_user
from byline.discussion.actions import Grounds, decide
from byline.discussion.actions.rules import list_word
from byline.discussion.choices import Act, Reason, State
from byline.discussion.models import Comment, CommentRules, Thread
from byline.discussion.tokens import author_token
from byline.newsroom.models import Article
from newsrooms import HOST
from response_helpers import TOVE, Respond


def path_of(comment: Comment, verb: str = "") -> str:
    return f"/-/response/{comment.pk}/{author_token(comment.pk)}/{verb}"


def now_of(comment: Comment) -> tuple[str, str]:
    now = Comment.objects.get(pk=comment.pk)
    return now.text, now.state


def test_a_guest_changes_it_and_every_text_is_kept(
    reader: Client, respond: Respond, ferry: Article
) -> None:
    comment = respond("It ran agrund.")
    assert path_of(comment, "change/") in reader.get(path_of(comment)).content.decode()
    assert "It ran agrund.</textarea>" in reader.get(path_of(comment, "change/")).content.decode()
    answer = reader.post(path_of(comment, "change/"), {"text": "It ran aground."}, follow=True)
    assert "Your response was changed." in answer.content.decode()
    assert now_of(comment) == ("It ran aground.", State.PUBLISHED)
    assert [(decision.act, decision.text) for decision in comment.decisions.all()] == [
        (Act.PUBLISH, "It ran agrund."),
        (Act.EDIT, "It ran aground."),
    ]
    page = reader.get(ferry.permalink).content.decode()
    assert "It ran aground." in page
    assert " · changed " in page
    assert Thread.objects.get().published == 1


def test_a_preview_changes_nothing(reader: Client, respond: Respond) -> None:
    comment = respond("It ran aground.")
    answer = reader.post(path_of(comment, "change/"), {"text": "**Late**", "look": "1"})
    assert "<strong>Late</strong>" in answer.content.decode()
    assert "**Late**</textarea>" in answer.content.decode()
    assert now_of(comment) == ("It ran aground.", State.PUBLISHED)


def test_after_the_window_it_is_refused_and_the_words_are_shown(
    reader: Client, respond: Respond, comment_rules: CommentRules
) -> None:
    comment = respond("It ran aground.")
    with time_machine.travel(
        timezone.now() + timedelta(minutes=comment_rules.edit_minutes, seconds=1), tick=False
    ):
        answer = reader.post(path_of(comment, "change/"), {"text": "I never said that."})
        assert answer.status_code == 410
        assert "I never said that.</textarea>" in answer.content.decode()
        assert "change/" not in reader.get(path_of(comment)).content.decode()
    assert now_of(comment) == ("It ran aground.", State.PUBLISHED)


@pytest.mark.parametrize("verb", ["", "change/", "withdraw/", "object/"])
def test_another_persons_response_is_not_found_by_any_ticket(
    reader: Client, respond: Respond, verb: str
) -> None:
    mine, theirs = respond("Mine."), respond("Theirs.", name="Ben", mail="ben@reader.example")
    for ticket in (author_token(mine.pk), "x" * 43):
        path = f"/-/response/{theirs.pk}/{ticket}/{verb}"
        answer = (
            reader.post(path, {"text": "Taken over.", "words": "x"}) if verb else reader.get(path)
        )
        assert answer.status_code == 404
    assert now_of(theirs) == ("Theirs.", State.PUBLISHED)


@pytest.mark.parametrize("verb", ["change/", "withdraw/", "object/"])
@pytest.mark.parametrize(
    "sent_by", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_another_sites_form_changes_nothing(
    reader: Client, respond: Respond, verb: str, sent_by: dict[str, str]
) -> None:
    comment = respond("It ran aground.")
    assert (
        reader.post(
            path_of(comment, verb), {"text": "Bought.", "words": "x"}, headers=sent_by
        ).status_code
        == 403
    )
    assert now_of(comment) == ("It ran aground.", State.PUBLISHED)


def test_the_same_rules_look_at_a_change(
    reader: Client, respond: Respond, comment_rules: CommentRules
) -> None:
    list_word(comment_rules.site, "casino", "hold")
    list_word(comment_rules.site, "pills", "refuse")
    comment = respond("It ran aground.")
    refused = reader.post(path_of(comment, "change/"), {"text": "Buy pills"})
    assert refused.status_code == 403
    assert "Buy pills</textarea>" in refused.content.decode()
    assert now_of(comment) == ("It ran aground.", State.PUBLISHED)
    page = reader.post(
        path_of(comment, "change/"), {"text": "See my casino"}, follow=True
    ).content.decode()
    assert now_of(comment) == ("See my casino", State.PENDING)
    assert "This decision was made automatically by a rule of this site: listed-words." in page
    last = comment.decisions.last()
    assert last
    assert (last.act, last.rule, last.reason) == (Act.EDIT, "listed-words", Reason.WORDS)
    assert Thread.objects.get().published == 0


def test_no_change_publishes_what_waits(
    reader: Client, respond: Respond, comment_rules: CommentRules
) -> None:
    comment_rules.max_links = 0
    comment_rules.save()
    comment = respond("See https://casino.example")
    reader.post(path_of(comment, "change/"), {"text": "See nothing."})
    assert now_of(comment) == ("See nothing.", State.PENDING)


def test_who_is_banned_meanwhile_changes_nothing(reader: Client, respond: Respond) -> None:
    from byline.discussion.actions.banning import ban, parse_target  # noqa: PLC0415

    comment = respond("It ran aground.")
    ban(comment.site, parse_target("mail", TOVE.mail), until=None)
    assert reader.post(path_of(comment, "change/"), {"text": "Later."}).status_code == 403
    assert now_of(comment) == ("It ran aground.", State.PUBLISHED)


def test_a_change_after_replies_says_so(reader: Client, respond: Respond, ferry: Article) -> None:
    comment = respond("It ran aground.")
    respond("Did it?", parent=1, name="Ben", mail="ben@reader.example")
    reader.post(path_of(comment, "change/"), {"text": "It ran on time."})
    assert ", after replies to it" in reader.get(ferry.permalink).content.decode()


def test_it_is_withdrawn_and_its_number_stays(
    reader: Client, respond: Respond, ferry: Article
) -> None:
    comment = respond("It ran aground.")
    assert (
        "Your response was withdrawn."
        in reader.post(path_of(comment, "withdraw/"), follow=True).content.decode()
    )
    page = reader.get(ferry.permalink).content.decode()
    assert "Withdrawn by its author." in page
    assert "It ran aground." not in page
    assert Thread.objects.get().published == 0
    assert reader.post(path_of(comment, "withdraw/")).status_code == 409
    assert reader.get(path_of(comment, "withdraw/")).status_code == 405


def test_what_was_removed_is_not_changed(reader: Client, respond: Respond) -> None:
    comment = respond("It ran aground.")
    decide(comment, Act.REMOVE, Grounds(Reason.ABUSE))
    assert reader.post(path_of(comment, "change/"), {"text": "Nicer."}).status_code == 410
    assert now_of(comment) == ("It ran aground.", State.REMOVED)


def test_who_is_signed_in_needs_no_ticket(respond: Respond, reader: Client) -> None:
    ina = create_user("ina@reader.example", "Ina Berg", "seven herons on a weir")
    mine, other = respond("Mine.", user=ina, name="Ina Berg"), respond("Not mine.")
    browser = Client(HTTP_HOST=HOST)
    browser.force_login(ina)
    assert browser.get(f"/-/response/{mine.pk}/")["Location"] == path_of(mine)
    assert browser.get(f"/-/response/{other.pk}/").status_code == 404
    assert reader.get(f"/-/response/{mine.pk}/")["Location"].startswith("/accounts/login/")
    browser.post(path_of(mine, "change/"), {"text": "Still mine."})
    assert now_of(mine) == ("Still mine.", State.PUBLISHED)
