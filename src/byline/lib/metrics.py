"""Figures of the installation for monitoring. Rooms declare collectors in their metrics.py."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from django.utils.module_loading import autodiscover_modules
from prometheus_client import Metric

Collector = TypeVar("Collector", bound=Callable[[], Iterable[Metric]])

_declared: dict[str, Callable[[], Iterable[Metric]]] = {}


def collector(collect: Collector) -> Collector:
    """Declare a function that reads some metrics of the installation, at each request for them.

    It reads what all processes share: each request may be answered by another worker.
    """
    _declared[f"{collect.__module__}.{collect.__qualname__}"] = collect
    return collect


class AllMetrics:
    """The metrics of every room, as prometheus_client's encoders ask for them."""

    def collect(self) -> Iterator[Metric]:
        autodiscover_modules("metrics")
        for name in sorted(_declared):
            yield from _declared[name]()
