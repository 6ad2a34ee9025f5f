"""Akismet's protocol, version 1.1 (akismet.com/developers)."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from byline.discussion.choices import Kind
from byline.discussion.models import Comment
from byline.lib.http_client import Limits, RemoteResponse, Unreachable, post
from byline.newsroom.models import Article

COMMENT_CHECK, SUBMIT_SPAM, SUBMIT_HAM = "comment-check", "submit-spam", "submit-ham"
COMMENT_TYPES = {Kind.RESPONSE: "comment"}
MAX_RESPONSE_BYTES = 64 * 1024


def call_akismet(
    verb: str, key: str, fields: Mapping[str, Any], *, seconds: float
) -> RemoteResponse:
    """Akismet's response to one of its verbs. Raises Unreachable, also if it reports an error."""
    form = {"api_key": key, **{name: value for name, value in fields.items() if value}}
    limits = Limits(seconds=seconds, size=MAX_RESPONSE_BYTES, redirects=0)
    url = f"{server_url()}/{verb}"
    response = post(url, form, limits=limits, loopback=settings.OPTIONS.allow_loopback_services)
    if response.status != 200 or b"invalid" in response.body.lower():  # noqa: PLR2004
        reason = response.headers.get("x-akismet-debug-help") or response.body[:100].decode(
            "utf-8", "replace"
        )
        raise Unreachable(f"status {response.status}: {reason}")
    return response


def server_url() -> str:
    """The address below which the verbs are, without a trailing slash."""
    return str(settings.OPTIONS.akismet_server.rstrip("/"))


def article_fields(article: Article) -> dict[str, Any]:
    return {"blog": article.site.root_url, "permalink": f"{article.site.root_url}{article.href}"}


def comment_fields(comment: Comment) -> dict[str, Any]:
    """A stored response, as Akismet expects it."""
    return {
        **article_fields(comment.article),
        "user_ip": comment.address,
        "user_agent": comment.agent,
        "comment_type": comment_type(comment.kind),
        "comment_author": comment.name,
        "comment_author_email": comment.mail,
        "comment_author_url": comment.link,
        "comment_content": comment.text,
    }


def comment_type(kind: str) -> str:
    """Akismet's name for a kind of response."""
    return COMMENT_TYPES.get(Kind(kind), kind)
