"""Checking whether a page really links to an article, and doing to its voice what becomes of that."""

import time
from datetime import datetime

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from byline.discussion.actions import ResponseRefused, mark_gone, post_comment, refresh
from byline.discussion.choices import Kind, ResponseType, Trust
from byline.discussion.models import MAX_NAME_LENGTH
from byline.discussion.openness import conditions_of
from byline.discussion.submission import Submission
from byline.lib.http_client import RemoteResponse, RequestRefused, Unreachable
from byline.linkbacks.choices import CHECK_PAUSES, CLAIM_LASTS, MentionState
from byline.linkbacks.documents import addresses_in
from byline.linkbacks.fetching import fetch
from byline.linkbacks.microformats import MentionSource, read_source
from byline.linkbacks.models import IncomingMention
from byline.linkbacks.queries import address_keys, due_mentions, ping_state, site_at_address
from byline.linkbacks.rules import address_key, host_of, is_web_address
from byline.network.queries import settings_of

A_ROUND = 20.0  # seconds after which a round begins nothing new
GONE = (404, 410)
NO_LINK = "it does not link to the article"

log = structlog.get_logger("byline.linkbacks")


def check_due(now: datetime | None = None, *, host_key: str | None = None) -> None:
    """Look at what is due, the oldest first, in this host_key alone or in all, for A_ROUND at most."""
    end, due = time.monotonic() + A_ROUND, due_mentions(now or timezone.now())
    for mention in (due if host_key is None else due.filter(host_key=host_key))[:200]:
        if time.monotonic() > end:
            return
        if _begin(mention):
            _check_or_put_off(mention)


def _begin(mention: IncomingMention) -> bool:
    """Take it upon oneself, for CLAIM_LASTS; what kills who looks at it is not looked at for ever."""
    as_seen = IncomingMention.objects.filter(
        pk=mention.pk, due_at=mention.due_at, tries=mention.tries
    )
    mention.tries += 1
    mention.due_at = timezone.now() + CLAIM_LASTS
    return bool(as_seen.update(due_at=mention.due_at, tries=mention.tries))


def _check_or_put_off(mention: IncomingMention) -> None:
    if mention.tries > len(CHECK_PAUSES) + 1:  # whoever looked at it died, each time
        _settle(mention, MentionState.REJECTED, mention.detail or "it could not be looked at")
        return
    try:
        check_mention(mention)
    except RequestRefused as wrong:
        _settle(mention, MentionState.REJECTED, str(wrong))
    except Exception as wrong:  # noqa: BLE001 - whatever is the matter with one, the others go on
        log.info(
            "a page that should link here could not be looked at",
            source=mention.source,
            why=str(wrong),
        )
        _put_off(mention, str(wrong))


def _put_off(mention: IncomingMention, why: str) -> None:
    if mention.tries > len(CHECK_PAUSES):
        _settle(
            mention, MentionState.ACCEPTED if mention.comment_id else MentionState.REJECTED, why
        )
    else:
        as_begun = IncomingMention.objects.filter(pk=mention.pk, due_at=mention.due_at)
        as_begun.update(due_at=timezone.now() + CHECK_PAUSES[mention.tries - 1], detail=why[:300])


def check_mention(mention: IncomingMention) -> None:
    """Fetch the page of the mention, and let the article's responses say what it says: newly, changed, or no longer.

    Raises Unreachable where that cannot be told at present.
    """
    article = mention.article
    if not article.live and mention.comment is None:
        _settle(mention, MentionState.REJECTED, "the article is not published")
        return
    answer = fetch(mention.source, article.site.root_url)
    if answer.status in GONE:
        _lose(mention, f"the page answers {answer.status}")
    elif not answer.is_success:
        raise Unreachable(f"the page answers {answer.status}")
    elif not _links_here(answer, keys := address_keys(article) | {address_key(mention.target)}):
        _lose(mention, NO_LINK)
    else:
        _take(mention, read_source(answer, keys))


def _links_here(answer: RemoteResponse, keys: set[str]) -> bool:
    return any(is_web_address(url) and address_key(url) in keys for url in addresses_in(answer))


def _lose(mention: IncomingMention, why: str) -> None:
    with transaction.atomic():
        if mention.comment:
            mark_gone(mention.comment, why)
        _settle(mention, MentionState.GONE if mention.comment else MentionState.REJECTED, why)


def _take(mention: IncomingMention, entry: MentionSource) -> None:
    now = timezone.now()
    said = _submission(mention, entry, now)
    try:
        with transaction.atomic():
            if mention.comment is None:
                mention.comment = post_comment(mention.article, said, now=now).comment
            else:
                refresh(mention.comment, said)
            _settle(mention, MentionState.ACCEPTED, "", comment=mention.comment, payload={})
    except ResponseRefused as refused:
        _settle(
            mention,
            MentionState.REJECTED,
            f"{refused.verdict.reason.label} ({refused.verdict.rule})",
        )
    except ValidationError as wrong:
        _settle(mention, MentionState.REJECTED, " ".join(wrong.messages))


def _submission(mention: IncomingMention, entry: MentionSource, now: datetime) -> Submission:
    rules = ping_state(mention.article, now).rules
    max_length = conditions_of(mention.article).rules.max_length
    name = (entry.name or mention.payload.get("blog_name", "") or host_of(mention.source))[
        :MAX_NAME_LENGTH
    ]
    trust, trust_reason = _trust_in(
        mention, rules.trusts(host_of(mention.source)), reads_first=rules.reads_first
    )
    return Submission(
        name=name,
        text=_words(mention, entry)[:max_length],
        link=mention.source,
        kind=mention.kind,
        response_type=entry.response_type,
        trust=trust,
        trust_reason=trust_reason,
    )


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


def _words(mention: IncomingMention, entry: MentionSource) -> str:
    title = entry.title or mention.payload.get("title", "")
    if entry.response_type in (ResponseType.LIKE, ResponseType.REPOST):
        return title or mention.source
    words = entry.words or (
        mention.payload.get("excerpt", "") if mention.kind == Kind.TRACKBACK else ""
    )
    if entry.response_type == ResponseType.REPLY:
        return words or title or mention.source
    return (
        "\n\n".join(part for part in (title, words if words != title else "") if part)
        or mention.source
    )


def _settle(mention: IncomingMention, state: MentionState, detail: str, **more: object) -> None:
    """It is looked at, unless it was heard of anew meanwhile: then it is due again."""
    now = timezone.now()
    here = IncomingMention.objects.filter(pk=mention.pk)
    here.update(state=state, detail=detail[:300], checked_at=now, **more)
    here.filter(due_at=mention.due_at).update(due_at=None, tries=0)
    mention.state = state
