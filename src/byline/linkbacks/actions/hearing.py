"""Hearing that a page links to an article: written down at once, looked at later."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from byline.discussion.choices import Kind
from byline.linkbacks.choices import AGAIN, LONGEST, MOST_WAITING, ClaimState, Why
from byline.linkbacks.models import Claim
from byline.linkbacks.queries import article_of, is_blocked, pings_of, site_at
from byline.linkbacks.rules import host_of, is_web_address, key_of
from byline.newsroom.models import Article


class Refusal(Exception):
    """The claim is not taken, and nothing is kept of it."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.label)
        self.why = why


def hear(
    kind: Kind, source: str, target: str, told: dict[str, str] | None = None
) -> tuple[Claim, bool]:
    """Write down that `source` links to `target`, to be looked at soon; and whether that is news.

    It is heard again at whatever time: then the page may have changed. `told` is what a trackback says of itself. Raises
    Refusal for what needs no look.
    """
    source, target = source.strip().partition("#")[0], target.strip()
    article = _article(kind, source, target)
    if _too_many(source, article):
        raise Refusal(Why.TOO_MANY)
    with transaction.atomic():
        claim, is_new = Claim.objects.get_or_create(
            article=article,
            source_key=key_of(source),
            defaults={
                "kind": kind,
                "source": source,
                "target": target,
                "told": told or {},
                "lane": host_of(source),
            },
        )
        if not is_new:
            _hear_again(claim, target, told or {})
    return claim, is_new


def _hear_again(claim: Claim, target: str, told: dict[str, str]) -> None:
    now = timezone.now()
    due = max(now, claim.checked_at + AGAIN) if claim.checked_at else now
    state = claim.state if claim.comment_id else ClaimState.WAITING
    Claim.objects.filter(pk=claim.pk).update(
        due_at=due, heard_at=now, tries=0, target=target, told=told, state=state
    )


def _article(kind: Kind, source: str, target: str) -> Article:
    now = timezone.now()
    if not is_web_address(source) or len(source) > LONGEST:
        raise Refusal(Why.NO_SOURCE)
    if not is_web_address(target) or len(target) > LONGEST:
        raise Refusal(Why.NO_TARGET)
    if key_of(source) == key_of(target):
        raise Refusal(Why.SAME)
    site = site_at(target)
    if site is None:
        raise Refusal(Why.NOT_OURS)
    article = article_of(target)
    if article is None:
        raise Refusal(Why.NOTHING_THERE)
    pings = pings_of(article, now)
    if not pings.takes(kind):
        raise Refusal(Why.CLOSED)
    if site_at(source) and not (pings.rules.shows_own and article_of(source)):
        raise Refusal(Why.OWN_PAGE)
    if is_blocked(source, site, now):
        raise Refusal(Why.BLOCKED)
    return article


def _too_many(source: str, article: Article) -> bool:
    waiting = Claim.objects.filter(state=ClaimState.WAITING).exclude(
        article=article, source_key=key_of(source)
    )
    crowd = waiting.filter(Q(lane=host_of(source)) | Q(article=article))
    return crowd.count() >= MOST_WAITING
