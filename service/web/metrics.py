"""What Prometheus may know: requests, how long they took, what was searched for in vain, what a lint found.

The numbers of all workers are added up where PROMETHEUS_MULTIPROC_DIR is set before this module is loaded
(`server` does so); anywhere else they are those of this process.
"""

import os
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from service.errors import IndexTrouble
from service.search import manifest
from service.search.shelf import current

TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})

_ours = CollectorRegistry()
_requests = Counter("kawen_requests", "Requests answered.", ("endpoint", "method", "status"), registry=_ours)
_took = Histogram(
    "kawen_request_seconds",
    "Seconds from the first line to the answer.",
    ("endpoint",),
    registry=_ours,
    buckets=_SECONDS,
)
_searches = Counter(
    "kawen_searches", "Questions by what came of them: found, nearest, none.", ("answer",), registry=_ours
)
_articles = Counter("kawen_lint_articles", "Articles checked over HTTP.", registry=_ours)
_findings = Counter("kawen_lint_findings", "What was found in them, by rule.", ("code",), registry=_ours)
_feedback = Counter("kawen_feedback", "Messages of readers, by kind.", ("kind",), registry=_ours)


def request(endpoint: str, method: str, status: int, seconds: float) -> None:
    """Count a request; endpoints are ours, so that nobody outside can make up new series."""
    counter, histogram = _series(endpoint, method if method in _METHODS else "other", status)
    counter.inc()
    histogram.observe(seconds)


@cache
def _series(endpoint: str, method: str, status: int) -> tuple[Counter, Histogram]:
    """Looked up once: there are a few hundred."""
    return _requests.labels(endpoint, method, status), _took.labels(endpoint)


def search(answer: str) -> None:
    """Count a question by what came of it."""
    _searches.labels(answer).inc()


def lint(codes: Iterable[str]) -> None:
    """Count a checked article and its findings."""
    _articles.inc()
    for code in codes:
        _findings.labels(code).inc()


def feedback(kind: str) -> None:
    """Count a message of a reader."""
    _feedback.labels(kind).inc()


class Index(Collector):
    """The build that serves, looked up when somebody asks."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def collect(self) -> Iterator[Metric]:
        """Age, articles and passages of the build; only `kawen_index_ready` when there is none."""
        ready = GaugeMetricFamily("kawen_index_ready", "Whether there is a build that can be read.")
        try:
            names = current(self._root) or []
            made = manifest.read(self._root / names[0])
        except (IndexTrouble, OSError):
            ready.add_metric((), 0)
            yield ready
            return
        ready.add_metric((), 1)
        yield ready
        built = datetime.fromisoformat(made.built)
        age = time.time() - (built if built.tzinfo else built.replace(tzinfo=UTC)).timestamp()
        for name, about, value in (
            ("kawen_build_age_seconds", "Seconds since the build in service was made.", age),
            ("kawen_build_articles", "Articles of the build in service.", made.articles),
            ("kawen_build_passages", "Passages of the build in service.", made.passages),
        ):
            gauge = GaugeMetricFamily(name, about)
            gauge.add_metric((), value)
            yield gauge


def told(root: Path) -> CollectorRegistry:
    """Everything there is to tell, for an exposition."""
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(_ours)
    registry.register(Index(root))
    return registry


def text(root: Path) -> bytes:
    """The same in Prometheus's text format."""
    return generate_latest(told(root))
