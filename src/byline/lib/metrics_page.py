"""`/-/metrics`: figures of the installation, in the text format of Prometheus."""

import shutil
from collections.abc import Callable, Iterator
from hmac import compare_digest
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.exposition import choose_encoder

from byline import __version__
from byline.lib.health import readiness
from byline.lib.journal import read_journal
from byline.lib.metrics import AllMetrics, collector

METRICS = "/-/metrics"


class MetricsMiddleware:
    """Answers for any host name, to those who send the token; without a token it is not there.

    This machine's own connections need it too: a proxy here makes strangers look local.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = settings.OPTIONS.metrics_token.get_secret_value()
        if not token or request.path.rstrip("/") != METRICS:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if not compare_digest(
            request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode()
        ):
            return HttpResponse(
                "Send the setting metrics_token as a bearer token.\n",
                status=HTTPStatus.UNAUTHORIZED,
                content_type="text/plain; charset=utf-8",
                headers={"WWW-Authenticate": "Bearer", "Cache-Control": "no-store"},
            )
        return metrics(request)


def metrics(request: HttpRequest) -> HttpResponse:
    """All metrics, as text or in OpenMetrics if the request prefers that."""
    encode, content_type = choose_encoder(request.headers.get("Accept", ""))
    return HttpResponse(
        encode(AllMetrics()), content_type=content_type, headers={"Cache-Control": "no-store"}
    )


@collector
def installation() -> Iterator[Metric]:
    yield InfoMetricFamily("byline", "The version of Byline.", {"version": __version__})
    working = GaugeMetricFamily(
        "byline_working", "Whether each part works, as /-/health says.", labels=["part"]
    )
    for part, works in readiness().items():
        working.add_metric([part], works)
    yield working
    yield GaugeMetricFamily(
        "byline_disk_free_bytes",
        "The space left on the disk of the data folder.",
        shutil.disk_usage(settings.DATA).free,
    )


@collector
def keeper_duties() -> Iterator[Metric]:
    began = GaugeMetricFamily(
        "byline_duty_started_timestamp_seconds",
        "When the background worker last started each of its duties.",
        labels=["duty"],
    )
    seconds = GaugeMetricFamily(
        "byline_duty_duration_seconds", "How long each duty took last time.", labels=["duty"]
    )
    failing = GaugeMetricFamily(
        "byline_duty_failing", "Whether each duty failed last time.", labels=["duty"]
    )
    for name, record in read_journal(settings.DATA).entries.items():
        began.add_metric([name], record.began)
        seconds.add_metric([name], record.seconds)
        failing.add_metric([name], bool(record.error))
    yield from (began, seconds, failing)
