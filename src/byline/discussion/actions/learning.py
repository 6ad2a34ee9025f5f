"""Training a site's learned filter when moderators have decided enough."""

import subprocess
import sys
from datetime import datetime

import structlog
from django.conf import settings
from wagtail.models import Site

from byline.discussion.learning.examples import (
    RETRAIN_AFTER,
    decisions_since,
    examples_of,
    has_enough_examples,
    newest_decision,
    shipped_examples,
)
from byline.discussion.learning.site_tables import table_of, table_path
from byline.discussion.learning.weight_table import FilterReport, write_table
from byline.discussion.models import CommentRules

log = structlog.get_logger("byline.discussion")
Process = subprocess.Popen[bytes]


def learn(site: Site, now: datetime) -> FilterReport | None:
    """Train the site's table and report how good it is; None if there are too few decisions.

    Run it in a process of its own, since it needs some 100 MB of memory.
    """
    if not has_enough_examples(site, now):
        return None
    from byline.discussion.learning.training import train  # noqa: PLC0415 - see above

    newest = newest_decision(site)
    table = train(examples_of(site, now), list(shipped_examples()), now, newest)
    write_table(table_path(site.pk), table)
    return table.report


def is_due(site: Site, now: datetime) -> bool:
    """Whether people have decided enough since the site's table was trained."""
    if not CommentRules.for_site(site).uses_learned_filter:
        return False
    report = table_of(site.pk).report
    fresh = decisions_since(site, report.newest_decision)
    return fresh >= RETRAIN_AFTER and has_enough_examples(site, now)


def start_learning(now: datetime) -> Process | None:
    """Start a process that trains, if training is due for some site."""
    due = [site for site in Site.objects.all() if is_due(site, now)]
    if not due:
        return None
    log.info("the filter learns from new decisions", sites=[site.hostname for site in due])
    command = [sys.executable, "-m", "byline", "--data", str(settings.DATA), "responses", "learn"]
    nothing = subprocess.DEVNULL
    return subprocess.Popen(command, stdin=nothing, stdout=nothing)  # noqa: S603 - our own command
