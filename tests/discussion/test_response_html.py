"""The HTML of a response: people's words stay text, and each state is shown."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation
from lxml import html

from byline.discussion.choices import Reason, ResponseType, State
from byline.discussion.models import Comment
from byline.discussion.queries import (
    CommentView,
    DiscussionPage,
    conditions_of,
    empty_discussion_page,
)
from byline.discussion.response_html import render_settings, response_html
from byline.network.choices import OpenClosed
from byline.network.queries import settings_of
from response_helpers import Respond

NASTY = "\"><img src=x onerror=alert(1)>'&amp;"


def talk_about(comment: Comment) -> DiscussionPage:
    settings = settings_of(comment.site)
    return empty_discussion_page(
        comment.article, conditions_of(comment.article, settings), timezone.now()
    )


def as_set(
    comment: Comment, *replies: Comment, is_own: bool = False, is_pinned: bool = False
) -> html.HtmlElement:
    shown = CommentView(comment, replies=list(replies))
    return html.fromstring(
        response_html(
            shown, render_settings(talk_about(comment)), is_own=is_own, is_pinned=is_pinned
        )
    )


def words_in(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_what_strangers_write_is_text_wherever_it_stands(respond: Respond) -> None:
    comment = respond("It ran late.")
    comment.name, comment.link, comment.anchor = NASTY, f"https://tove.example/{NASTY}", NASTY
    set_ = as_set(comment)
    assert set_.xpath("//img | //@onerror") == []
    assert set_.xpath("//bdi/text()") == [NASTY]
    assert set_.xpath("//span[@class='name']/a/@href") == [f"https://tove.example/{NASTY}"]
    assert set_.xpath("//a[1]/@id") == [NASTY]


def test_a_conversation_names_its_numbers(respond: Respond) -> None:
    first = respond("It ran late.")
    reply = respond("It did not.", name="Ben", mail="ben@reader.example", parent=1)
    path = first.article.href
    assert as_set(first, reply).xpath("//span[@class='replies']/a/@href") == [
        f"{path}comment-page-1/#response-2"
    ]
    assert as_set(reply).xpath("//p[@class='answers']/a/@href") == [
        f"{path}comment-page-1/#response-1"
    ]
    assert [(words_in(a), a.get("href")) for a in as_set(reply).xpath("//footer/a")] == [
        ("Reply to response 2", f"{path}respond/?to=2"),
        ("Report response 2", f"/-/report/{reply.pk}/"),
    ]


def test_it_says_that_other_words_were_answered(respond: Respond) -> None:
    first = respond("It ran late.")
    reply = respond("It did not.", name="Ben", mail="ben@reader.example", parent=1)
    first.edited_at = reply.posted_at + timedelta(minutes=1)
    assert "changed" in words_in(as_set(first).xpath("//span[@class='when']")[0])
    assert words_in(as_set(first, reply).xpath("//span[@class='when']")[0]).endswith(
        ", after replies to it"
    )


@pytest.mark.parametrize(
    ("state", "reason", "message"),
    [
        (State.WITHDRAWN, Reason.FINE, "Withdrawn by its author."),
        (State.ERASED, Reason.FINE, "Erased at the author's request."),
        (State.PENDING, Reason.FINE, "A moderator is reviewing this response."),
        (
            State.REMOVED,
            Reason.SOURCE_GONE,
            "The page that linked here is gone or no longer links here.",
        ),
        (State.REMOVED, Reason.ABUSE, f"Removed by a moderator: {Reason.ABUSE.label}."),
    ],
)
def test_what_is_gone_says_why_and_not_who_nor_what(
    respond: Respond, state: State, reason: Reason, message: str
) -> None:
    comment = respond("It ran late.")
    comment.state, comment.reason = state, reason
    assert words_in(as_set(comment)) == f"1 {message}"
    assert "It ran late." in words_in(as_set(comment, is_own=True))


def test_a_like_is_a_name_and_a_pinned_one_has_no_place_of_its_own(respond: Respond) -> None:
    comment = respond("It ran late.")
    comment.response_type, comment.anchor = ResponseType.LIKE, "comment-7"
    liked = as_set(comment, is_pinned=True)
    assert (liked.get("class"), liked.get("id"), liked.xpath("//@id")) == (
        "response reader wordless",
        None,
        [],
    )
    assert words_in(liked.xpath("//header")[0]).startswith(
        f"1 Tove {ResponseType.LIKE.label} Pinned "
    )
    assert [words_in(a) for a in liked.xpath("//footer/a")] == ["Report response 1"]


def test_nobody_is_asked_to_reply_where_nobody_can_nor_in_a_static_export(respond: Respond) -> None:
    comment = respond("It ran late.")
    printed = html.fromstring(
        response_html(
            CommentView(comment), render_settings(talk_about(comment), is_static_export=True)
        )
    )
    comment.article.respond = OpenClosed.CLOSED
    assert [words_in(a) for a in as_set(comment).xpath("//footer/a")] == ["Report response 1"]
    assert printed.xpath("//footer/a") == []


def test_it_is_set_in_the_language_of_its_page(respond: Respond) -> None:
    comment = respond("It ran late.")
    for language, label in (("de", "Kommentar 1"), ("en", "Response 1")):
        with translation.override(language):
            assert as_set(comment).xpath("//header/a/@aria-label") == [label]
