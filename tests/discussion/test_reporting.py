"""A reader reports a response, gets a receipt, and is told the outcome."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from byline.accounts.actions import create_user
from byline.discussion.actions import Grounds, decide
from byline.discussion.actions.reporting import notify_reporters
from byline.discussion.actions.settling import decide_and_settle, keep_published, undo_and_reopen
from byline.discussion.choices import Act, Reason, State
from byline.discussion.models import Comment, CommentRules, Decision, Report
from byline.network.deliveries.mail import text_and_headers
from byline.network.models import Delivery
from byline.newsroom import actions
from newsrooms import HOST
from response_helpers import Respond

RUDE = {"reason": "abuse", "words": "He calls her a fool."}
UNLAWFUL = {
    "words": "It says that she stole, and she did not.",
    "law": "Section 186",
    "name": "Kit",
    "mail": "kit@reader.example",
    "good_faith": "on",
}


def report(
    browser: Client, comment: Comment, form: dict[str, str], *, illegal: bool = False, **more: Any
) -> HttpResponse:
    path = f"/-/report/{comment.pk}/illegal/" if illegal else f"/-/report/{comment.pk}/"
    answered: Any = browser.post(path, form, **more)
    return answered


def mails() -> list[tuple[str, str]]:
    """What is queued as mail to others than the response's author: to whom, and the words."""
    to_authors = Decision.objects.exclude(notice=None).values("notice")
    return [
        (delivery.to, text_and_headers(delivery.payload)[0])
        for delivery in Delivery.objects.exclude(pk__in=to_authors).order_by("pk")
    ]


def want_outcome(browser: Client) -> None:
    """Open the link of the last mail and press its button."""
    link = re.search(rf"http://{HOST}(/-/report/receipt/\S+)", mails()[-1][1])
    assert link
    assert "E-mail me the outcome" in browser.get(link[1]).content.decode()
    assert browser.post(link[1]).status_code == 302
    assert "We will also e-mail it to you." in browser.get(link[1]).content.decode()


def test_the_outcome_is_not_mailed_to_an_address_that_somebody_typed(
    respond: Respond, reader: Client
) -> None:
    comment = respond("She stole.")
    receipt = report(reader, comment, UNLAWFUL, illegal=True)["Location"]
    for token in ("", "?token=", "?token=forged"):
        reader.post(f"{receipt}{token}")
    decide_and_settle(comment, Act.REMOVE, Grounds(Reason.ILLEGAL))
    notify_reporters(timezone.now() + timedelta(minutes=11))
    assert len(mails()) == 1


def test_the_link_under_a_response_leads_to_a_page_with_its_words(
    respond: Respond, reader: Client
) -> None:
    comment = respond("You are a *fool*.")
    assert f'href="/-/report/{comment.pk}/"' in reader.get(comment.article.href).content.decode()
    page = reader.get(f"/-/report/{comment.pk}/")
    assert "You are a <em>fool</em>." in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    illegal = reader.get(f"/-/report/{comment.pk}/illegal/").content.decode()
    assert f"http://{HOST}{comment.permalink}" in illegal, (
        "the exact place is given (article 16, 2 b)"
    )


def test_a_report_reaches_the_moderator_and_gives_a_receipt(
    respond: Respond, reader: Client
) -> None:
    comment = respond("You are a fool.")
    sent = report(reader, comment, RUDE)
    made = Report.objects.get()
    assert (made.reason, made.words, made.kind, made.mail) == (
        Reason.ABUSE,
        "He calls her a fool.",
        "ordinary",
        "",
    )
    assert sent["Location"] == f"/-/report/receipt/{made.receipt}/"
    page = reader.get(sent["Location"]).content.decode()
    assert "A moderator has not decided yet." in page
    assert "He calls her a fool." not in page, (
        "whoever has the address is not told what was said, or by whom"
    )


def test_the_same_person_is_shown_the_first_receipt_kindly(
    respond: Respond, reader: Client
) -> None:
    comment = respond("You are a fool.")
    first = report(reader, comment, RUDE)
    again = reader.post(f"/-/report/{comment.pk}/", RUDE, follow=True)
    assert again.redirect_chain == [(f"{first['Location']}?again", 302)]
    assert "nothing was sent again." in again.content.decode()
    assert Report.objects.count() == 1


def test_what_it_says_otherwise_is_another_matter(respond: Respond, reader: Client) -> None:
    comment = respond("You are a fool.")
    report(reader, comment, RUDE)
    report(reader, comment, UNLAWFUL, illegal=True)
    report(reader, comment, UNLAWFUL | {"name": "Ben", "mail": "ben@reader.example"}, illegal=True)
    assert list(Report.objects.order_by("pk").values_list("kind", "name")) == [
        ("ordinary", ""),
        ("illegal", "Kit"),
        ("illegal", "Ben"),
    ]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": "illegal"}, "reason"),
        ({"reason": "other", "words": " "}, "words"),
        ({"words": "x" * 1_000_000}, "words"),
        ({"mail": "kit"}, "mail"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(
    respond: Respond, reader: Client, wrong: dict[str, str], field: str
) -> None:
    answered: Any = report(reader, respond("You are a fool."), RUDE | wrong)
    assert (answered.status_code, list(answered.context["form"].errors)) == (422, [field])
    assert not Report.objects.exists()


@pytest.mark.parametrize("lacking", ["words", "name", "mail", "good_faith"])
def test_a_notice_of_illegal_content_has_all_that_the_law_asks(
    respond: Respond, reader: Client, lacking: str
) -> None:
    form = {name: value for name, value in UNLAWFUL.items() if name != lacking}
    answered: Any = report(reader, respond("She stole."), form, illegal=True)
    assert (answered.status_code, list(answered.context["form"].errors)) == (422, [lacking])
    assert not Report.objects.exists()


def test_about_children_nobody_needs_to_say_who_they_are(respond: Respond, reader: Client) -> None:
    form = {"words": "It shows a child.", "about_children": "on", "good_faith": "on"}
    assert report(reader, respond("Look here"), form, illegal=True).status_code == 302
    assert Report.objects.values_list("kind", "reason", "about_children", "name").get() == (
        "illegal",
        "illegal",
        True,
        "",
    )


def test_what_is_no_text_is_said(respond: Respond, reader: Client) -> None:
    path = f"/-/report/{respond('You are a fool.').pk}/"
    answered = reader.post(
        path, b"reason=abuse&words=%ff%fe", content_type="application/x-www-form-urlencoded"
    )
    assert answered.status_code == 422
    assert "could not be read" in answered.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize("act", [Act.REMOVE, Act.HOLD, Act.WITHDRAW])
def test_only_what_is_published_can_be_reported(respond: Respond, reader: Client, act: Act) -> None:
    comment = respond("You are a fool.")
    decide(comment, act, Grounds(Reason.OTHER))
    assert reader.get(f"/-/report/{comment.pk}/").status_code == 404
    assert report(reader, comment, RUDE).status_code == 404
    assert not Report.objects.exists()


def test_another_sites_response_and_receipt_are_not_found(respond: Respond, reader: Client) -> None:
    actions.open_site(name="The Lagoon", hostname="lagoon.example", time_zone="UTC")
    elsewhere, comment = Client(HTTP_HOST="lagoon.example"), respond("You are a fool.")
    assert report(elsewhere, comment, RUDE).status_code == 404
    receipt = report(reader, comment, RUDE)["Location"]
    assert (reader.get(receipt).status_code, elsewhere.get(receipt).status_code) == (200, 404)
    assert reader.get("/-/report/receipt/nothing/").status_code == 404


@pytest.mark.parametrize(
    "sent_by", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_another_sites_form_is_refused(
    respond: Respond, reader: Client, sent_by: dict[str, str]
) -> None:
    assert report(reader, respond("You are a fool."), RUDE, headers=sent_by).status_code == 403
    assert not Report.objects.exists()


def test_a_flood_from_one_address_is_refused(respond: Respond, reader: Client) -> None:
    comments = [respond(f"Thought {number}") for number in range(11)]
    answers = [report(reader, comment, RUDE) for comment in comments]
    assert [answered.status_code for answered in answers] == [302] * 10 + [429]
    assert "He calls her a fool.</textarea>" in answers[-1].content.decode()
    assert report(reader, comments[-1], RUDE, REMOTE_ADDR="198.51.100.9").status_code == 302
    assert Report.objects.count() == 11


def test_who_left_an_address_is_mailed_the_receipt_and_the_outcome_once(
    respond: Respond, reader: Client
) -> None:
    comment = respond("She stole.")
    receipt = report(reader, comment, UNLAWFUL, illegal=True)["Location"]
    assert [to for to, _words in mails()] == ["kit@reader.example"]
    assert f"http://{HOST}{receipt}?token=" in mails()[0][1]
    want_outcome(reader)
    ida = create_user(f"ida@{HOST}", "Ida")
    decide_and_settle(comment, Act.REMOVE, Grounds(Reason.ILLEGAL, by=ida))
    now = timezone.now()
    notify_reporters(now)
    assert len(mails()) == 1, "it may still be undone"
    for _twice in range(2):
        notify_reporters(now + timedelta(minutes=11))
    [_receipt, (to, words)] = mails()
    assert to == "kit@reader.example"
    assert "Reason: Illegal content. This decision was made by a person." in words
    assert "dispute settlement" in reader.get(receipt).content.decode()


def test_an_outcome_that_was_undone_is_told_when_it_is_final(
    respond: Respond, reader: Client
) -> None:
    comment, ida = respond("She stole."), create_user(f"ida@{HOST}", "Ida")
    report(reader, comment, UNLAWFUL, illegal=True)
    want_outcome(reader)
    undo_and_reopen(decide_and_settle(comment, Act.REMOVE, Grounds(Reason.ILLEGAL, by=ida)), by=ida)
    later = timezone.now() + timedelta(minutes=11)
    notify_reporters(later)
    assert len(mails()) == 1
    keep_published(comment, Grounds(Reason.FINE, by=ida))
    notify_reporters(later)
    assert "stays online" in mails()[1][1]


def test_who_thinks_the_outcome_wrong_reports_again_and_says_why(
    respond: Respond, reader: Client
) -> None:
    comment = respond("You are a fool.")
    receipt = report(reader, comment, RUDE)["Location"]
    keep_published(comment, Grounds(Reason.FINE))
    assert f"/-/report/{comment.pk}/?again" in reader.get(receipt).content.decode()
    assert report(reader, comment, RUDE)["Location"] == f"{receipt}?again", (
        "to say the same once more is nothing new"
    )
    assert report(reader, comment, RUDE | {"again": "True", "words": ""}).status_code == 422
    report(reader, comment, RUDE | {"again": "True", "words": "It is an insult in any dialect."})
    assert Report.objects.filter(settled_at=None).count() == 1


def test_so_many_people_and_a_response_is_held(
    respond: Respond, reader: Client, comment_rules: CommentRules
) -> None:
    comment = respond("You are a fool.")
    for last in ("1", "1", "2"):
        report(
            reader,
            comment,
            RUDE | {"mail": f"{timezone.now().timestamp()}@reader.example"},
            REMOTE_ADDR=f"198.51.100.{last}",
        )
    comment.refresh_from_db()
    assert (comment.state, Report.objects.count()) == (State.PUBLISHED, 3)
    report(reader, comment, RUDE, REMOTE_ADDR="198.51.100.3")
    comment.refresh_from_db()
    assert (comment.state, comment.reason) == (State.PENDING, Reason.REPORTED)
    held = comment.decisions.get(act=Act.HOLD)
    assert (held.rule, held.detail) == ("reported", "3")
    assert not Report.objects.filter(settled_at__isnull=False).exists()


def test_what_a_moderator_looked_at_or_a_site_will_not_have_is_not_held(
    respond: Respond, reader: Client, comment_rules: CommentRules
) -> None:
    looked_at, other = respond("You are a fool."), respond("You are another.")
    keep_published(looked_at, Grounds(Reason.FINE, by=create_user(f"ida@{HOST}", "Ida")))
    comment_rules.hold_after_reports = 0
    comment_rules.save()
    for last in range(4):
        report(reader, other, RUDE, REMOTE_ADDR=f"198.51.100.{last}")
    comment_rules.hold_after_reports = 3
    comment_rules.save()
    for last in range(4):
        report(reader, looked_at, RUDE, REMOTE_ADDR=f"198.51.100.{last}")
    assert set(Comment.objects.values_list("state", flat=True)) == {State.PUBLISHED}


def test_who_is_signed_in_is_known_by_the_account(respond: Respond) -> None:
    ina, comment = create_user("ina@reader.example", "Ina Berg"), respond("You are a fool.")
    browser = Client(HTTP_HOST=HOST)
    browser.force_login(ina)
    assert 'value="ina@reader.example"' in browser.get(f"/-/report/{comment.pk}/").content.decode()
    report(browser, comment, RUDE, REMOTE_ADDR="198.51.100.1")
    report(browser, comment, RUDE, REMOTE_ADDR="198.51.100.2")
    assert Report.objects.get().reporter == ina


def test_what_its_author_takes_back_ends_the_reports(respond: Respond, reader: Client) -> None:
    comment = respond("You are a fool.")
    receipt = report(reader, comment, RUDE)["Location"]
    decide(
        comment,
        Act.WITHDRAW,
        Grounds(
            Reason.AUTHOR_WISH, rule="author", now=datetime.now(tz=timezone.get_current_timezone())
        ),
    )
    assert "The author has withdrawn" in reader.get(receipt).content.decode()
    assert Report.objects.get().outcome.act == Act.WITHDRAW  # type: ignore[union-attr]
