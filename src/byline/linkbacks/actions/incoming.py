"""Hearing that a page links to an article: written down at once, looked at later."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from byline.discussion.choices import Kind
from byline.linkbacks.choices import (
    MAX_ADDRESS_LENGTH,
    MAX_PENDING_CHECKS,
    MIN_CHECK_INTERVAL,
    MentionState,
    RefusalReason,
)
from byline.linkbacks.models import IncomingMention
from byline.linkbacks.queries import article_at_address, is_blocked, ping_state, site_at_address
from byline.linkbacks.rules import address_key, host_of, is_web_address
from byline.newsroom.models import Article


class MentionRefused(Exception):
    """The mention is not taken, and nothing is kept of it."""

    def __init__(self, why: RefusalReason) -> None:
        super().__init__(why.label)
        self.why = why


def receive(
    kind: Kind, source: str, target: str, payload: dict[str, str] | None = None
) -> tuple[IncomingMention, bool]:
    """Write down that `source` links to `target`, to be looked at soon; and whether that is news.

    It is heard again at whatever time: then the page may have changed. `payload` is what a trackback says of itself. Raises
    Refusal for what needs no look.
    """
    source, target = source.strip().partition("#")[0], target.strip()
    article = _article(kind, source, target)
    if _too_many(source, article):
        raise MentionRefused(RefusalReason.TOO_MANY)
    with transaction.atomic():
        mention, is_new = IncomingMention.objects.get_or_create(
            article=article,
            source_key=address_key(source),
            defaults={
                "kind": kind,
                "source": source,
                "target": target,
                "payload": payload or {},
                "host_key": host_of(source),
            },
        )
        if not is_new:
            _hear_again(mention, target, payload or {})
    return mention, is_new


def _hear_again(mention: IncomingMention, target: str, payload: dict[str, str]) -> None:
    now = timezone.now()
    due = max(now, mention.checked_at + MIN_CHECK_INTERVAL) if mention.checked_at else now
    state = mention.state if mention.comment_id else MentionState.PENDING
    IncomingMention.objects.filter(pk=mention.pk).update(
        due_at=due, received_at=now, tries=0, target=target, payload=payload, state=state
    )


def _article(kind: Kind, source: str, target: str) -> Article:
    now = timezone.now()
    if not is_web_address(source) or len(source) > MAX_ADDRESS_LENGTH:
        raise MentionRefused(RefusalReason.NO_SOURCE)
    if not is_web_address(target) or len(target) > MAX_ADDRESS_LENGTH:
        raise MentionRefused(RefusalReason.NO_TARGET)
    if address_key(source) == address_key(target):
        raise MentionRefused(RefusalReason.SAME)
    site = site_at_address(target)
    if site is None:
        raise MentionRefused(RefusalReason.NOT_OURS)
    article = article_at_address(target)
    if article is None:
        raise MentionRefused(RefusalReason.NOTHING_THERE)
    pings = ping_state(article, now)
    if not pings.takes(kind):
        raise MentionRefused(RefusalReason.CLOSED)
    if site_at_address(source) and not (pings.rules.shows_own and article_at_address(source)):
        raise MentionRefused(RefusalReason.OWN_PAGE)
    if is_blocked(source, site, now):
        raise MentionRefused(RefusalReason.BLOCKED)
    return article


def _too_many(source: str, article: Article) -> bool:
    waiting = IncomingMention.objects.filter(state=MentionState.PENDING).exclude(
        article=article, source_key=address_key(source)
    )
    crowd = waiting.filter(Q(host_key=host_of(source)) | Q(article=article))
    return crowd.count() >= MAX_PENDING_CHECKS
