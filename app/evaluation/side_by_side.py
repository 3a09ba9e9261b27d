"""One question, answered by several versions: over the library of whoever asks, and recorded nowhere."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from app.answering.assistant import gather
from app.wiring.services import Services
from core.errors import check_wanted
from core.types import UNRECORDED, JsonObject, Question, Sampling


def side_by_side(
    services: Services, owner: str, question: str, versions: Sequence[str], cancel: threading.Event | None = None
) -> JsonObject:
    """The answer of each version, by its id.

    Raises as `Registry.named` and `Registry.adapter`, and `Abandoned` within a step once `cancel` is set.
    """
    names = [services.stores.versions.named(version) for version in versions]
    sampling = Sampling(max_tokens=services.settings.answer_tokens)
    answers: list[JsonObject] = []
    for name in names:
        with services.trying(name) as assistant:
            answer = gather(
                assistant.answer(
                    Question(question, owner, conversation=UNRECORDED, sampling=sampling, corrections=False), cancel
                )
            )
        check_wanted(cancel)
        answers.append({
            "version": name or "base", "answer": answer.answer, "abstained": answer.abstained, "route": answer.route,
            "adapter": answer.adapter, "seconds": round(answer.timings["total"], 3),
        })  # fmt: skip
    return {"answers": [*answers]}
