"""The Harbour Post and its readers: Tove and Ben have no account; an article about the ferry is open to them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from wagtail.models import Site

from byline.discussion.actions import post_comment
from byline.discussion.choices import Premoderation, WhoMayRespond
from byline.discussion.models import Comment, CommentRules
from byline.discussion.submission import Submission
from byline.newsroom.models import Article
from newsrooms import Publish, text

TOVE = Submission(
    name="Tove", text="The ferry ran late again.", mail="tove@reader.example", address="203.0.113.7"
)


@pytest.fixture
def comment_rules(harbour_post: Site) -> CommentRules:
    """Rules under which a guest who gives a name is published at once."""
    rules: CommentRules = CommentRules.for_site(harbour_post)
    rules.who_may_respond, rules.premoderation, rules.requires_proof = (
        WhoMayRespond.NAMED,
        Premoderation.NONE,
        False,
    )
    rules.flood_number = 1000
    rules.save()
    return rules


@pytest.fixture
def ferry(publish: Publish, comment_rules: CommentRules) -> Article:
    return publish("The ferry", body=text("It ran late."))


Respond = Callable[..., Comment]


@pytest.fixture
def respond(ferry: Article) -> Respond:
    """Post what Tove says, or what somebody else does, under the ferry article."""

    def post(words: str, **more: Any) -> Comment:
        article = more.pop("article", ferry)
        return post_comment(article, replace(TOVE, text=words, **more)).comment

    return post
