"""`vermeil eval regressions`: what was corrected is asked again, of whoever it was, and without the corrections."""

from __future__ import annotations

import threading
from collections.abc import Callable

from app.answering.assistant import Assistant, gather
from app.wiring.services import Services
from core.errors import check_wanted
from core.types import UNRECORDED, Answer, JsonObject, Question, Sampling
from feedback.regressions import Regression, regressions

Tell = Callable[[int, int], None]
"""How many of how many are done."""


def run_regressions(
    services: Services, version: str, tell: Tell = lambda *_: None, cancel: threading.Event | None = None
) -> JsonObject:
    """What a version answers to each question that was corrected, and what is wrong with it.

    `version` is one of the registry's names. Raises as `Registry.named` and `Registry.adapter`, and `Abandoned` within
    a step once `cancel` is set.
    """
    identifier = services.stores.versions.named(version)
    tests, results = regressions(services.stores.database), []
    with services.trying(identifier) as assistant:
        for done, test in enumerate(tests, 1):
            results.append(_result(test, _asked(assistant, test, cancel)))
            check_wanted(cancel)
            tell(done, len(tests))
    broken = sum(not one["holds"] for one in results)
    return {"version": identifier or "base", "tests": len(tests), "broken": broken, "results": [*results]}


def _asked(assistant: Assistant, test: Regression, cancel: threading.Event | None) -> Answer:
    sampling = Sampling(max_tokens=assistant.settings.answer_tokens)
    return gather(
        assistant.answer(
            Question(test.question, test.owner, conversation=UNRECORDED, sampling=sampling, corrections=False), cancel
        )
    )


def _result(test: Regression, answer: Answer) -> JsonObject:
    fault = test.fault(answer.answer, abstained=answer.abstained)
    return {**test.to_json(), "said": answer.answer, "holds": not fault, "fault": fault or None}
