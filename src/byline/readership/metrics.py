"""The metrics of counting reads."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily

from byline.lib.metrics import collector
from byline.readership.models import SpoolOffset
from byline.readership.spool import untallied_bytes


@collector
def read_spool() -> Iterator[Metric]:
    offsets = dict(SpoolOffset.objects.values_list("file", "offset"))
    yield GaugeMetricFamily(
        "byline_reads_untallied_bytes",
        "Reported reads that are not counted yet, about 110 bytes each.",
        untallied_bytes(Path(settings.DATA) / "reads/spool", offsets),
    )
