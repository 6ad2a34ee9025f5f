"""Receiving the notification that a page links to an article: stored at once, checked later."""

from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from byline.discussion.choices import Kind
from byline.lib.limits import Limit, take
from byline.linkbacks.choices import (
    MAX_ADDRESS_LENGTH,
    MAX_PENDING_CHECKS,
    MIN_CHECK_INTERVAL,
    PINGS_PER_HOUR,
    MentionState,
    RefusalReason,
)
from byline.linkbacks.models import IncomingMention
from byline.linkbacks.queries import article_at_address, is_blocked, ping_state, site_at_address
from byline.linkbacks.rules import address_key, host_of, is_web_address
from byline.network.actions import enqueue, enqueue_again
from byline.newsroom.models import Article

MENTION_CHECK = "mention_check"
PINGS_OF_NETWORK = Limit("linkbacks.pings", PINGS_PER_HOUR, seconds=3600)


class MentionRefused(Exception):
    """The notification is refused, and nothing of it is stored."""

    def __init__(self, why: RefusalReason) -> None:
        super().__init__(why.label)
        self.why = why


def receive(
    kind: Kind,
    source: str,
    target: str,
    payload: dict[str, str] | None = None,
    *,
    sender: str | None = None,
) -> tuple[IncomingMention, bool]:
    """Store that `source` links to `target` and queue the check; also return whether it is new.

    If it is known, the page is checked again, because it may have changed. `payload` is what a
    trackback says about its page. `sender` is the network that it comes from, which has a share of
    its own; None is the installation itself, which has no limit. Raises MentionRefused if no check
    is needed.
    """
    source, target = source.strip().partition("#")[0], target.strip()
    article = _article(kind, source, target)
    if sender is not None and _too_many(source, article, sender):
        raise MentionRefused(RefusalReason.TOO_MANY)
    with transaction.atomic():
        mention, is_new = IncomingMention.objects.select_related("delivery").get_or_create(
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
            _receive_again(mention, target, payload or {})
        queue_check(mention, article.site)
    return mention, is_new


def _receive_again(mention: IncomingMention, target: str, payload: dict[str, str]) -> None:
    mention.state = mention.state if mention.comment_id else MentionState.PENDING
    mention.received_at, mention.target, mention.payload = timezone.now(), target, payload
    mention.save(update_fields=["state", "received_at", "target", "payload"])


def queue_check(mention: IncomingMention, site: Site) -> None:
    """Queue a check of the page, not too soon after the last one."""
    now = timezone.now()
    due_at = max(now, mention.checked_at + MIN_CHECK_INTERVAL) if mention.checked_at else now
    check = {"mention": mention.pk}
    if mention.delivery:
        enqueue_again(mention.delivery, to=mention.source, payload=check, not_before=due_at)
    else:
        mention.delivery = enqueue(
            MENTION_CHECK,
            site=site,
            to=mention.source,
            payload=check,
            host_key=mention.host_key,
            not_before=due_at,
        )
        mention.save(update_fields=["delivery"])


def _article(kind: Kind, source: str, target: str) -> Article:
    now = timezone.now()
    if not is_web_address(source) or is_too_long(source):
        raise MentionRefused(RefusalReason.NO_SOURCE)
    if not is_web_address(target) or is_too_long(target):
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


def is_too_long(url: str) -> bool:
    """Whether it, or what it is compared by, is too long to be stored."""
    return max(len(url), len(address_key(url))) > MAX_ADDRESS_LENGTH


def _too_many(source: str, article: Article, sender: str) -> bool:
    """Whether checks of that host wait for their first try, or the sender has used up its share.

    A page that did not answer waits longer; it takes nobody's place.
    """
    waiting = IncomingMention.objects.filter(
        state=MentionState.PENDING, host_key=host_of(source), delivery__tries=0
    ).exclude(article=article, source_key=address_key(source))
    return waiting.count() >= MAX_PENDING_CHECKS or bool(take(PINGS_OF_NETWORK.of(sender)))
