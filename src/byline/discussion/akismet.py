"""Akismet's protocol (version 1.1): asking whether something is spam, and saying what was."""

from typing import Any

from django.conf import settings

from byline.discussion.models import Comment
from byline.lib.http_client import Limits, RemoteResponse, Unreachable, post
from byline.newsroom.models import Article

COMMENT_CHECK, SUBMIT_SPAM, SUBMIT_HAM = "comment-check", "submit-spam", "submit-ham"
LONGEST = 64 * 1024  # bytes of an answer


def ask(verb: str, key: str, said: dict[str, Any], *, seconds: float) -> RemoteResponse:
    """Akismet's answer to one of its verbs. Raises Unreachable, also for an answer that is an error."""
    form = {"api_key": key, **{name: value for name, value in said.items() if value}}
    limits = Limits(seconds=seconds, size=LONGEST, redirects=0)
    url = f"{settings.OPTIONS.akismet_server.rstrip('/')}/{verb}"
    answer = post(url, form, limits=limits, loopback=settings.OPTIONS.allow_loopback_services)
    if answer.status != 200 or b"invalid" in answer.body.lower():  # noqa: PLR2004
        why = answer.headers.get("x-akismet-debug-help") or answer.body[:100].decode(
            "utf-8", "replace"
        )
        raise Unreachable(f"status {answer.status}: {why}")
    return answer


def of_article(article: Article) -> dict[str, Any]:
    """What Akismet is told of the place."""
    return {"blog": article.site.root_url, "permalink": f"{article.site.root_url}{article.href}"}


def of_comment(comment: Comment) -> dict[str, Any]:
    """What Akismet is told of a response that is kept."""
    return {
        **of_article(comment.article),
        "user_ip": comment.address,
        "user_agent": comment.agent,
        "comment_type": KINDS.get(comment.kind, comment.kind),
        "comment_author": comment.name,
        "comment_author_email": comment.mail,
        "comment_author_url": comment.link,
        "comment_content": comment.text,
    }


KINDS = {"response": "comment"}
