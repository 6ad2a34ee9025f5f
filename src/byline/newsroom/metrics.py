"""The metrics of scheduled articles."""

from collections.abc import Iterator

from django.utils import timezone
from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily
from wagtail.models import Revision

from byline.lib.metrics import collector
from byline.newsroom.choices import LATE_AFTER


@collector
def scheduled_articles() -> Iterator[Metric]:
    scheduled = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    yield GaugeMetricFamily(
        "byline_articles_scheduled", "Articles with a time of publication.", scheduled.count()
    )
    yield GaugeMetricFamily(
        "byline_articles_late",
        "Scheduled articles that are overdue, of which the desk warns.",
        scheduled.filter(approved_go_live_at__lte=timezone.now() - LATE_AFTER).count(),
    )
