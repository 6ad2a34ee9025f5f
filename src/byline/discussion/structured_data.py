"""Responses as schema.org data."""

from typing import Any

from django.utils import timezone

from byline.discussion.models import Comment
from byline.discussion.queries import DiscussionPage
from byline.lib.scrub import text_of


def responses_as_json_ld(discussion: DiscussionPage, root: str) -> dict[str, Any]:
    """The number of responses, and those on the page that have text; `root` is the site's URL."""
    shown = {each.comment.pk: each.comment for each in (*discussion.pinned, *discussion.shown)}
    readable = [
        comment for comment in shown.values() if comment.is_published and not comment.is_wordless
    ]
    told = [
        _response(comment, root) for comment in sorted(readable, key=lambda comment: comment.number)
    ]
    return {"commentCount": discussion.count, **({"comment": told} if told else {})}


def _response(comment: Comment, root: str) -> dict[str, Any]:
    return {
        "@type": "Comment",
        "url": root + comment.permalink,
        "datePublished": timezone.localtime(comment.posted_at).isoformat(timespec="seconds"),
        "author": {"@type": "Person", "name": comment.name},
        "text": text_of(comment.html),
    }
