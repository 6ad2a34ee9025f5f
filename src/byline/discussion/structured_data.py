"""Responses as schema.org data."""

from operator import attrgetter
from typing import Any

from django.utils import timezone

from byline.discussion.models import Comment
from byline.discussion.queries import DiscussionPage
from byline.lib.scrub import text_of


def responses_as_json_ld(discussion: DiscussionPage, root: str) -> dict[str, Any]:
    """The number of responses, and those on the page that have text; `root` is the site's URL."""
    comments = {view.comment.pk: view.comment for view in (*discussion.pinned, *discussion.shown)}
    readable = sorted(
        (
            comment
            for comment in comments.values()
            if comment.is_published and not comment.is_wordless
        ),
        key=attrgetter("published_number"),
    )
    data: dict[str, Any] = {"commentCount": discussion.count}
    if readable:
        data["comment"] = [_response(comment, root) for comment in readable]
    return data


def _response(comment: Comment, root: str) -> dict[str, Any]:
    return {
        "@type": "Comment",
        "url": root + comment.permalink,
        "datePublished": timezone.localtime(comment.posted_at).isoformat(timespec="seconds"),
        "author": {"@type": "Person", "name": comment.name},
        "text": text_of(comment.html),
    }
