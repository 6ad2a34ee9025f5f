"""The page cache's metrics."""

from collections.abc import Iterator

from prometheus_client import Metric
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

from byline.lib.metrics import collector
from byline.press.reports import press_report
from byline.press.store import installation_store


@collector
def page_cache() -> Iterator[Metric]:
    report = press_report(installation_store())
    yield GaugeMetricFamily("byline_cached_pages", "Pages in the page cache.", report.pages)
    yield GaugeMetricFamily("byline_cached_bytes", "The page cache's size.", report.size)
    outcomes = CounterMetricFamily(
        "byline_page_requests",
        "Requests for pages since the start, by the value of Cache-Status.",
        labels=["cache_status"],
    )
    for outcome, times in report.outcomes.items():
        outcomes.add_metric([outcome], times)
    yield outcomes
