"""The metrics of deliveries to other servers, mail included."""

from collections.abc import Iterator

from django.db.models import Count, Min
from django.utils import timezone
from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily

from byline.lib.metrics import collector
from byline.network.delivery_kinds import KINDS, DeliveryState
from byline.network.models import Delivery


@collector
def deliveries() -> Iterator[Metric]:
    waiting = GaugeMetricFamily(
        "byline_deliveries_queued", "Deliveries that are not made yet.", labels=["kind"]
    )
    overdue = GaugeMetricFamily(
        "byline_delivery_overdue_seconds",
        "For how long the oldest queued delivery has been due.",
        labels=["kind"],
    )
    given_up = GaugeMetricFamily(
        "byline_deliveries_given_up",
        "Deliveries that failed for good and are still listed.",
        labels=["kind"],
    )
    now = timezone.now()
    unfinished = Delivery.objects.values_list("kind").annotate(Count("pk")).order_by()
    queued = {
        kind: (number, due_at)
        for kind, number, due_at in unfinished.annotate(Min("due_at")).filter(
            state=DeliveryState.QUEUED
        )
    }
    failed = dict(unfinished.filter(state=DeliveryState.GIVEN_UP))
    for kind in sorted(KINDS):
        number, due_at = queued.get(kind, (0, None))
        waiting.add_metric([kind], number)
        overdue.add_metric([kind], max((now - due_at).total_seconds(), 0) if due_at else 0)
        given_up.add_metric([kind], failed.get(kind, 0))
    yield from (waiting, overdue, given_up)
