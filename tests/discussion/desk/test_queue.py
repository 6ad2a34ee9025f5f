"""The moderators' queue: its entries, filters and commands."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from byline.accounts.models import User
from byline.discussion.actions import Grounds, decide, post_comment
from byline.discussion.choices import Act, Kind, Reason, State
from byline.discussion.models import Comment, Decision, Report, Thread
from byline.newsroom.models import Article
from cast import Desk
from response_helpers import TOVE, Respond

QUEUE, ACT, UNDO = "/admin/responses/", "/admin/responses/act/", "/admin/responses/undo/"
IN_PLACE = {"HTTP_ACCEPT": "application/json"}


def shown(client: Client, **narrowed: Any) -> list[str]:
    """The texts in the queue, in their order."""
    answer = client.get(QUEUE, narrowed)
    assert answer.status_code == 200
    return [entry.comment.text for entry in answer.context["entries"]]


def state_of(comment: Comment) -> str:
    return Comment.objects.get(pk=comment.pk).state


def press(client: Client, what: str, *comments: Comment, **more: Any) -> Any:
    seen = {f"seen_{comment.pk}": comment.state for comment in comments}
    return client.post(
        ACT, {"do": what.format(*(comment.pk for comment in comments)), **seen, **more}
    )


def report(comment: Comment, words: str = "Look at this.") -> Report:
    return Report.objects.create(
        comment=comment, words=words, receipt=f"r{comment.pk}", made_at=comment.posted_at
    )


def test_it_shows_what_needs_a_decision_the_oldest_first(
    respond: Respond, comment_rules: Any, moderator: Client
) -> None:
    reported, fine = respond("Reported"), respond("Fine")
    comment_rules.premoderation = "all"
    comment_rules.save()
    respond("Waiting")
    report(reported)
    assert shown(moderator) == ["Reported", "Waiting"]
    assert shown(moderator, state="all") == ["Reported", "Fine", "Waiting"]
    assert shown(moderator, state="published") == ["Reported", "Fine"]
    assert fine.is_published


def test_what_readers_report_comes_in_the_illegal_first(
    respond: Respond, comment_rules: Any, moderator: Client
) -> None:
    rude, unlawful, reader = (
        respond("You are a fool."),
        respond("She stole."),
        Client(HTTP_HOST="harbour.example"),
    )
    reader.post(f"/-/report/{rude.pk}/", {"reason": "abuse", "words": "An insult."})
    notice = {
        "words": "A slander.",
        "law": "Section 186",
        "name": "Kit",
        "mail": "kit@reader.example",
        "good_faith": "on",
    }
    reader.post(f"/-/report/{unlawful.pk}/illegal/", notice)
    assert (
        shown(moderator) == shown(moderator, state="reported") == ["She stole.", "You are a fool."]
    )
    assert shown(moderator, state="illegal") == ["She stole."]
    page = moderator.get(QUEUE).content.decode()
    for words in ("Reported as illegal", "Section 186", "A slander.", "An insult."):
        assert words in page
    first_page = moderator.get("/admin/").content.decode()
    assert "2 reported responses" in first_page
    assert "1 as illegal" in first_page


def test_an_entry_tells_why_it_is_there(respond: Respond, waiting: None, moderator: Client) -> None:
    respond("Was it the tide?")
    page = moderator.get(QUEUE).content.decode()
    for words in (
        "Was it the tide?",
        "Every response waits for a moderator",
        "<code>premoderated</code>",
        "First response on this site",
    ):
        assert words in page
    assert 'href="http://harbour.example/' in page


@pytest.mark.parametrize(
    ("narrowed", "texts"),
    [
        ({"q": "tide"}, ["The tide"]),
        ({"author": "TOVE@reader.example"}, ["The quay", "The tide"]),
        ({"author": "ben"}, ["A ping"]),
        ({"kind": "pingback"}, ["A ping"]),
        ({"article": "ferry"}, ["The quay", "The tide", "A ping"]),
        ({"article": "harbour master"}, []),
        ({"reason": "premoderated"}, ["The quay", "The tide", "A ping"]),
        ({"reason": "spam"}, []),
        ({"state": "rejected"}, []),
        ({"state": "no such state"}, []),
        ({"section": "999999"}, []),
    ],
)
def test_it_is_narrowed_down(
    narrowed: dict[str, str], texts: list[str], respond: Respond, waiting: None, moderator: Client
) -> None:
    respond("The quay")
    respond("The tide")
    respond("A ping", name="Ben", mail="", kind=Kind.PINGBACK)
    assert shown(moderator, **narrowed) == texts


def test_an_authors_past_stands_beside_the_text(
    respond: Respond, comment_rules: Any, moderator: Client
) -> None:
    decide(respond("Buy my pills"), Act.REMOVE, Grounds(Reason.SPAM))
    respond("A fair point")
    comment_rules.premoderation = "all"
    comment_rules.save()
    third = respond("Another")
    [entry] = moderator.get(QUEUE).context["entries"]
    assert (entry.past.published, entry.past.rejected, entry.past.count) == (1, 1, 3)
    before = moderator.get(f"/admin/responses/{third.pk}/history/").context["earlier"]
    assert [comment.text for comment in before] == ["A fair point", "Buy my pills"]


def test_three_in_the_queue_ask_as_much_as_one(
    respond: Respond, waiting: None, moderator: Client
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            assert moderator.get(QUEUE).status_code == 200
        return len(questions)

    report(respond("One"))
    asked()
    one = asked()
    for number, name in enumerate(("Ben", "Kit")):
        report(respond(f"More {number}", name=name, mail=f"{name}@reader.example"))
    assert asked() == one
    assert one <= 30


def test_approving_publishes_and_undo_takes_it_back(
    respond: Respond, waiting: None, moderator: Client, ines: User, ferry: Article
) -> None:
    comment = respond("Was it the tide?")
    answer = press(moderator, "approve:{}", comment)
    assert answer["Location"] == QUEUE
    assert (state_of(comment), Thread.objects.get(article=ferry).published) == (State.PUBLISHED, 1)
    assert (
        Decision.objects.filter(
            by=ines, act=Act.PUBLISH, reason=Reason.FINE, before=State.PENDING
        ).count()
        == 1
    )
    moderator.post(UNDO)
    assert (state_of(comment), Thread.objects.get(article=ferry).published) == (State.PENDING, 0)


def test_undo_takes_back_once_and_only_ones_own(
    respond: Respond, waiting: None, moderator: Client, desk: Desk
) -> None:
    comment = respond("Was it the tide?")
    press(moderator, "approve:{}", comment)
    desk.browser("maya").post(UNDO)
    assert state_of(comment) == State.PUBLISHED
    moderator.post(UNDO)
    moderator.post(UNDO)
    assert state_of(comment) == State.PENDING


def test_rejecting_needs_a_reason_and_tells_the_usual_words_or_ones_own(
    respond: Respond, waiting: None, moderator: Client
) -> None:
    first, second = respond("Buy my pills"), respond("Buy them now")
    press(moderator, "reject:{}:", first)
    press(moderator, "reject:{}:fine", first)
    press(moderator, "reject:{}:other", first)
    assert state_of(first) == State.PENDING
    press(moderator, "reject:{}:spam", first)
    press(moderator, "reject:{}:other", second, **{f"message_{second.pk}": "Not twice."})
    assert [state_of(first), state_of(second)] == [State.REJECTED, State.REJECTED]
    usual, own = Decision.objects.filter(act=Act.REJECT).order_by("pk")
    assert usual.message.startswith("Your response is advertising")
    assert (own.reason, own.message) == (Reason.OTHER, "Not twice.")


def test_what_is_published_is_removed_and_restored(
    respond: Respond, comment_rules: Any, moderator: Client
) -> None:
    comment = respond("You are a fool")
    press(moderator, "reject:{}:abuse", comment)
    assert state_of(comment) == State.REMOVED
    press(moderator, "approve:{}", Comment.objects.get())
    assert state_of(comment) == State.PUBLISHED
    press(moderator, "hold:{}", Comment.objects.get())
    assert state_of(comment) == State.PENDING


def test_who_comes_second_is_told_kindly(
    respond: Respond, waiting: None, moderator: Client, desk: Desk
) -> None:
    comment = respond("Buy my pills")
    press(desk.browser("maya"), "reject:{}:spam", comment)
    press(moderator, "approve:{}", comment)
    assert state_of(comment) == State.REJECTED
    [words] = [str(message) for message in moderator.get(QUEUE).context["messages"]]
    assert (
        words == "Maya decided first: Tove to “The ferry” is now “Rejected”. Nothing was changed."
    )


def test_a_decision_answers_the_reports_and_undo_opens_them_again(
    respond: Respond, comment_rules: Any, moderator: Client
) -> None:
    comment = respond("You are a fool")
    made = report(comment)
    press(moderator, "approve:{}", comment)
    made.refresh_from_db()
    assert (state_of(comment), made.outcome.act, made.settled_at is None) == (
        State.PUBLISHED,
        Act.PUBLISH,
        False,
    )
    assert shown(moderator) == []
    moderator.post(UNDO)
    made.refresh_from_db()
    assert (made.outcome, made.settled_at) == (None, None)


def test_many_at_once(respond: Respond, waiting: None, moderator: Client) -> None:
    comments = [respond(f"Pills {number}") for number in range(4)]
    asked = {"bulk": "reject", "reason": "spam", "pk": [comment.pk for comment in comments[:3]]}
    moderator.post(ACT, asked)
    assert [state_of(comment) for comment in comments] == [State.REJECTED] * 3 + [State.PENDING]
    moderator.post(UNDO)
    assert [state_of(comment) for comment in comments] == [State.PENDING] * 4


def test_one_response_of_another_paper_among_many_changes_nothing(
    respond: Respond, waiting: None, moderator: Client, desk: Desk
) -> None:
    mine = respond("Was it the tide?")
    theirs = post_comment(desk.published("otto", "The lagoon", desk.tides), TOVE).comment
    answer = moderator.post(ACT, {"bulk": "approve", "pk": [mine.pk, theirs.pk]})
    assert (answer.status_code, state_of(mine)) == (404, State.PENDING)


def test_small_things_are_done_from_the_entry(
    respond: Respond, comment_rules: Any, moderator: Client, ferry: Article
) -> None:
    comment = respond("I wrote this article")
    for verb in ("pin", "author"):
        press(moderator, verb + ":{}", comment)
    comment.refresh_from_db()
    assert (comment.is_pinned, comment.voice) == (True, "author")
    for verb in ("unpin", "reader", "close"):
        press(moderator, verb + ":{}", comment)
    comment.refresh_from_db()
    assert (comment.is_pinned, comment.voice) == (False, "reader")
    closed = Client(HTTP_HOST="harbour.example").post(
        f"{ferry.href}respond/", {"name": "Ben", "text": "Too late?"}
    )
    assert closed.status_code == 403
    article = Article.objects.get(pk=ferry.pk)
    assert (article.respond, article.get_latest_revision_as_object().respond) == (
        "closed",
        "closed",
    )
    press(moderator, "open:{}", comment)
    assert (
        Article.objects.get(pk=ferry.pk).respond,
        Thread.objects.get(article=ferry).closed_at,
    ) == ("inherit", None)


def test_with_the_script_an_act_answers_with_what_to_put_in_place(
    respond: Respond, waiting: None, moderator: Client
) -> None:
    gone, left = respond("Was it the tide?"), respond("Or the wind?")
    parts = moderator.post(ACT, {"do": f"approve:{gone.pk}"}, **IN_PLACE).json()
    assert (parts["entries"], parts["waiting"], parts["undo"]) == ({str(gone.pk): None}, 1, True)
    pinned = moderator.post(ACT, {"do": f"staff:{left.pk}"}, **IN_PLACE).json()
    assert f'id="entry-{left.pk}"' in pinned["entries"][str(left.pk)]
    back = moderator.post(UNDO, {"back": ""}, **IN_PLACE).json()
    assert f'id="entry-{gone.pk}"' in back["entries"][str(gone.pk)]


@pytest.mark.parametrize(
    "asked",
    [{}, {"do": "approve"}, {"do": "burn:{}"}, {"do": "approve:x"}, {"bulk": "burn", "pk": "{}"}],
)
def test_what_no_form_of_ours_sends_is_refused(
    asked: dict[str, str], respond: Respond, waiting: None, moderator: Client
) -> None:
    comment = respond("Was it the tide?")
    answer = moderator.post(ACT, {name: value.format(comment.pk) for name, value in asked.items()})
    assert (answer.status_code, state_of(comment)) == (400, State.PENDING)


def test_the_desks_forms_need_their_token(respond: Respond, waiting: None, ines: User) -> None:
    comment = respond("Was it the tide?")
    strict = Client(HTTP_HOST="harbour.example", enforce_csrf_checks=True)
    strict.force_login(ines)
    assert strict.post(ACT, {"do": f"approve:{comment.pk}"}).status_code == 403
    assert state_of(comment) == State.PENDING


def test_the_first_page_and_the_menu_tell_the_number(
    respond: Respond, waiting: None, moderator: Client, desk: Desk
) -> None:
    report(respond("One"))
    respond("Two")
    page = moderator.get("/admin/").content.decode()
    assert "2 pending responses" in page
    assert "1 reported response" in page
    assert "Responses (2)" in page
    other = desk.browser("otto").get("/admin/").content.decode()
    assert "No responses need a decision." in other
    assert 'id="panel-responses-waiting' not in desk.browser("rosa").get("/admin/").content.decode()
