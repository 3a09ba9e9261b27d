"""The figures, their goals, and the arithmetic between them. Nothing here measures anything."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Verdict = Literal["met", "nearly", "missed", "not measured"]
Figures = dict[str, float]
Raw = dict[str, Any]


class Skipped(Exception):
    """A section cannot be measured here; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What a figure should be. `tolerated` is a second bound that is still acceptable, where there is one.

    `optional` figures are left out where what they need is not installed.
    """

    key: str
    title: str
    unit: str
    direction: Literal["at least", "at most"]
    bound: float
    tolerated: float | None = None
    optional: bool = False

    def verdict(self, value: float | None) -> Verdict:
        if value is None:
            return "not measured"
        if self._within(value, self.bound):
            return "met"
        return "nearly" if self.tolerated is not None and self._within(value, self.tolerated) else "missed"

    def _within(self, value: float, bound: float) -> bool:
        return value >= bound if self.direction == "at least" else value <= bound

    @property
    def wanted(self) -> str:
        sign = "≥" if self.direction == "at least" else "≤"
        floor = f" ({sign} {self.tolerated:g} tolerated)" if self.tolerated is not None else ""
        return f"{sign} {self.bound:g}{floor}"


GOALS: tuple[Goal, ...] = (
    Goal("http_decode", "Tokens/s through HTTP over raw llama.cpp", "×", "at least", 0.95, 0.90),
    Goal(
        "http_decode_4", "The same with four clients at once, over the raw engine's batch", "×", "at least", 0.95, 0.90
    ),
    Goal("first_token", "First token of a 1,000-token prompt over raw prefill", "×", "at most", 1.1),
    Goal("second_turn", "First token of the second turn over that of the first", "×", "at most", 0.1),
    Goal("ingest", "Chunks/s added over the raw text encoder", "×", "at least", 0.9),
    Goal("transcribe", "Time to transcribe over raw faster-whisper", "×", "at most", 1.1),
    Goal("search_latency_10k", "Vector search over raw FAISS, 10,000 vectors", "×", "at most", 1.2),
    Goal("search_latency_100k", "Vector search over raw FAISS, 100,000 vectors", "×", "at most", 1.2),
    Goal("search_recall_10k", "Recall@10 against exact search, 10,000 vectors", "", "at least", 0.98),
    Goal("search_recall_100k", "Recall@10 against exact search, 100,000 vectors", "", "at least", 0.98),
    Goal("start_page_s", "From start to the first page", "s", "at most", 10.0),
    Goal("first_answer_s", "From start to the end of the first answer", "s", "at most", 10.0),
    Goal("picture_answer_s", "A question about a drawing, to the end of its answer", "s", "at most", 3.0),
    Goal("help_s", "`vermeil --help`", "s", "at most", 1.0),
    Goal("idle_mb", "Idle memory of all processes after an answer", "MB", "at most", 1380.0),
    Goal(
        "plateau_mb",
        "The same after 220 answers, pictures, sound and a minute of rest",
        "MB",
        "at most",
        1200.0,
        optional=True,
    ),
    Goal("documents_per_s", "Small documents/s through `POST /api/documents`, one client", "/s", "at least", 20.5),
    Goal("search_ms", "`POST /api/search` over 240 documents of a paragraph, p50", "ms", "at most", 23.5),
    Goal("train_tokens", "Training tokens/s over the plain Hugging Face Trainer", "×", "at least", 1.0),
    Goal("tower_pictures", "Pictures/s through the image tower over timm alone", "×", "at least", 0.95),
    Goal(
        "people_errors", "Fifty people who chat at once, and five on real models: answers that failed", "", "at most", 0
    ),
    Goal("people_foreign", "... answers and conversations with a word of somebody else", "", "at most", 0),
    Goal("page_s", "From the address to a page that takes a question", "s", "at most", 2.0, optional=True),
    Goal("rerun_ms", "The page drawn anew in a conversation of 100 turns", "ms", "at most", 300.0, optional=True),
    Goal("review_item_s", "An item of review by keyboard: the page's own time", "s", "at most", 0.3, optional=True),
    Goal("axe_severe", "Elements of all pages with a serious fault by axe-core", "", "at most", 0, optional=True),
    Goal("fuzz_errors", "Server errors in 10,000 made-up calls of each role", "", "at most", 0, optional=True),
    Goal("fuzz_undocumented", "... and answers that the description does not have", "", "at most", 0, optional=True),
    Goal(
        "standard_first_evidence_s",
        "On `standard`, from a question to its passages",
        "s",
        "at most",
        0.3,
        optional=True,
    ),
    Goal(
        "standard_answer_s",
        "On `standard`, from a question to the end of its answer",
        "s",
        "at most",
        2.5,
        optional=True,
    ),
    Goal(
        "standard_decode",
        "On `standard`, tokens/s through HTTP over raw llama.cpp",
        "×",
        "at least",
        0.95,
        0.90,
        optional=True,
    ),
)
"""Ratios, starts and memory as the project set them; idle memory, documents and search are well ahead of the peer."""

WITHOUT_GOAL: Mapping[str, tuple[str, str]] = {
    "search_growth": ("Vector search, 100,000 over 10,000 vectors (ten times the work)", "×"),
    "standard_resident_mb": ("On `standard`, resident memory of all processes behind twelve answers", "MB"),
    "soak_lost": ("Documents that were acknowledged and lost, in an hour with kills", ""),
    "soak_failures": ("Failures (5xx, broken connections) in that hour", ""),
    "soak_health_p99_s": ("99th percentile of `/healthz` in it", "s"),
    "soak_growth_mb_h": ("Growth of memory in it", "MB/h"),
    "peak_mb": ("Peak memory while documents, a picture and sound are added and asked about", "MB"),
    "documents_per_s_4": ("Small documents/s, four clients at once", "/s"),
    "people_first_token_p95_s": ("First token where fifty people chat and read in between, stand-ins, p95", "s"),
    "people_rush_first_token_p95_s": ("First token where fifty people ask without a pause, stand-ins, p95", "s"),
    "people_models_first_token_p95_s": ("First token where five people ask `lite` without a pause, p95", "s"),
    "person_mb": ("Memory for each person more, of fifty who chat", "MB"),
    "open_page_mb": ("Memory for each page that is open", "MB"),
    "first_answer_fresh_s": ("From the very first start, models still to be converted, to the first answer", "s"),
    **{
        f"kinds_{what}_{profile}": (f"Questions of many kinds on `{profile}`, share {said}", "")
        for profile in ("lite", "standard")
        for what, said in (
            ("right", "answered rightly"),
            ("wrong", "answered wrongly"),
            ("refused", "refused though it is there"),
        )
    },
}

FIGURES_OF: Mapping[str, tuple[str, ...]] = {
    "startup": ("start_page_s", "first_answer_s", "first_answer_fresh_s", "help_s"),
    "footprint": ("idle_mb", "plateau_mb", "peak_mb"),
    "decode": ("http_decode", "http_decode_4"),
    "prompt": ("first_token", "second_turn"),
    "prefixes": (),
    "adding": ("ingest",),
    "hearing": ("transcribe",),
    "vectors": (
        "search_latency_10k", "search_latency_100k", "search_recall_10k", "search_recall_100k", "search_growth",
    ),
    "small": ("documents_per_s", "documents_per_s_4", "search_ms"),
    "seeing": ("picture_answer_s",),
    "training": ("train_tokens",),
    "tower": ("tower_pictures",),
    "standard": ("standard_first_evidence_s", "standard_answer_s", "standard_decode", "standard_resident_mb"),
    "kinds": tuple(key for key in WITHOUT_GOAL if key.startswith("kinds_")),
    "people": (
        "people_errors", "people_foreign", "people_first_token_p95_s", "people_rush_first_token_p95_s",
        "people_models_first_token_p95_s", "person_mb",
    ),
    "page": ("page_s", "rerun_ms", "review_item_s", "open_page_mb"),
    "access": ("axe_severe",),
    "fuzz": ("fuzz_errors", "fuzz_undocumented"),
    "soak": ("soak_lost", "soak_failures", "soak_health_p99_s", "soak_growth_mb_h"),
}  # fmt: skip
"""What each section measures: those figures are of one time and one machine."""

SECTION_OF: Mapping[str, str] = {key: section for section, keys in FIGURES_OF.items() for key in keys}

PEER = "Open WebUI 0.12.4, offline, with the same MiniLM"
PEER_FIGURES: Mapping[str, str] = {
    "first_answer_s": "37 to 42",
    "idle_mb": "1,380 (only the text encoder loaded)",
    "documents_per_s": "4.1",
    "search_ms": "47",
}
"""Measured elsewhere, on a 2-core machine of this kind."""


def median_ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the ratios of pairs that were measured one right after the other, so that drift cancels out."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


def ratio_of_medians(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """For many short measurements that are no pairs."""
    return statistics.median(ours) / statistics.median(theirs)


def merge(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> dict[str, Any]:
    """Earlier results, and in their place the sections that `later` has and that were not measured before them.

    A section comes whole or not at all: figures that it had, and has no more, go.
    """
    known: Mapping[str, Raw] = earlier.get("raw", {})
    new = {
        name: {"machine": later["machine"], **section} if "machine" in later else section
        for name, section in later.get("raw", {}).items()
        if str(section["measured"]) >= str(known.get(name, {}).get("measured", ""))
    }
    kept = {key: value for key, value in earlier.items() if SECTION_OF.get(key) not in new}
    figures = {key: value for key, value in later.items() if SECTION_OF.get(key) in new}
    return {**kept, **figures, "raw": {**known, **new}}


def shown(value: float | None, unit: str = "") -> str:
    """A figure in three digits or so, with its unit."""
    if value is None:
        return "—"
    if isinstance(value, int):
        return f"{value:,} {unit}".rstrip()
    digits = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.3f}"
    return f"{digits} {unit}".rstrip()


def wanted(results: Mapping[str, Any]) -> list[Goal]:
    """The goals, less optional ones that were not measured."""
    return [goal for goal in GOALS if not goal.optional or goal.key in results]


def rows(results: Mapping[str, Any]) -> list[tuple[str, str, str, str]]:
    """What was measured, the figure, the goal, and whether it is met."""
    judged = [
        (f"{g.title} [`{g.key}`]", shown(results.get(g.key), g.unit), g.wanted, g.verdict(results.get(g.key)))
        for g in wanted(results)
    ]
    others = [
        (f"{title} [`{key}`]", shown(results.get(key), unit), "", "")
        for key, (title, unit) in WITHOUT_GOAL.items()
        if key in results
    ]
    return judged + others


def table(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """A Markdown table whose columns also line up on a terminal."""
    widths = [max(len(line[i]) for line in [heads, *lines]) for i in range(len(heads))]

    def row(cells: Sequence[str]) -> str:
        return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"

    return "\n".join([row(heads), row(["-" * width for width in widths]), *map(row, lines)])


def unmet(sections: Sequence[str], figures: Mapping[str, float]) -> list[str]:
    """Goals of some sections that their figures miss, or that nothing was measured for."""
    mine = [goal for goal in GOALS if SECTION_OF[goal.key] in sections]
    return [goal.title for goal in mine if goal.verdict(figures.get(goal.key)) in ("missed", "not measured")]


def shortfalls(results: Mapping[str, Any]) -> list[str]:
    """One sentence for each goal that is not met."""
    said = []
    for goal in wanted(results):
        value = results.get(goal.key)
        verdict = goal.verdict(value)
        if verdict == "nearly":
            said.append(f"{goal.title}: {shown(value, goal.unit)}, short of {goal.bound:g}, within what is tolerated.")
        elif verdict == "missed":
            said.append(f"{goal.title}: {shown(value, goal.unit)}, and the goal is {goal.wanted}.")
        elif verdict == "not measured":
            said.append(f"{goal.title}: not measured.")
    return said
