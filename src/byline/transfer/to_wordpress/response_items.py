"""Responses as WordPress's comments."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from operator import attrgetter

from django.db.models import F, OuterRef, Subquery

from byline.discussion.choices import Kind, ResponseType, State, Voice
from byline.discussion.models import Comment
from byline.discussion.sanitizing import sanitize_html, sanitize_markdown
from byline.newsroom.models import Contributor
from byline.transfer.run.comment_states import PENDING, PUBLISHED, STATES_HERE
from byline.transfer.to_wordpress.site_export import SiteExport
from byline.transfer.to_wordpress.wxr_xml import (
    gmt_date,
    local_date,
    meta_elements,
    parent_element,
    text_element,
    value_element,
)
from byline.transfer.wordpress_format.field_names import (
    ANCHOR,
    MARKDOWN,
    NUMBER,
    PINNED,
    STATE,
    VOICE,
    state_field,
    wordpress_state,
)

APPROVED = {PUBLISHED: "1", PENDING: "0"}
COMMENT_TYPES: dict[tuple[str, str], str] = {
    (Kind.RESPONSE, ""): "comment",
    (Kind.WEBMENTION, ResponseType.REPLY): "reply",
    (Kind.WEBMENTION, ResponseType.LIKE): "like",
    (Kind.WEBMENTION, ResponseType.REPOST): "repost",
    (Kind.WEBMENTION, ResponseType.MENTION): "webmention",
}
"""The types of WordPress's webmention plugin. Pingbacks and trackbacks have WordPress's own."""
CHUNK_SIZE = 1000


def responses_by_article(articles: Sequence[int]) -> Iterator[tuple[int, Iterator[Comment]]]:
    """The responses to these articles, grouped by article and ordered by number.

    Those without a number are last. They are streamed, so an article may have any number of them.
    """
    contributors = Contributor.objects.filter(
        user=OuterRef("author"), site=OuterRef("article__site")
    )
    comments = Comment.objects.filter(article__in=articles).annotate(
        parent_anchor=F("parent__anchor"),
        contributor_pk=Subquery(contributors.order_by("pk").values("pk")[:1]),
    )
    return groupby(
        comments.order_by("article", F("number").asc(nulls_last=True), "pk").iterator(
            chunk_size=CHUNK_SIZE
        ),
        key=attrgetter("article_id"),
    )


def comment_element(export: SiteExport, comment: Comment) -> str:
    """The XML of a response from `responses_by_article`."""
    comment_id = export.ids.comment_id(comment.pk, comment.anchor)
    state = wordpress_state(comment.state, comment.reason)
    parent_anchor = getattr(comment, "parent_anchor", None)
    contributor_pk = getattr(comment, "contributor_pk", None)
    return parent_element(
        "wp:comment",
        value_element("wp:comment_id", comment_id),
        text_element("wp:comment_author", escape(comment.name, quote=False)),
        value_element("wp:comment_author_email", comment.mail if export.with_addresses else ""),
        text_element("wp:comment_author_url", escape(comment.link, quote=False)),
        value_element(
            "wp:comment_author_IP", comment.address or "" if export.with_addresses else ""
        ),
        value_element("wp:comment_date", local_date(comment.posted_at, export.zone)),
        value_element("wp:comment_date_gmt", gmt_date(comment.posted_at)),
        text_element("wp:comment_content", comment.html),
        value_element("wp:comment_approved", APPROVED.get(state, state)),
        value_element(
            "wp:comment_type",
            COMMENT_TYPES.get((comment.kind, comment.response_type), comment.kind),
        ),
        value_element(
            "wp:comment_parent",
            export.ids.comment_id(comment.parent_id, parent_anchor or "")
            if comment.parent_id
            else 0,
        ),
        value_element(
            "wp:comment_user_id", export.ids.user_id(contributor_pk) if contributor_pk else 0
        ),
        meta_elements("comment", _fields(comment, state, f"comment-{comment_id}")),
    )


def _fields(comment: Comment, state: str, anchor: str) -> dict[str, str]:
    """The custom fields: what WordPress itself cannot express.

    `state` and `anchor` are what an import would make of WordPress's own fields.
    """
    implied = STATES_HERE[state]
    is_implied = (comment.state, comment.reason, comment.was_published) == (
        implied.state,
        implied.reason,
        implied.state == State.PUBLISHED,
    )
    needs_no_state = is_implied or comment.state == State.UNCONFIRMED
    return {
        NUMBER: "" if comment.number is None else str(comment.number),
        STATE: ""
        if needs_no_state
        else state_field(comment.state, comment.reason, was_shown=comment.was_published),
        VOICE: comment.voice if comment.voice != Voice.READER else "",
        MARKDOWN: _markdown(comment),
        PINNED: "1" if comment.is_pinned else "",
        ANCHOR: comment.anchor if comment.anchor != anchor else "",
    }


def _markdown(comment: Comment) -> str:
    """The text as its author wrote it, unless it can be derived from the HTML."""
    derived = sanitize_html(name="", html=comment.html)
    if (derived.text, derived.html) == (comment.text, comment.html):
        return ""
    html = sanitize_markdown(name="", text=comment.text).html
    return comment.text if html == comment.html.strip() else ""
