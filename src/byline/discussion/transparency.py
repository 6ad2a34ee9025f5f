"""A site's moderation in figures, over 30 days and 12 months, from the daily statistics."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.models import Site

from byline.discussion.choices import Reason
from byline.discussion.duration_steps import seconds_of
from byline.discussion.models import ModeratedDay

SPANS = (timedelta(days=30), timedelta(days=365))
MINUTE, HOUR, DAY = 60, 3600, 86_400  # seconds
Row = tuple[Any, list[Any]]


@dataclass(frozen=True)
class TransparencyReport:
    """Rows of a label and a value for each of SPANS; `counted` is the newest counted day."""

    counted: Any = None
    responses: list[Row] = field(default_factory=list)
    reasons: list[Row] = field(default_factory=list)
    reports: list[Row] = field(default_factory=list)


def transparency_report_of(site: Site, now: datetime) -> TransparencyReport:
    """The site's figures, in one query that reads a row a day."""
    today = now.astimezone(UTC).date()
    days = list(
        ModeratedDay.objects.filter(site=site, day__gt=today - SPANS[-1]).values_list(
            "day", "counts"
        )
    )
    if not days:
        return TransparencyReport()
    sums = [_sum(counts for day, counts in days if day > today - span) for span in SPANS]
    return TransparencyReport(
        max(day for day, _counts in days), _responses(sums), _reasons(sums), _reports(sums)
    )


def _sum(days: Any) -> Counter[str]:
    total: Counter[str] = Counter()
    for counts in days:
        total.update(counts)
    return total


def _responses(sums: list[Counter[str]]) -> list[Row]:
    return [
        (_("Received"), [counts["received"] for counts in sums]),
        (
            _("Published without objection by a rule"),
            [_decided(counts, ("publish",), "rules") for counts in sums],
        ),
        (
            _("Published, restored or kept by people"),
            [_decided(counts, ("publish", "restore"), "people") for counts in sums],
        ),
        (
            _("Held by rules for a moderator"),
            [_decided(counts, ("hold",), "rules") for counts in sums],
        ),
        (_("Held by people"), [_decided(counts, ("hold",), "people") for counts in sums]),
        (
            _("Rejected by rules"),
            [_decided(counts, ("reject", "remove"), "rules") for counts in sums],
        ),
        (
            _("Rejected or removed by people"),
            [_decided(counts, ("reject", "remove"), "people") for counts in sums],
        ),
        (
            _("Median time until a person decided about a held response"),
            [_median(counts, "pending") for counts in sums],
        ),
        (_("Objections by authors"), [counts["objected"] for counts in sums]),
        (_("… upheld"), [counts["objection:upheld"] for counts in sums]),
        (_("… rejected"), [counts["objection:rejected"] for counts in sums]),
    ]


def _reasons(sums: list[Counter[str]]) -> list[Row]:
    """Rejected and removed responses by reason, the most frequent of the year first."""
    rows = [(reason.label, [_for(counts, reason) for counts in sums]) for reason in Reason]
    return sorted((row for row in rows if any(row[1])), key=lambda row: -row[1][-1])


def _reports(sums: list[Counter[str]]) -> list[Row]:
    return [
        (_("Reports: against the policy"), [counts["report:ordinary"] for counts in sums]),
        (_("Reports: illegal content"), [counts["report:illegal"] for counts in sums]),
        (_("Decided: response kept"), [counts["settled:kept"] for counts in sums]),
        (_("Decided: response removed"), [counts["settled:hidden"] for counts in sums]),
        (
            _("Median time until a report was decided"),
            [_median(counts, "reported") for counts in sums],
        ),
    ]


def _decided(counts: Counter[str], acts: tuple[str, ...], who: str) -> int:
    return sum(
        number
        for name, number in counts.items()
        if name.split(":")[0] in acts and name.endswith(f":{who}")
    )


def _for(counts: Counter[str], reason: Reason) -> int:
    return sum(
        counts[f"{act}:{reason.value}:{who}"]
        for act in ("reject", "remove")
        for who in ("rules", "people")
    )


def _median(counts: Counter[str], name: str) -> str:
    steps = sorted(
        (int(key.split(":")[1]), number)
        for key, number in counts.items()
        if key.startswith(f"{name}:")
    )
    half = sum(number for _step, number in steps) / 2
    for step, number in steps:
        half -= number
        if half <= 0:
            return in_words(seconds_of(step))
    return "–"


def in_words(seconds: float) -> str:
    """A duration in words: 40 minutes, 5 hours, 3 days."""
    if seconds < 90 * MINUTE:
        number = max(1, round(seconds / MINUTE))
        return ngettext("%(number)d minute", "%(number)d minutes", number) % {"number": number}
    if seconds < 2 * DAY:
        number = round(seconds / HOUR)
        return ngettext("%(number)d hour", "%(number)d hours", number) % {"number": number}
    number = round(seconds / DAY)
    return ngettext("%(number)d day", "%(number)d days", number) % {"number": number}
