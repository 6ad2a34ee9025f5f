"""Checking whether a page really links to an article, and updating the response that it became."""

from datetime import datetime
from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from byline.discussion.actions import ResponseRefused, mark_gone, post_comment, refresh
from byline.discussion.choices import Kind, ResponseType, Trust
from byline.discussion.models import MAX_NAME_LENGTH
from byline.discussion.openness import conditions_of
from byline.discussion.submission import Submission
from byline.lib.http_client import RemoteResponse, RequestRefused, Unreachable
from byline.linkbacks.actions.incoming import is_too_long, queue_check
from byline.linkbacks.choices import (
    MAX_DETAIL_LENGTH,
    MentionState,
    RefusalReason,
)
from byline.linkbacks.documents import addresses_in
from byline.linkbacks.fetching import fetch
from byline.linkbacks.microformats import MentionSource, read_source
from byline.linkbacks.models import IncomingMention
from byline.linkbacks.queries import address_keys, is_blocked, ping_state, site_at_address
from byline.linkbacks.rules import address_key, host_of, is_web_address
from byline.network.queries import settings_of

GONE_STATUSES = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


def check_mention(mention: IncomingMention) -> None:
    """Fetch the page, and publish, update or withdraw the response that it became.

    Raises Unreachable if the page cannot be judged at present.
    """
    article = mention.article
    if not article.live and mention.comment is None:
        _settle(mention, MentionState.REJECTED, "the article is not published")
        return
    try:
        answer = fetch(mention.source, article.site.root_url)
    except RequestRefused as error:
        _settle(mention, MentionState.REJECTED, str(error))
        return
    if refusal := _move_to_where_it_answered(mention, answer.url):
        _end(mention, refusal)
    elif answer.status in GONE_STATUSES:
        _end(mention, f"the page answers {answer.status}")
    elif not answer.is_success:
        raise Unreachable(f"the page answers {answer.status}")
    elif not _links_here(answer, keys := address_keys(article) | {address_key(mention.target)}):
        _end(mention, "it does not link to the article")
    else:
        _accept(mention, read_source(answer, keys))


def _move_to_where_it_answered(mention: IncomingMention, url: str) -> str:
    """Judge a page by the address that answered, after all redirects: returns why it is refused.

    The mention moves there, so that trust, bans and mutes are those of the page itself. If the page
    is known already, it is checked again instead, because one page is one voice.
    """
    source, site = url.partition("#")[0], mention.article.site
    if address_key(source) == mention.source_key:
        return ""
    if not is_web_address(source) or is_too_long(source):
        return str(RefusalReason.NO_SOURCE.label)
    if site_at_address(source):
        return str(RefusalReason.OWN_PAGE.label)
    if is_blocked(source, site, timezone.now()):
        return str(RefusalReason.BLOCKED.label)
    with transaction.atomic():
        same_page = IncomingMention.objects.filter(
            article=mention.article, source_key=address_key(source)
        ).first()
        if same_page:
            queue_check(same_page, site)
            return f"it redirects to {source}, which is known"
        mention.source, mention.source_key = source, address_key(source)
        mention.host_key = host_of(source)
        mention.save(update_fields=["source", "source_key", "host_key"])
    return ""


def mark_unreachable(mention: IncomingMention, error: str) -> None:
    """Note that the page could not be checked. A response that it became before stays."""
    is_known = mention.comment_id is not None
    _settle(mention, MentionState.ACCEPTED if is_known else MentionState.REJECTED, error)


def delete_forgotten_mentions() -> None:
    """Delete rejected mentions once the queue has deleted their checks."""
    IncomingMention.objects.filter(
        state=MentionState.REJECTED, comment=None, delivery=None
    ).delete()


def _links_here(answer: RemoteResponse, keys: set[str]) -> bool:
    return any(is_web_address(url) and address_key(url) in keys for url in addresses_in(answer))


def _end(mention: IncomingMention, detail: str) -> None:
    with transaction.atomic():
        if mention.comment:
            mark_gone(mention.comment, detail)
        _settle(mention, MentionState.GONE if mention.comment else MentionState.REJECTED, detail)


def _accept(mention: IncomingMention, source: MentionSource) -> None:
    now = timezone.now()
    submission = _submission(mention, source, now)
    try:
        with transaction.atomic():
            if mention.comment is None:
                mention.comment = post_comment(mention.article, submission, now=now).comment
            else:
                refresh(mention.comment, submission)
            _settle(mention, MentionState.ACCEPTED, "", comment=mention.comment, payload={})
    except ResponseRefused as refused:
        _settle(
            mention,
            MentionState.REJECTED,
            f"{refused.verdict.reason.label} ({refused.verdict.rule})",
        )
    except ValidationError as error:
        _settle(mention, MentionState.REJECTED, " ".join(error.messages))


def _submission(mention: IncomingMention, source: MentionSource, now: datetime) -> Submission:
    rules = ping_state(mention.article, now).rules
    max_length = conditions_of(mention.article).rules.max_length
    name = (_stated_name(mention) or source.name or host_of(mention.source))[:MAX_NAME_LENGTH]
    trust, trust_reason = _trust_in(
        mention, rules.trusts(host_of(mention.source)), reads_first=rules.reads_first
    )
    return Submission(
        name=name,
        text=_words(mention, source)[:max_length],
        link=mention.source,
        kind=mention.kind,
        response_type=source.response_type,
        trust=trust,
        trust_reason=trust_reason,
    )


def _stated_name(mention: IncomingMention) -> str:
    """What a trackback calls its blog, also when its page is checked again without saying so."""
    if mention.kind != Kind.TRACKBACK:
        return ""
    stated = " ".join(mention.payload.get("blog_name", "").split())
    return stated or (mention.comment.name if mention.comment else "")


def _trust_in(
    mention: IncomingMention, is_trusted: bool, *, reads_first: bool
) -> tuple[Trust, str]:
    own = site_at_address(mention.source)
    if own:
        return Trust.TRUSTED, settings_of(own).name
    host = host_of(mention.source)
    if is_trusted:
        return Trust.TRUSTED, host
    was_read = mention.comment is not None and mention.comment.was_published
    return (Trust.MODERATED if reads_first and not was_read else Trust.UNKNOWN), host


def _words(mention: IncomingMention, source: MentionSource) -> str:
    title = source.title or mention.payload.get("title", "")
    if source.response_type in (ResponseType.LIKE, ResponseType.REPOST):
        return title or mention.source
    words = source.words or (
        mention.payload.get("excerpt", "") if mention.kind == Kind.TRACKBACK else ""
    )
    if source.response_type == ResponseType.REPLY:
        return words or title or mention.source
    return (
        "\n\n".join(part for part in (title, words if words != title else "") if part)
        or mention.source
    )


def _settle(mention: IncomingMention, state: MentionState, detail: str, **fields: object) -> None:
    IncomingMention.objects.filter(pk=mention.pk).update(
        state=state, detail=detail[:MAX_DETAIL_LENGTH], checked_at=timezone.now(), **fields
    )
