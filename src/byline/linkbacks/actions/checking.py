"""Checking whether a page really links to an article, and doing to its voice what becomes of that."""

import time
from datetime import datetime

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from byline.discussion.actions import Refused, follow, lose, post_comment
from byline.discussion.choices import Gesture, Kind
from byline.discussion.doors import conditions_of
from byline.discussion.models import LONGEST_NAME
from byline.discussion.submission import Submission
from byline.lib.door import Answer, NotPublic, Unreachable
from byline.linkbacks.choices import CLAIM_LASTS, PAUSES, ClaimState
from byline.linkbacks.fetching import fetch
from byline.linkbacks.models import Claim
from byline.linkbacks.pages import addresses_in
from byline.linkbacks.queries import due_claims, keys_of, pings_of, site_at
from byline.linkbacks.reading import Entry, read_entry
from byline.linkbacks.rules import host_of, is_web_address, key_of
from byline.network.queries import settings_of

A_ROUND = 20.0  # seconds after which a round begins nothing new
GONE = (404, 410)
NO_LINK = "it does not link to the article"

log = structlog.get_logger("byline.linkbacks")


def check_due(now: datetime | None = None, *, lane: str | None = None) -> None:
    """Look at what is due, the oldest first, in this lane alone or in all, for A_ROUND at most."""
    end, due = time.monotonic() + A_ROUND, due_claims(now or timezone.now())
    for claim in (due if lane is None else due.filter(lane=lane))[:200]:
        if time.monotonic() > end:
            return
        if _begin(claim):
            _check_or_put_off(claim)


def _begin(claim: Claim) -> bool:
    """Take it upon oneself, for CLAIM_LASTS; what kills who looks at it is not looked at for ever."""
    as_seen = Claim.objects.filter(pk=claim.pk, due_at=claim.due_at, tries=claim.tries)
    claim.tries += 1
    claim.due_at = timezone.now() + CLAIM_LASTS
    return bool(as_seen.update(due_at=claim.due_at, tries=claim.tries))


def _check_or_put_off(claim: Claim) -> None:
    if claim.tries > len(PAUSES) + 1:  # whoever looked at it died, each time
        _settle(claim, ClaimState.REFUSED, claim.detail or "it could not be looked at")
        return
    try:
        check(claim)
    except NotPublic as wrong:
        _settle(claim, ClaimState.REFUSED, str(wrong))
    except Exception as wrong:  # noqa: BLE001 - whatever is the matter with one, the others go on
        log.info(
            "a page that should link here could not be looked at",
            source=claim.source,
            why=str(wrong),
        )
        _put_off(claim, str(wrong))


def _put_off(claim: Claim, why: str) -> None:
    if claim.tries > len(PAUSES):
        _settle(claim, ClaimState.TAKEN if claim.comment_id else ClaimState.REFUSED, why)
    else:
        as_begun = Claim.objects.filter(pk=claim.pk, due_at=claim.due_at)
        as_begun.update(due_at=timezone.now() + PAUSES[claim.tries - 1], detail=why[:300])


def check(claim: Claim) -> None:
    """Fetch the page of the claim, and let the article's responses say what it says: newly, changed, or no longer.

    Raises Unreachable where that cannot be told at present.
    """
    article = claim.article
    if not article.live and claim.comment is None:
        _settle(claim, ClaimState.REFUSED, "the article is not published")
        return
    answer = fetch(claim.source, article.site.root_url)
    if answer.status in GONE:
        _lose(claim, f"the page answers {answer.status}")
    elif not answer.is_fine:
        raise Unreachable(f"the page answers {answer.status}")
    elif not _links_here(answer, keys := keys_of(article) | {key_of(claim.target)}):
        _lose(claim, NO_LINK)
    else:
        _take(claim, read_entry(answer, keys))


def _links_here(answer: Answer, keys: set[str]) -> bool:
    return any(is_web_address(url) and key_of(url) in keys for url in addresses_in(answer))


def _lose(claim: Claim, why: str) -> None:
    with transaction.atomic():
        if claim.comment:
            lose(claim.comment, why)
        _settle(claim, ClaimState.GONE if claim.comment else ClaimState.REFUSED, why)


def _take(claim: Claim, entry: Entry) -> None:
    now = timezone.now()
    said = _submission(claim, entry, now)
    try:
        with transaction.atomic():
            if claim.comment is None:
                claim.comment = post_comment(claim.article, said, now=now).comment
            else:
                follow(claim.comment, said)
            _settle(claim, ClaimState.TAKEN, "", comment=claim.comment, told={})
    except Refused as refused:
        _settle(
            claim, ClaimState.REFUSED, f"{refused.verdict.reason.label} ({refused.verdict.rule})"
        )
    except ValidationError as wrong:
        _settle(claim, ClaimState.REFUSED, " ".join(wrong.messages))


def _submission(claim: Claim, entry: Entry, now: datetime) -> Submission:
    rules = pings_of(claim.article, now).rules
    longest = conditions_of(claim.article).house.longest
    name = (entry.name or claim.told.get("blog_name", "") or host_of(claim.source))[:LONGEST_NAME]
    vouched, voucher = _vouched(
        claim, rules.trusts(host_of(claim.source)), reads_first=rules.reads_first
    )
    return Submission(
        name=name,
        text=_words(claim, entry)[:longest],
        link=claim.source,
        kind=claim.kind,
        gesture=entry.gesture,
        vouched=vouched,
        voucher=voucher,
    )


def _vouched(claim: Claim, is_trusted: bool, *, reads_first: bool) -> tuple[bool | None, str]:
    own = site_at(claim.source)
    if own:
        return True, settings_of(own).name
    host = host_of(claim.source)
    if is_trusted:
        return True, host
    was_read = claim.comment is not None and claim.comment.was_published
    return (False if reads_first and not was_read else None), host


def _words(claim: Claim, entry: Entry) -> str:
    title = entry.title or claim.told.get("title", "")
    if entry.gesture in (Gesture.LIKE, Gesture.REPOST):
        return title or claim.source
    words = entry.words or (claim.told.get("excerpt", "") if claim.kind == Kind.TRACKBACK else "")
    if entry.gesture == Gesture.REPLY:
        return words or title or claim.source
    return (
        "\n\n".join(part for part in (title, words if words != title else "") if part)
        or claim.source
    )


def _settle(claim: Claim, state: ClaimState, detail: str, **more: object) -> None:
    """It is looked at, unless it was heard of anew meanwhile: then it is due again."""
    now = timezone.now()
    here = Claim.objects.filter(pk=claim.pk)
    here.update(state=state, detail=detail[:300], checked_at=now, **more)
    here.filter(due_at=claim.due_at).update(due_at=None, tries=0)
    claim.state = state
