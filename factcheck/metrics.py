"""The desk's figures as Prometheus reads them: made from rows at each scrape, the same by every process."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.db.models import Count, Max, Min, QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

MOST: Final = 10_000
"""Rows are counted so far: a figure of as many says that there are as many or more."""

CONTENT_TYPE: Final = CONTENT_TYPE_PLAIN_0_0_4
Source = Callable[[], Iterable[Metric]]

_sources: list[Source] = []


@dataclass(frozen=True, slots=True)
class Depth:
    """How much work of one kind is due, at most MOST, and for how many seconds the oldest has waited."""

    kind: str
    count: int
    oldest: float


def add_source(source: Source) -> None:
    """Have each scrape ask `source` for its metrics; each app adds one when it is ready."""
    if source not in _sources:
        _sources.append(source)


def exposition() -> bytes:
    """Return the metrics of all sources in Prometheus's text format, version 0.0.4."""
    registry = CollectorRegistry()
    registry.register(_Sources())
    return generate_latest(registry)


class _Sources(Collector):
    def collect(self) -> Iterator[Metric]:
        """Yield what each source says now."""
        for source in _sources:
            yield from source()


def counter(name: str, said: str, label: str, values: dict[str, float], known: Sequence[str]) -> Metric:
    """Return a counter with a value for each label that is known or has one."""
    metric = CounterMetricFamily(f"desk_{name}", said, labels=[label])
    for each in (*known, *sorted(values.keys() - set(known))):
        metric.add_metric([each], values.get(each, 0.0))
    return metric


def gauge(name: str, said: str, label: str, values: dict[str, float]) -> Metric:
    """Return a gauge with a value for each label."""
    metric = GaugeMetricFamily(f"desk_{name}", said, labels=[label])
    for each, value in values.items():
        metric.add_metric([each], value)
    return metric


def depth_of(kind: str, due: QuerySet[Any], since: str) -> Depth:
    """Return how much of `due`, in its order, waits, and for how long by the field `since`. Bounded."""
    found = due[:MOST].aggregate(count=Count("pk"), oldest=Min(since), now=Max(Now()))
    waited = (found["now"] - found["oldest"]).total_seconds() if found["oldest"] else 0.0
    return Depth(kind, found["count"], max(waited, 0.0))


def may_scrape(request: HttpRequest) -> bool:
    """Return whether a request may read the metrics.

    With METRICS_TOKEN set, by that bearer token alone. Without one, from this machine alone: what a proxy
    passes on comes from elsewhere, whatever its address.
    """
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "").encode()
        return hmac.compare_digest(given, f"Bearer {settings.METRICS_TOKEN}".encode())
    if settings.BEHIND_PROXY or "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    return ipaddress.ip_address(request.META.get("REMOTE_ADDR") or "0.0.0.0").is_loopback  # noqa: S104  nobody's
