"""What Vermeil counts about itself, for Prometheus. A label has a handful of values, none of which people choose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from app.api.recent import Recent
from core.errors import Abandoned
from core.events import Done, Event, Failed
from core.language.engine import CachingEngine
from core.types import Answer

if TYPE_CHECKING:
    from app.api.warmup import Warmup

FIRST_TOKEN_SECONDS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30)
ANSWER_SECONDS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300)


class Metrics:
    """The counts of one service. Answers are counted as they pass; what can be looked up is, when it is asked for."""

    def __init__(self, warmup: Warmup) -> None:
        self.recent = Recent()
        self._registry = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector):
            collector(registry=self._registry)
        self._registry.register(_Looked(warmup))
        self._answers = Counter(
            "vermeil_answers", "Answers by the way they were written and what came of it.", ("route", "outcome"),
            registry=self._registry,
        )  # fmt: skip
        self._first_token = Histogram(
            "vermeil_first_token_seconds", "From the question to the first word.", ("route",),
            buckets=FIRST_TOKEN_SECONDS, registry=self._registry,
        )  # fmt: skip
        self._total = Histogram(
            "vermeil_answer_seconds", "From the question to the end of the answer.", ("route",),
            buckets=ANSWER_SECONDS, registry=self._registry,
        )  # fmt: skip
        self._tokens = Counter(
            "vermeil_tokens", "Tokens of the language model, read and written.", ("direction",),
            registry=self._registry,
        )  # fmt: skip

    def counted(self, events: Iterator[Event]) -> Iterator[Event]:
        """The same events; their answer, or that there was none, is counted."""
        try:
            for event in events:
                if isinstance(event, Done):
                    self._count(event.answer)
                elif isinstance(event, Failed):
                    self._answers.labels("none", "failed").inc()
                yield event
        except Exception as error:
            self._answers.labels("none", "cancelled" if isinstance(error, Abandoned) else "failed").inc()
            raise

    def written(self) -> bytes:
        """Prometheus' text. Asks the database: not for the event loop."""
        return generate_latest(self._registry)

    def _count(self, answer: Answer) -> None:
        route = answer.route or "none"
        outcome = "cancelled" if answer.finish == "cancelled" else answer.outcome.value
        self.recent.add(answer)
        self._answers.labels(route, outcome).inc()
        self._first_token.labels(route).observe(answer.timings["first_token"])
        self._total.labels(route).observe(answer.timings["total"])
        self._tokens.labels("in").inc(answer.usage.prompt_tokens)
        self._tokens.labels("out").inc(answer.usage.completion_tokens)


class _Looked(Collector):
    """What is looked up when somebody asks: parts, documents, the queue, and what the caches save."""

    def __init__(self, warmup: Warmup) -> None:
        self._warmup = warmup

    def collect(self) -> Iterator[Metric]:
        services = self._warmup.services.peek()
        parts = GaugeMetricFamily("vermeil_part_ready", "1 for a part that is loaded.", labels=("part",))
        for part, state in self._warmup.states().items():
            parts.add_metric((part,), float(state == "ready"))
        yield parts
        if services is None:
            return
        documents = GaugeMetricFamily("vermeil_documents", "Documents by status.", labels=("status",))
        counts = services.stores.library.count_by_status()
        for status, count in counts.items():
            documents.add_metric((status,), count)
        yield documents
        waiting = counts["queued"] + counts["processing"]
        yield GaugeMetricFamily("vermeil_queue_length", "Documents that are not ready yet.", value=waiting)
        cache = CounterMetricFamily(
            "vermeil_text_encoder_cache", "Texts that were embedded before, and not.", labels=("result",)
        )
        if encoder := services.models.text_encoder.peek():
            cache.add_metric(("hit",), encoder.hits)
            cache.add_metric(("miss",), encoder.misses)
        yield cache
        read = CounterMetricFamily(
            "vermeil_prompt_tokens", "Tokens of prompts that the language model had kept, and had to read.",
            labels=("result",),
        )  # fmt: skip
        if isinstance(engine := services.models.language.peek(), CachingEngine):
            read.add_metric(("cached",), engine.prompt_reads.cached)
            read.add_metric(("processed",), engine.prompt_reads.processed)
        yield read

    def describe(self) -> list[Metric]:
        """None beforehand, so that registering does not ask the database."""
        return []
