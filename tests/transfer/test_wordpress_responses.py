"""Comments come in as responses: with their states, dates and threads, and at the anchors that
links name.
"""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core import mail
from django.test import Client

from byline.accounts.actions import create_user
from byline.discussion.actions import Grounds, decide, post_comment
from byline.discussion.choices import Act, Reason
from byline.discussion.models import Comment, Decision, Thread
from byline.discussion.submission import Submission
from byline.linkbacks.models import IncomingMention
from byline.network.models import Delivery
from byline.newsroom.models import Article, Contributor
from byline.transfer.run.report import ImportReport
from transfer.conftest import ImportExport
from transfer.exports import author, comment, item

HEAD = author("inga", "Inga Holm", 4) + author("bo", "Bo Ek", 5)
ARTICLE_PATH = "/2016/09/17/piece-1/"


def at(hour: int) -> dict[str, str]:
    return {"date": f"2016-09-18 {hour + 2:02}:00:00", "gmt": f"2016-09-18 {hour:02}:00:00"}


def numbers(article: int = 1) -> list[tuple[int, str, str]]:
    rows = Comment.objects.filter(article__post_id=article).order_by("number")
    return [(row.number, row.name, row.state) for row in rows]


def wrong(report: ImportReport) -> list[str]:
    assert report.proof is not None
    return report.proof.wrong


def test_a_response_says_what_it_said_and_when(import_export: ImportExport, reader: Client) -> None:
    report = import_export(
        item(
            1,
            more=comment(
                7, "Two <b>bold</b> words\n\nand http://sea.example/a.", url="http://ann.example"
            ),
        )
    )
    response = Comment.objects.get()
    assert (response.name, response.link, response.posted_at) == (
        "Ann",
        "http://ann.example",
        datetime(2016, 9, 18, 8, tzinfo=UTC),
    )
    assert response.text == "Two bold words\n\nand http://sea.example/a."
    assert response.html == (
        "<p>Two <strong>bold</strong> words</p>\n"
        '<p>and <a href="http://sea.example/a" rel="nofollow ugc noopener">http://sea.example/a</a>.</p>'
    )
    assert response.html in reader.get(ARTICLE_PATH).content.decode()
    assert (report.number("comment", "created"), wrong(report)) == (1, [])


def test_nobody_is_told_of_what_is_years_old(import_export: ImportExport) -> None:
    import_export(item(1, more=comment(7) + comment(8, parent=7, author="Bert")))
    assert (Delivery.objects.count(), mail.outbox, Decision.objects.count()) == (0, [], 0)


def test_numbers_follow_the_dates(import_export: ImportExport) -> None:
    late, early, next_one = (
        comment(1, author="Late", **at(9)),
        comment(2, author="Early", **at(5)),
        comment(3, author="Next", **at(7)),
    )
    import_export(item(1, more=late + early + next_one))
    assert [name for _number, name, _state in numbers()] == ["Early", "Next", "Late"]
    import_export(item(1, more=late + early + next_one + comment(4, author="Found again", **at(1))))
    assert [name for _number, name, _state in numbers()] == ["Early", "Next", "Late", "Found again"]


@pytest.mark.parametrize(
    ("approved", "state", "reason"),
    [
        ("1", "published", "fine"),
        ("0", "pending", "premoderated"),
        ("spam", "rejected", "spam"),
        ("trash", "rejected", "other"),
        ("a plugin's", "pending", "premoderated"),
    ],
)
def test_a_state_is_kept_and_only_what_was_published_is_shown(
    import_export: ImportExport, reader: Client, approved: str, state: str, reason: str
) -> None:
    report = import_export(item(1, more=comment(7, "Quite so.", approved=approved)))
    response = Comment.objects.get()
    assert (response.state, response.reason, wrong(report)) == (state, reason, [])
    assert ("Quite so." in reader.get(ARTICLE_PATH).content.decode()) == (state == "published")
    assert [decision.rule for decision in response.decisions.all()] == (
        [] if state == "published" else ["import"]
    )
    assert Thread.objects.get().published == (state == "published")


def test_spam_and_trash_may_be_left_out(import_export: ImportExport) -> None:
    report = import_export(
        item(
            1,
            more=comment(1) + comment(2, approved="spam") + comment(3, approved="trash", parent=2),
        ),
        options={"leave_out_spam": True},
    )
    assert (numbers(), wrong(report)) == ([(1, "Ann", "published")], [])
    assert report.reasons() == [
        ("comment", "spam there, left out by choice", 1),
        ("comment", "trash there, left out by choice", 1),
    ]


def test_a_thread_of_any_depth_also_with_parents_that_come_later(
    import_export: ImportExport,
) -> None:
    chain = [comment(number, parent=number + 1, **at(number % 20)) for number in range(1, 60)]
    report = import_export(item(1, more="".join([*chain, comment(60)])))
    parents = {
        row.anchor: row.parent.anchor if row.parent else ""
        for row in Comment.objects.select_related("parent")
    }
    assert parents == {
        f"comment-{number}": f"comment-{number + 1}" if number < 60 else ""
        for number in range(1, 61)
    }
    assert wrong(report) == []


def test_a_parent_that_came_in_an_earlier_export_or_comes_in_a_later_one(
    import_export: ImportExport,
) -> None:
    import_export(item(1, more=comment(1)))
    report = import_export(item(1, more=comment(1) + comment(2, parent=1) + comment(3, parent=9)))
    assert [entry.why for entry in report.decisions] == [
        "replies to comment 9, which is not under its article here"
    ]
    assert wrong(report) == []
    report = import_export(
        item(1, more=comment(1) + comment(2, parent=1) + comment(3, parent=9) + comment(9))
    )
    parents = {
        row.anchor: row.parent.anchor if row.parent else ""
        for row in Comment.objects.select_related("parent")
    }
    assert parents == {
        "comment-1": "",
        "comment-2": "comment-1",
        "comment-3": "comment-9",
        "comment-9": "",
    }
    assert (report.number("comment", "updated"), wrong(report)) == (1, [])


def test_who_answers_themselves_or_another_articles_answers_nobody(
    import_export: ImportExport,
) -> None:
    ring = comment(1, parent=2) + comment(2, parent=1) + comment(3, parent=3)
    report = import_export(item(1, more=ring), item(2, more=comment(4, parent=1)))
    assert Comment.objects.filter(parent=None).count() == 3
    assert [entry.id for entry in report.decisions] == ["4"]


def test_pings_are_what_they_are_and_their_pages_are_known(import_export: ImportExport) -> None:
    report = import_export(
        item(
            1,
            more=comment(
                1,
                "[…] as the Bell says […]",
                kind="pingback",
                author="Tide tables",
                url="http://tide.example/a/",
            )
            + comment(2, kind="trackback", author="Old blog", url="http://old.example/?p=1")
            + comment(3, kind="order_note"),
        )
    )
    assert [(row.kind, row.response_type) for row in Comment.objects.order_by("number")] == [
        ("pingback", "mention"),
        ("trackback", "mention"),
    ]
    assert [
        (mention.source, mention.state, mention.delivery)
        for mention in IncomingMention.objects.order_by("pk")
    ] == [
        ("http://tide.example/a/", "accepted", None),
        ("http://old.example/?p=1", "accepted", None),
    ]
    assert report.reasons() == [("comment", "of an unknown type (order_note)", 1)]
    assert wrong(report) == []


def test_the_papers_own_people_speak_as_such(import_export: ImportExport) -> None:
    import_export(
        item(1, creator="inga", more=comment(1, user=4) + comment(2, user=5) + comment(3, user=6)),
        head=HEAD,
    )
    assert [row.voice for row in Comment.objects.order_by("number")] == [
        "author",
        "staff",
        "reader",
    ]


def test_an_account_that_a_contributor_has_is_named(import_export: ImportExport) -> None:
    import_export(item(1), head=HEAD)
    bo = create_user("bo@harbour.example", "Bo Ek", "seven herons on a weir")
    Contributor.objects.filter(slug="bo").update(user=bo)
    import_export(item(1, more=comment(2, user=5)), head=HEAD)
    assert Comment.objects.get().author == bo


@time_machine.travel("2016-10-01 10:00:00", tick=False)
def test_addresses_are_kept_for_the_sites_days_and_no_longer(import_export: ImportExport) -> None:
    old = {"date": "2016-05-01 10:00:00", "gmt": "2016-05-01 08:00:00"}
    import_export(item(1, more=comment(1) + comment(2, **old)))
    kept, dropped = Comment.objects.order_by("-posted_at")
    assert (kept.mail, kept.address, kept.is_forgotten) == (
        "ann@private.example",
        "203.0.113.7",
        False,
    )
    assert (dropped.mail, dropped.address, dropped.address_key, dropped.is_forgotten) == (
        "",
        None,
        "",
        True,
    )
    assert kept.mail_key == dropped.mail_key != ""


def test_what_is_no_address_is_not_kept_and_nobodys_name_is_empty(
    import_export: ImportExport,
) -> None:
    import_export(
        item(
            1,
            more=comment(
                1, author="", mail="not one", address="nowhere", url="javascript:alert(1)"
            ),
        )
    )
    response = Comment.objects.get()
    assert (response.name, response.mail, response.mail_key, response.address, response.link) == (
        "Anonymous",
        "",
        "",
        None,
        "",
    )


def test_a_stranger_can_do_no_harm(import_export: ImportExport, reader: Client) -> None:
    import_export(
        item(
            1,
            more=comment(
                1,
                "<script>alert(1)</script><img src=x onerror=alert(2)><a "
                "href='javascript:3'>so</a>",
                author="<i>x",
            ),
        )
    )
    page = reader.get(ARTICLE_PATH).content.decode()
    assert [bad for bad in ("alert(1)", "onerror", "javascript:3", "<i>x") if bad in page] == []


def test_old_anchors_still_land(import_export: ImportExport, reader: Client) -> None:
    import_export(
        item(1, more="".join(comment(number + 1000, **at(number % 20)) for number in range(1, 61)))
    )
    page = reader.get(ARTICLE_PATH).content.decode()
    ids = [f'id="comment-{number + 1000}"' for number in range(1, 61)]
    assert [page.count(anchor) for anchor in ids] == [1] * 60
    there = Comment.objects.get(number=55)
    assert f'<li id="{there.anchor}"><a href="{ARTICLE_PATH}comment-page-2/#response-55">' in page
    second = reader.get(f"{ARTICLE_PATH}comment-page-2/").content.decode()
    assert [second.count(anchor) for anchor in ids] == [1] * 60
    answer = reader.get(f"{ARTICLE_PATH}comment-page-7/")
    assert (answer.status_code, answer["Location"]) == (302, ARTICLE_PATH)


def test_the_second_time_nothing_happens_and_a_change_there_changes_here(
    import_export: ImportExport,
) -> None:
    import_export(item(1, more=comment(1, approved="0") + comment(2)))
    again = import_export(item(1, more=comment(1, approved="0") + comment(2)))
    assert (again.number("comment", "unchanged"), again.read("comment")) == (2, 2)
    report = import_export(item(1, more=comment(1, "Changed.") + comment(2)))
    response = Comment.objects.get(anchor="comment-1")
    assert (response.state, response.text, response.number, response.was_published) == (
        "published",
        "Changed.",
        2,
        True,
    )
    assert (Thread.objects.get().published, report.number("comment", "updated"), wrong(report)) == (
        2,
        1,
        [],
    )


def test_what_a_moderator_decided_here_is_never_overwritten_but_told(
    import_export: ImportExport,
) -> None:
    import_export(item(1, more=comment(1) + comment(2)))
    decide(Comment.objects.get(anchor="comment-1"), Act.REMOVE, Grounds(Reason.ABUSE))
    unchanged = import_export(item(1, more=comment(1) + comment(2)))
    assert (unchanged.number("comment", "unchanged"), wrong(unchanged)) == (2, [])
    report = import_export(item(1, more=comment(1, "Theirs") + comment(2)))
    assert Comment.objects.get(anchor="comment-1").state == "removed"
    assert [(entry.id, entry.why) for entry in report.skipped] == [
        ("1", "changed here since, so left unchanged")
    ]
    assert wrong(report) == []


def test_two_with_one_number_are_told(import_export: ImportExport) -> None:
    report = import_export(
        item(1, more=comment(1) + comment(1, "Again.")), item(2, more=comment(1, "And again."))
    )
    assert [entry.why for entry in report.skipped] == ["another one with the number 1"] * 2
    assert (Comment.objects.count(), wrong(report)) == (1, [])


def test_what_stands_under_no_article_is_told(import_export: ImportExport) -> None:
    report = import_export(
        item(1, status="trash", more=comment(1)),
        item(2, kind="page", more=comment(2)),
        item(3),
    )
    assert {why for _kind, why, _number in report.reasons()} == {
        "in the old site's trash",
        "its article is not here",
        "under a page, which has no responses here",
    }
    assert wrong(report) == []


def test_a_proof_that_does_not_agree_says_so(import_export: ImportExport) -> None:
    import_export(item(1, more=comment(1) + comment(2, parent=1)))
    Comment.objects.filter(anchor="comment-1").update(state="pending")
    Comment.objects.filter(anchor="comment-2").update(parent=None)
    report = import_export(item(1, more=comment(1) + comment(2, parent=1)))
    assert wrong(report) == [
        "under item 1: 1 too many: response, pending",
        "under item 1: 1 too few: response, published",
    ]
    assert not report.is_clean
    Comment.objects.filter(anchor="comment-1").update(state="published")
    assert wrong(import_export(item(1, more=comment(1) + comment(2, parent=1)))) == [
        "under item 1: not every reply has the same parent as there"
    ]


def test_new_responses_go_on_behind_the_old_ones(import_export: ImportExport) -> None:
    import_export(item(1, more=comment(1) + comment(2)))
    response = post_comment(
        Article.objects.get(), Submission(name="New", text="And I.", mail="new@harbour.example")
    ).comment
    decide(response, Act.PUBLISH, Grounds(Reason.FINE))
    assert Comment.objects.get(pk=response.pk).number == 3
