"""Daily statistics of moderation, so that the public page reads one row a day."""

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
RECENT_DAYS = 2  # which may still change: a decision of yesterday may be undone
MAX_SECONDS_PER_RUN = 2.0


def update_statistics(now: datetime, seconds: float = MAX_SECONDS_PER_RUN) -> int:
    """Count the recent days, and older days that were never counted, for at most `seconds`.

    Returns the number of days.
    """
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
    """The counts of a site's day (UTC), by name.

    `received`; `act:reason:who` for each decision, where who is rules or people; `report:kind`,
    `settled:kept` and `settled:hidden`; `objected`, `objection:upheld` and `objection:rejected`;
    `pending:step` and `reported:step` for the times from being held, or reported, to a person's
    decision (see duration_steps.py).
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
    for row in _of_site(site, made.annotate(number=Count("pk")).order_by()):
        counts[f"report:{row['kind']}"] = row["number"]
    _count_settled(counts, site, Report.objects.filter(settled_at__gte=begin, settled_at__lt=end))
    _count_objections(counts, site, begin, end)
    return {name: number for name, number in sorted(counts.items()) if number}


def _of_site(site: Site, rows: Iterable[Any]) -> list[Any]:
    """The site's rows. Filtered by site in SQL, SQLite would read all the site's responses."""
    return [row for row in rows if row["comment__site"] == site.pk]


def _count_decisions(counts: Counter[str], site: Site, decisions: QuerySet[Decision]) -> None:
    moderated = decisions.exclude(rule__in=("author", "import")).exclude(
        act__in=(Act.EDIT, Act.CONFIRM, Act.UPHOLD, Act.WITHDRAW, Act.ERASE)
    )
    by_people = Q(by__isnull=False)
    grouped = moderated.values("comment__site", "act", "reason").annotate(
        all=Count("pk"), people=Count("pk", filter=by_people)
    )
    for row in _of_site(site, grouped.order_by()):
        counts[f"{row['act']}:{row['reason']}:people"] += row["people"]
        counts[f"{row['act']}:{row['reason']}:rules"] += row["all"] - row["people"]
    held = (
        Decision.objects.filter(comment=OuterRef("comment"), act=Act.HOLD, pk__lt=OuterRef("pk"))
        .order_by("-pk")
        .values("at")
    )
    since = Coalesce(Subquery(held[:1], output_field=DateTimeField()), "comment__posted_at")
    answered = moderated.filter(
        by_people, before=State.PENDING, act__in=(Act.PUBLISH, Act.REJECT)
    ).annotate(since=since)
    _count_times(
        counts,
        "pending",
        _of_site(site, answered.order_by().values("comment__site", "since", "at")),
    )


def _count_settled(counts: Counter[str], site: Site, settled: QuerySet[Report]) -> None:
    named = settled.annotate(since=F("made_at"), at=F("settled_at"))
    rows = _of_site(site, named.order_by().values("comment__site", "since", "at", "outcome__act"))
    counts["settled:kept"] = sum(row["outcome__act"] in (Act.PUBLISH, Act.RESTORE) for row in rows)
    counts["settled:hidden"] = len(rows) - counts["settled:kept"]
    _count_times(counts, "reported", rows)


def _count_objections(counts: Counter[str], site: Site, begin: datetime, end: datetime) -> None:
    made = Objection.objects.filter(made_at__gte=begin, made_at__lt=end)
    counts["objected"] = len(_of_site(site, made.values("comment__site")))
    settled = Objection.objects.filter(settled_at__gte=begin, settled_at__lt=end).exclude(
        outcome__act=Act.ERASE
    )
    rows = _of_site(site, settled.values("comment__site", "outcome__reason"))
    counts["objection:upheld"] = sum(row["outcome__reason"] == Reason.MISTAKE for row in rows)
    counts["objection:rejected"] = len(rows) - counts["objection:upheld"]


def _count_times(counts: Counter[str], name: str, spans: Iterable[Any]) -> None:
    for row in spans:
        counts[f"{name}:{step_of((row['at'] - row['since']).total_seconds())}"] += 1
