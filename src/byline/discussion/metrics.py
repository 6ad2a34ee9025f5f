"""The moderators' metrics."""

from collections.abc import Iterator

from django.db.models import Count
from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily
from wagtail.models import Site

from byline.discussion.choices import State
from byline.discussion.models import Comment
from byline.lib.metrics import collector


@collector
def pending_responses() -> Iterator[Metric]:
    pending = GaugeMetricFamily(
        "byline_responses_pending", "Responses that wait for a moderator.", labels=["site"]
    )
    numbers = dict(
        Comment.objects.filter(state=State.PENDING)
        .values_list("site")
        .annotate(Count("pk"))
        .order_by()
    )
    for site in Site.objects.order_by("hostname"):
        pending.add_metric([site.hostname], numbers.get(site.pk, 0))
    yield pending
