"""Tallying: what moderation did, counted day by day, so that the public page reads a row a day and never the responses."""

import time
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Count, DateTimeField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Site

from byline.discussion.choices import Act, Reason, State
from byline.discussion.duration_steps import step_of
from byline.discussion.models import Comment, Decision, ModeratedDay, Objection, Report

COUNTED_PERIOD = timedelta(days=365)
RECENT_DAYS = 2  # days that may still change: today, and yesterday's undoing
MAX_SECONDS_PER_RUN = 2.0  # a turn


def update_statistics(now: datetime, seconds: float = MAX_SECONDS_PER_RUN) -> int:
    """Count the recent days anew and those of the last year that were never counted, for so many seconds; how many days."""
    end, done = time.monotonic() + seconds, 0
    today = now.astimezone(UTC).date()
    for site in Site.objects.all():
        ModeratedDay.objects.filter(site=site, day__lt=today - COUNTED_PERIOD).delete()
        for day in _due(site, today):
            ModeratedDay.objects.update_or_create(
                site=site, day=day, defaults={"counts": count_day(site, day)}
            )
            done += 1
            if time.monotonic() > end:
                return done
    return done


def _due(site: Site, today: date) -> Iterable[date]:
    first = (
        Comment.objects.filter(site=site)
        .order_by("posted_at")
        .values_list("posted_at", flat=True)
        .first()
    )
    if first is None:
        return []
    begins = max(today - COUNTED_PERIOD, first.astimezone(UTC).date())
    known = set(ModeratedDay.objects.filter(site=site).values_list("day", flat=True))
    days = [today - timedelta(days=back) for back in range((today - begins).days + 1)]
    return [day for back, day in enumerate(days) if back < RECENT_DAYS or day not in known]


def count_day(site: Site, day: date) -> dict[str, int]:
    """What happened on the site on that day (UTC), by name.

    `received`; `act:reason:who` (who: rules or people) for each decision of moderation's; `report:kind` and
    `settled:stands` or `settled:gone`; `objected`, `objection:right` or `objection:not`; `waited:step` and
    `looked:step` for the time from being held, or reported, to a person's decision (see ladder.py).
    """
    begin = datetime(day.year, day.month, day.day, tzinfo=UTC)
    end = begin + timedelta(days=1)
    counts: Counter[str] = Counter()
    counts["received"] = Comment.objects.filter(
        site=site, posted_at__gte=begin, posted_at__lt=end
    ).count()
    _count_decisions(counts, site, Decision.objects.filter(at__gte=begin, at__lt=end))
    made = Report.objects.filter(made_at__gte=begin, made_at__lt=end).values(
        "comment__site", "kind"
    )
    for row in _here(site, made.annotate(number=Count("pk")).order_by()):
        counts[f"report:{row['kind']}"] = row["number"]
    _count_settled(counts, site, Report.objects.filter(settled_at__gte=begin, settled_at__lt=end))
    _count_objections(counts, site, begin, end)
    return {name: number for name, number in sorted(counts.items()) if number}


def _here(site: Site, rows: Iterable[Any]) -> list[Any]:
    """The site's rows. Asked for by site, SQLite would go through all the site's responses to find those of one day."""
    return [row for row in rows if row["comment__site"] == site.pk]


def _count_decisions(counts: Counter[str], site: Site, decisions: QuerySet[Decision]) -> None:
    ours = decisions.exclude(rule__in=("author", "import")).exclude(
        act__in=(Act.EDIT, Act.CONFIRM, Act.UPHOLD, Act.WITHDRAW, Act.ERASE)
    )
    people = Q(by__isnull=False)
    grouped = ours.values("comment__site", "act", "reason").annotate(
        all=Count("pk"), people=Count("pk", filter=people)
    )
    for row in _here(site, grouped.order_by()):
        counts[f"{row['act']}:{row['reason']}:people"] += row["people"]
        counts[f"{row['act']}:{row['reason']}:rules"] += row["all"] - row["people"]
    held = (
        Decision.objects.filter(comment=OuterRef("comment"), act=Act.HOLD, pk__lt=OuterRef("pk"))
        .order_by("-pk")
        .values("at")
    )
    since = Coalesce(Subquery(held[:1], output_field=DateTimeField()), "comment__posted_at")
    answered = ours.filter(
        people, before=State.PENDING, act__in=(Act.PUBLISH, Act.REJECT)
    ).annotate(since=since)
    _count_times(
        counts, "waited", _here(site, answered.order_by().values("comment__site", "since", "at"))
    )


def _count_settled(counts: Counter[str], site: Site, settled: QuerySet[Report]) -> None:
    named = settled.annotate(since=F("made_at"), at=F("settled_at"))
    rows = _here(site, named.order_by().values("comment__site", "since", "at", "outcome__act"))
    counts["settled:stands"] = sum(
        row["outcome__act"] in (Act.PUBLISH, Act.RESTORE) for row in rows
    )
    counts["settled:gone"] = len(rows) - counts["settled:stands"]
    _count_times(counts, "looked", rows)


def _count_objections(counts: Counter[str], site: Site, begin: datetime, end: datetime) -> None:
    made = Objection.objects.filter(made_at__gte=begin, made_at__lt=end)
    counts["objected"] = len(_here(site, made.values("comment__site")))
    settled = Objection.objects.filter(settled_at__gte=begin, settled_at__lt=end).exclude(
        outcome__act=Act.ERASE
    )
    rows = _here(site, settled.values("comment__site", "outcome__reason"))
    counts["objection:right"] = sum(row["outcome__reason"] == Reason.MISTAKE for row in rows)
    counts["objection:not"] = len(rows) - counts["objection:right"]


def _count_times(counts: Counter[str], name: str, spans: Iterable[Any]) -> None:
    for row in spans:
        counts[f"{name}:{step_of((row['at'] - row['since']).total_seconds())}"] += 1
