"""Whether an article is open to responses: computed for each request, never stored."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from byline.discussion.choices import Kind, Reason
from byline.discussion.models import CommentRules, Thread
from byline.lib.related import related_or_none
from byline.network.models import SiteSettings
from byline.network.queries import settings_of
from byline.newsroom.choices import OpenState
from byline.newsroom.models import Article


@dataclass(frozen=True)
class Openness:
    """`reason` is FINE (open), LATE (open, but all responses wait), CLOSED or FROZEN.

    `since` is when that began, if known; `until` when time will change it.
    """

    reason: Reason
    since: datetime | None = None
    until: datetime | None = None
    message: str = ""

    @property
    def is_open(self) -> bool:
        return self.reason in (Reason.FINE, Reason.LATE)


@dataclass(frozen=True)
class Conditions:
    """What decides whether an article is open to responses."""

    rules: CommentRules
    settings: SiteSettings
    thread: Thread | None


def conditions_of(article: Article, settings: SiteSettings | None = None) -> Conditions:
    """The article's conditions; pass the site's `settings` if you have read them already."""
    rules = related_or_none(article.site, "commentrules") or CommentRules.for_site(article.site)
    return Conditions(
        rules, settings or settings_of(article.site), related_or_none(article, "thread")
    )


def openness_of(article: Article, conditions: Conditions, now: datetime) -> Openness:
    """Whether `article` is open at `now`: its own setting, else the site's and the time limits."""
    rules, thread = conditions.rules, conditions.thread
    if rules.is_frozen:
        return Openness(Reason.FROZEN, message=rules.frozen_message)
    if article.respond == OpenState.CLOSED:
        return Openness(Reason.CLOSED, since=thread.closed_at if thread else None)
    if article.respond == OpenState.OPEN:
        return Openness(Reason.FINE)
    if conditions.settings.respond == OpenState.CLOSED:
        return Openness(Reason.CLOSED)
    return _by_the_clock(article.published_at, rules, now)


def openness_for_kind(
    kind: str, article: Article, conditions: Conditions, now: datetime
) -> Openness:
    """As `openness_of`; links from elsewhere were checked by the linkbacks and are always FINE."""
    return openness_of(article, conditions, now) if kind == Kind.RESPONSE else Openness(Reason.FINE)


def _by_the_clock(published: datetime | None, rules: CommentRules, now: datetime) -> Openness:
    closes, holds = (
        _after(published, rules.close_after_days),
        _after(published, rules.hold_after_days),
    )
    if closes and now >= closes:
        return Openness(Reason.CLOSED, since=closes)
    if holds and now >= holds:
        return Openness(Reason.LATE, since=holds, until=closes)
    return Openness(Reason.FINE, until=min(filter(None, (closes, holds)), default=None))


def _after(published: datetime | None, days: int) -> datetime | None:
    return published + timedelta(days=days) if published and days else None
