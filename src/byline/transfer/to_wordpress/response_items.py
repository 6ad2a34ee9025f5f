"""The responses under articles, as WordPress's comments."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from operator import attrgetter

from django.db.models import F

from byline.discussion.choices import Kind, ResponseType, State, Voice
from byline.discussion.models import Comment
from byline.discussion.sanitizing import sanitize_html, sanitize_markdown
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
"""As WordPress's webmention plugin names them; pingbacks and trackbacks are WordPress's own."""
CHUNK_SIZE = 1000


def responses_by_article(
    house: SiteExport, articles: Sequence[int]
) -> Iterator[tuple[int, Iterator[Comment]]]:
    """The responses of these articles, article by article and each by its number; those of one, however many, as a stream."""
    said_there = Comment.objects.filter(article__in=articles).annotate(
        answered=F("parent__anchor"), speaker=F("author__contributor__pk")
    )
    return groupby(
        said_there.order_by("article", "number").iterator(chunk_size=CHUNK_SIZE),
        key=attrgetter("article_id"),
    )


def comment_element(house: SiteExport, one: Comment) -> str:
    number = house.numbers.of_comment(one.pk, one.anchor)
    word = wordpress_state(one.state, one.reason)
    answered, speaker = getattr(one, "answered", None), getattr(one, "speaker", None)
    kept = house.with_addresses
    return parent_element(
        "wp:comment",
        value_element("wp:comment_id", number),
        text_element("wp:comment_author", escape(one.name, quote=False)),
        value_element("wp:comment_author_email", one.mail if kept else ""),
        text_element("wp:comment_author_url", escape(one.link, quote=False)),
        value_element("wp:comment_author_IP", (one.address or "") if kept else ""),
        value_element("wp:comment_date", local_date(one.posted_at, house.zone)),
        value_element("wp:comment_date_gmt", gmt_date(one.posted_at)),
        text_element("wp:comment_content", one.html),
        value_element("wp:comment_approved", APPROVED.get(word, word)),
        value_element(
            "wp:comment_type", COMMENT_TYPES.get((one.kind, one.response_type), one.kind)
        ),
        value_element(
            "wp:comment_parent",
            house.numbers.of_comment(one.parent_id, answered or "") if one.parent_id else 0,
        ),
        value_element("wp:comment_user_id", house.numbers.of_person(speaker) if speaker else 0),
        meta_elements("comment", _fields(one, word, f"comment-{number}")),
    )


def _fields(one: Comment, word: str, anchor: str) -> dict[str, str]:
    """What WordPress has no word for."""
    place = STATES_HERE[word]
    as_usual = (one.state, one.reason, one.was_published) == (
        place.state,
        place.reason,
        place.state == State.PUBLISHED,
    )
    says_it_all = as_usual or one.state == State.UNCONFIRMED
    return {
        NUMBER: str(one.number),
        STATE: ""
        if says_it_all
        else state_field(one.state, one.reason, was_shown=one.was_published),
        VOICE: one.voice if one.voice != Voice.READER else "",
        MARKDOWN: _markdown(one),
        PINNED: "1" if one.is_pinned else "",
        ANCHOR: one.anchor if one.anchor != anchor else "",
    }


def _markdown(one: Comment) -> str:
    """The words as they were written, where they say more than the page shows."""
    read = sanitize_html(name="", html=one.html)
    if (read.text, read.html) == (one.text, one.html):
        return ""
    return one.text if sanitize_markdown(name="", text=one.text).html == one.html.strip() else ""
