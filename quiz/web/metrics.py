"""What Prometheus is told, where METRICS is on: else its package is not loaded, which takes 3 MB a process.

Each process writes its counts into files of its own (PROMETHEUS_MULTIPROC_DIR), and whichever is asked adds
them up; those of a process that died count on.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from secrets import compare_digest
from time import perf_counter
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from quiz.web.gate import Answer, App, Environ, Start

METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}
# In seconds, about what a page costs and what a reader notices.
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 8)

# Commands count nothing: each would leave files behind.
COUNTS = settings.METRICS and "PROMETHEUS_MULTIPROC_DIR" in os.environ

if COUNTS:
    from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
    from prometheus_client.core import GaugeMetricFamily
    from prometheus_client.multiprocess import MultiProcessCollector

    _requests = Counter("yomitoki_requests", "Requests that Django answered.", ["route", "method", "status"])
    _seconds = Histogram("yomitoki_request_seconds", "How long each took.", ["route"], buckets=BOUNDS)
    _kept = Counter("yomitoki_ready_pages", "Requests answered by a page that lay ready, without Django.")
    _refused = Counter("yomitoki_refused", "Requests refused because too many waited, or one too long.")


def is_asked_for(request: HttpRequest) -> bool:
    """Whether metrics are on and whoever asks has the token."""
    wanted = f"Bearer {settings.METRICS_TOKEN}".encode()
    return COUNTS and compare_digest(request.headers.get("Authorization", "").encode(), wanted)


def exposition(gauges: Mapping[str, float]) -> bytes:
    """All that was counted by all processes, and these values, in Prometheus' text format."""
    registry = CollectorRegistry()
    registry.register(_Now(gauges))
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the package has no type there
    told: bytes = generate_latest(registry)
    return told


class _Now:
    """Values as they are when somebody asks, which no process counts."""

    def __init__(self, values: Mapping[str, float]) -> None:
        self.values = values

    def collect(self) -> Iterable[Any]:
        """As the package asks for them."""
        return [GaugeMetricFamily(name, name, value=value) for name, value in self.values.items()]


def measured(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: count each request by its route, never by its address, of which there are without end."""

    def middleware(request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        response = get_response(request)
        match = request.resolver_match
        route = match.view_name if match else ""
        method = request.method if request.method in METHODS else "other"
        _requests.labels(route, method, response.status_code).inc()
        _seconds.labels(route).observe(perf_counter() - began)
        return response

    return middleware if COUNTS else get_response


def counting(at_once: Callable[[Environ], Answer | None]) -> Callable[[Environ], Answer | None]:
    """For the gate: what is answered at once is counted too."""

    def counted(environ: Environ) -> Answer | None:
        answer = at_once(environ)
        if answer:
            _kept.inc()
        return answer

    return counted if COUNTS else at_once


def counting_refusals(refusal: App) -> App:
    """For the gate: what it refuses is counted."""

    def counted(environ: Environ, start: Start) -> Iterable[bytes]:
        _refused.inc()
        return refusal(environ, start)

    return counted if COUNTS else refusal
