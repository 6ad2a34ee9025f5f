"""Learning: from what a site's moderators decided, when there is enough of it."""

import subprocess
import sys
from datetime import datetime

import structlog
from django.conf import settings
from wagtail.models import Site

from byline.discussion.learning.examples import (
    AGAIN_AFTER,
    examples_of,
    is_enough,
    new_since,
    newest,
    shipped,
)
from byline.discussion.learning.site_tables import table_of, table_path
from byline.discussion.learning.weight_table import FilterReport, write_table
from byline.discussion.models import CommentRules

log = structlog.get_logger("byline.discussion")
Process = subprocess.Popen[bytes]


def learn(site: Site, now: datetime) -> FilterReport | None:
    """Learn the site's table anew, and how good it is; None where too little was decided. For a process of its own."""
    if not is_enough(site, now):
        return None
    from byline.discussion.learning.training import learn as train  # noqa: PLC0415 - takes 100 MB, which nobody else is to hold

    seen = newest(site)
    table = train(examples_of(site, now), list(shipped()), now, seen)
    write_table(table_path(site.pk), table)
    return table.report


def is_due(site: Site, now: datetime) -> bool:
    """Whether people decided enough since the site's table was learned."""
    if not CommentRules.for_site(site).learns:
        return False
    report = table_of(site.pk).report
    return new_since(site, report.seen) >= AGAIN_AFTER and is_enough(site, now)


def start_learning(now: datetime) -> Process | None:
    """Start the process that learns, where it is due at some site."""
    due = [site for site in Site.objects.all() if is_due(site, now)]
    if not due:
        return None
    log.info("the filter learns from new decisions", sites=[site.hostname for site in due])
    command = [sys.executable, "-m", "byline", "--data", str(settings.DATA), "responses", "learn"]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
