"""What a model should have said, in the form in which it was told to say it.

People write "In 1843." where a reader of numbered lines says "In 1843 [2]", and "that is not in there" where it has
words of its own for that: taught as people write it, it would forget to cite and to refuse.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.grounding.prompt import NOT_STATED, NOT_THERE
from core.types import CITATION_MARK
from core.words import stems
from feedback.stage_at_fault import REFUSAL
from memory.database import TurnRow

REFUSALS = {"reading": NOT_THERE, "excerpts": NOT_STATED, "extract": NOT_STATED}
"""The builders whose models read numbered lines, and what those say of a question that none of them answers."""
CARRIED = 0.8  # share of an answer's stems that stand in the line that it is from
_LONGEST_REFUSAL = 25  # words: more of them say something beside it


def target(turn: TurnRow, answer: str, reasons: Sequence[str]) -> str:
    """The answer with the mark of its line, or the words of a refusal; as it is for other builders.

    An empty answer stays so, unless the reasons say that the model should have refused.
    """
    refusal = REFUSALS.get((turn.prompt or {}).get("builder", ""))
    if refusal is None:
        return answer
    if not answer:
        return refusal if {"should_have_refused", "not_in_my_documents"} & set(reasons) else ""
    if REFUSAL.search(answer) and len(answer.split()) <= _LONGEST_REFUSAL:
        return refusal
    line = None if CITATION_MARK.search(answer) else _line(turn, answer)
    return answer if line is None else f"{answer.rstrip().rstrip('.')} [{line}]"


def without_line(turn: TurnRow, answer: str) -> bool:
    """Whether it is to cite a line and does not: no line carries what it says."""
    refusal = REFUSALS.get((turn.prompt or {}).get("builder", ""))
    return refusal is not None and answer != refusal and not CITATION_MARK.search(answer)


def _line(turn: TurnRow, answer: str) -> int | None:
    """The number of the first line that carries the answer."""
    said = set(stems(answer))
    for n, place in enumerate(turn.evidence[: (turn.prompt or {})["lines"]], 1):
        text = turn.passages[place["passage"]]["text"][place["start"] : place["end"]]
        if said and len(said & set(stems(text))) >= CARRIED * len(said):
            return n
    return None
