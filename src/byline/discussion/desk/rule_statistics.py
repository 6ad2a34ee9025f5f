"""What each rule caught lately, and how often a person then saw it otherwise."""

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
    "akismet": ("akismet_key",),
    "external-filter": ("external_filter_url", "external_filter_secret"),
}


@dataclass
class RuleStatistics:
    """A rule, its settings by name and label, and what it did on a site in the last 30 days; `latest` are its latest three."""

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
    """What each of the rules caught on the site, in the order in which they are asked. Three queries."""
    catches = {
        name: RuleStatistics(name, sentence_of(rule), _labelled(SETTINGS_OF_RULE.get(name, ())))
        for name, rule in RULES.items()
    }
    lately = Decision.objects.filter(
        comment__site=site, at__gte=now - COUNTED_PERIOD, rule__in=catches
    )
    for row in _counts(lately):
        catch = catches[row["rule"]]
        catch.counts.append(
            (str(Reason(row["reason"]).label), str(Act(row["act"]).label), row["number"])
        )
        catch.overturned += row["overturned"]
    for rule, latest in _latest(lately).items():
        catches[rule].latest = latest
    return list(catches.values())


def sentence_of(rule: Callable[..., object]) -> str:
    """What the rule says of itself, in the first sentence of its docstring."""
    return gettext((getdoc(rule) or "").split("\n\n")[0].replace("\n", " "))


def _labelled(names: tuple[str, ...]) -> list[tuple[str, str]]:
    known = {
        field.name: str(getattr(field, "verbose_name", ""))
        for field in CommentRules._meta.get_fields()
    }
    return [(name, known[name]) for name in names if name in known]


def _counts(lately: QuerySet[Decision]) -> list[Any]:
    later = Decision.objects.filter(
        comment=OuterRef("comment"),
        pk__gt=OuterRef("pk"),
        by__isnull=False,
        act__in=OVERTURNING_ACTS,
    )
    marked = lately.annotate(turned=Exists(later)).values("rule", "reason", "act")
    stern = Q(act__in=(Act.HOLD, Act.REJECT), turned=True)
    return list(
        marked.annotate(number=Count("pk"), overturned=Count("pk", filter=stern)).order_by(
            "rule", "-number"
        )
    )


def _latest(lately: QuerySet[Decision]) -> dict[str, list[Decision]]:
    """The latest decisions of each rule."""
    ranked = lately.annotate(rank=Window(RowNumber(), partition_by="rule", order_by="-pk")).filter(
        rank__lte=LATEST_SHOWN
    )
    latest: dict[str, list[Decision]] = defaultdict(list)
    for decision in (
        ranked.select_related("comment__article").defer("comment__article__body").order_by("-pk")
    ):
        latest[decision.rule].append(decision)
    return latest
