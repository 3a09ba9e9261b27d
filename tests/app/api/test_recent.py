"""Figures of the last answers, by the model that wrote them."""

from __future__ import annotations

from typing import Any

from app.api.recent import KEPT, Recent
from core.types import Answer, Usage


def answer(model: str = "small", total: float = 2.0, **more: Any) -> Answer:
    given: dict[str, Any] = {
        "timings": {"first_token": 0.5, "total": total, "reading": 0.5, "writing": 1.0},
        "usage": Usage(200, 41), "route": "evidence", **more,
    }  # fmt: skip
    return Answer("words", from_library=True, citations=(), transcript=None, model=model, adapter=None,
                  prompt_version="1", **given)  # fmt: skip


def test_speeds_are_over_all_answers_of_the_model_and_seconds_their_median() -> None:
    recent = Recent()
    for seconds in (1.0, 2.0, 9.0):
        recent.add(answer(total=seconds))
    recent.add(answer("large"))
    recent.add(answer(usage=Usage(600, 21), timings={"total": 2.0, "reading": 1.0, "writing": 0.5}))
    assert recent.of("small") == {"answers": 4, "seconds": 2.0, "read": 1200 / 2.5, "written": 140 / 3.5}


def test_what_no_model_wrote_counts_for_the_seconds_alone() -> None:
    recent = Recent()
    recent.add(answer(usage=Usage(), timings={"total": 0.1}, route="catalogue"))
    recent.add(answer(route="guess"))  # by a model of its own
    assert recent.of("small") == {"answers": 2, "seconds": 1.05, "read": None, "written": None}
    assert recent.of("another") == {"answers": 0, "seconds": None, "read": None, "written": None}


def test_what_was_stopped_does_not_count_and_the_oldest_are_forgotten() -> None:
    recent = Recent()
    recent.add(answer(finish="cancelled"))
    assert recent.of("small")["answers"] == 0
    for _ in range(KEPT + 5):
        recent.add(answer())
    assert recent.of("small")["answers"] == KEPT
