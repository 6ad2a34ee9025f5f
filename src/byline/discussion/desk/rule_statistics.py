"""What each rule did recently, and how often a person reversed it."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from inspect import getdoc
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext
from wagtail.models import Site

from byline.discussion.choices import Act, Reason
from byline.discussion.integrations.registry import INTEGRATIONS
from byline.discussion.models import CommentRules, Decision
from byline.discussion.moderation.pipeline import RULES

COUNTED_PERIOD = timedelta(days=30)
LATEST_SHOWN = 3
OVERTURNING_ACTS = (Act.PUBLISH, Act.RESTORE)
SETTINGS_OF_RULE = {
    "closed": ("is_frozen", "frozen_message", "close_after_days"),
    "account-needed": ("who_may_respond",),
    "flood": ("flood_number", "flood_minutes"),
    "too-fast": ("min_seconds",),
    "no-proof": ("requires_proof",),
    "links": ("max_links",),
    "recent-rejections": ("max_recent_rejections",),
    "late": ("hold_after_days",),
    "premoderated": ("premoderation",),
    "unknown-author": ("premoderation", "known_after"),
    "learned": ("uses_learned_filter",),
    **{integration.name: integration.setting_names for integration in INTEGRATIONS},
}


@dataclass
class RuleStatistics:
    """What a rule did on a site within COUNTED_PERIOD.

    `settings` are names and labels, `counts` reasons, acts and numbers. `overturned` counts
    decisions that a person reversed.
    """

    name: str
    sentence: str
    settings: list[tuple[str, str]]
    counts: list[tuple[str, str, int]] = field(default_factory=list)
    overturned: int = 0
    latest: list[Decision] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(number for _reason, _act, number in self.counts)


def rule_statistics(site: Site, now: datetime) -> list[RuleStatistics]:
    """The statistics of every rule on the site, in the order of the rules, in three queries."""
    statistics = {
        name: RuleStatistics(name, sentence_of(rule), _labelled(SETTINGS_OF_RULE.get(name, ())))
        for name, rule in RULES.items()
    }
    recent = Decision.objects.filter(
        comment__site=site, at__gte=now - COUNTED_PERIOD, rule__in=statistics
    )
    for row in _counts(recent):
        entry = statistics[row["rule"]]
        reason, act = Reason(row["reason"]).label, Act(row["act"]).label
        entry.counts.append((str(reason), str(act), row["number"]))
        entry.overturned += row["overturned"]
    for name, latest in _latest(recent).items():
        statistics[name].latest = latest
    return list(statistics.values())


def sentence_of(rule: Callable[..., object]) -> str:
    """The first paragraph of the rule's docstring."""
    return gettext((getdoc(rule) or "").split("\n\n")[0].replace("\n", " "))


def _labelled(names: tuple[str, ...]) -> list[tuple[str, str]]:
    known = {
        field.name: str(getattr(field, "verbose_name", ""))
        for field in CommentRules._meta.get_fields()
    }
    return [(name, known[name]) for name in names if name in known]


def _counts(recent: QuerySet[Decision]) -> list[Any]:
    later = Decision.objects.filter(
        comment=OuterRef("comment"),
        pk__gt=OuterRef("pk"),
        by__isnull=False,
        act__in=OVERTURNING_ACTS,
    )
    marked = recent.annotate(is_reversed=Exists(later)).values("rule", "reason", "act")
    strict = Q(act__in=(Act.HOLD, Act.REJECT), is_reversed=True)
    return list(
        marked.annotate(number=Count("pk"), overturned=Count("pk", filter=strict)).order_by(
            "rule", "-number"
        )
    )


def _latest(recent: QuerySet[Decision]) -> dict[str, list[Decision]]:
    """The latest decisions by rule."""
    ranked = recent.annotate(rank=Window(RowNumber(), partition_by="rule", order_by="-pk")).filter(
        rank__lte=LATEST_SHOWN
    )
    latest: dict[str, list[Decision]] = defaultdict(list)
    for decision in (
        ranked.select_related("comment__article").defer("comment__article__body").order_by("-pk")
    ):
        latest[decision.rule].append(decision)
    return latest
