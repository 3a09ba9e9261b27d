"""Recent questions, answered in the shadow: by a version and by what serves, beside each other, and shown to nobody.

They are asked of whoever asked them, over their library and after what was said before; nothing is recorded of it but
how many answers are the same. Questions of people who do not allow that they are looked at are left out.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from statistics import median

from app.answering.assistant import Assistant, gather
from app.wiring.services import Services
from core.errors import Conflict, VermeilError, check_wanted
from core.grounding.citations import strip_marks
from core.types import UNRECORDED, Answer, JsonObject, Question, Sampling
from feedback.recent import Recent, recent
from memory.conversations import Conversations
from memory.turns import exchange

QUESTIONS = 40
"""Recent questions that are asked where nobody says how many."""

Tell = Callable[[int, int], None]
"""How many of how many are done."""


def shadow(
    services: Services, version: str, count: int = QUESTIONS, tell: Tell = lambda *_: None,
    cancel: threading.Event | None = None,
) -> JsonObject:  # fmt: skip
    """How a version answers the last questions, beside what serves: each is the `same` or `different`, or it `refused`
    what was answered, `answered` what was refused, or `failed`.

    `version` is one of the registry's names. Raises as `Registry.named` and `Registry.adapter`, and `Conflict` for what
    serves, or where there is no question yet, and `Abandoned` within a step once `cancel` is set: nothing is counted.
    """
    stores = services.stores
    identifier, serving = stores.versions.named(version), stores.versions.pointer().current
    if identifier == serving:
        raise Conflict("That version serves already: there is nothing to compare.", "Name another one.")
    asked = recent(stores.database, count)
    if not asked:
        raise Conflict("No question was answered by a model yet that may be looked at.", "Ask some, and allow it.")
    results: list[JsonObject] = []
    later: list[float] = []
    incumbent = replace(services.assistant, canary=lambda: None)
    with services.trying(identifier) as candidate, incumbent.versions.engaged:
        for done, one in enumerate(asked, 1):
            question = _question(stores.conversations, one, incumbent)
            before, after = _answer(incumbent, question, cancel), _answer(candidate, question, cancel)
            results.append(_result(one, before, after))
            if before is not None and after is not None:
                later.append(after.timings["total"] - before.timings["total"])
            tell(done, len(asked))
    counts = Counter(str(one["came"]) for one in results)
    seconds = median(later) if later else 0.0
    kept = {"questions": len(results), **{came: counts[came] for came in CAME}}
    stores.trials.keep_shadow(identifier or "base", serving or "base", kept, seconds)
    told: JsonObject = {"version": identifier or "base", "beside": serving or "base", "seconds": round(seconds, 3)}
    return {**told, **kept, "results": [*results]}


CAME = ("same", "different", "refused", "answered", "failed")
"""What comes of a question."""


def _question(conversations: Conversations, one: Recent, assistant: Assistant) -> Question:
    before = conversations.history(one.owner, one.conversation, before=one.turn)
    history = tuple(said for turn in before for said in exchange(turn.question, turn.answer))
    sampling = Sampling(max_tokens=assistant.settings.answer_tokens)
    return Question(
        one.question, one.owner, "off" if one.alone else "auto", UNRECORDED, sampling=sampling, history=history,
        talk_temperature=0.0, corrections=False,
    )  # fmt: skip


def _answer(assistant: Assistant, question: Question, cancel: threading.Event | None) -> Answer | None:
    """None where it fails, which tells against the version and must not end the trial."""
    try:
        answer = gather(assistant.answer(question, cancel))
    except VermeilError:
        answer = None
    check_wanted(cancel)
    return answer


def _result(one: Recent, before: Answer | None, after: Answer | None) -> JsonObject:
    said = [strip_marks(answer.answer).strip() if answer is not None else None for answer in (before, after)]
    return {"question": one.question, "before": said[0], "after": said[1], "came": _came(before, after)}


def _came(before: Answer | None, after: Answer | None) -> str:
    if before is None or after is None:
        return "failed"
    if before.abstained != after.abstained:
        return "refused" if after.abstained else "answered"
    one, other = (" ".join(strip_marks(answer.answer).casefold().split()) for answer in (before, after))
    return "same" if before.abstained or one == other else "different"
