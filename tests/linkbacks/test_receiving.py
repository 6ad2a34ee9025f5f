"""A page elsewhere links to an article: it is looked at, and stands among the responses as what it is."""

import pytest
from django.test import Client
from wagtail.models import Site

from byline.discussion.choices import Gesture, Reason, State
from byline.discussion.models import Comment
from byline.linkbacks.actions import check_due, tune_pings
from byline.linkbacks.choices import ClaimState
from byline.linkbacks.models import Claim, PingRules
from byline.newsroom.models import Article
from linkbacks.elsewhere import AnotherSite

NOTE = """<!doctype html><title>On ferries</title><article class="h-entry"><h1 class="p-name">On ferries</h1>
<p class="p-author h-card">Ben Adler</p><p class="e-content">They wrote <a href="{target}">well of it</a> last week.</p></article>"""


def ping(reader: Client, source: str, target: str) -> int:
    return reader.post("/-/webmention", {"source": source, "target": target}).status_code


def test_a_webmention_is_taken_looked_at_and_waits_for_a_moderator(
    reader: Client, ferry: Article, ferry_page: str, another_site: AnotherSite
) -> None:
    source = another_site.put("/note", NOTE.format(target=ferry_page))
    answer = reader.post("/-/webmention", {"source": source, "target": ferry_page})
    assert (answer.status_code, answer.content) == (202, b"Thank you. The page will be looked at soon.\n")
    assert (another_site.server.asked, Comment.objects.count()) == ([], 0)
    check_due()
    comment = Comment.objects.get()
    assert (comment.kind, comment.gesture, comment.name, comment.link) == ("webmention", Gesture.MENTION, "Ben Adler", source)
    assert comment.text == "On ferries\n\nThey wrote well of it last week."
    assert (comment.state, comment.reason) == (State.PENDING, Reason.LINKBACK)
    assert Claim.objects.get().state == ClaimState.TAKEN
