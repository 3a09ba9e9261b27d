"""What a model should have said, in the form in which it was told to say it.

People write "In 1843." where a reader of numbered lines says "In 1843 [2]", and "that is not in there" where it has
words of its own for that: taught as people write it, it would forget to cite and to refuse.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.grounding.citations import strip_marks
from core.grounding.prompt import NOT_STATED, NOT_THERE
from core.types import CITATION_MARK
from core.words import stems
from feedback.stage_at_fault import REFUSAL
from memory.database import TurnRow

REFUSALS = {"reading": NOT_THERE, "excerpts": NOT_STATED, "extract": NOT_STATED}
"""The builders whose models read numbered lines, and what those say of a question that none of them answers."""
CARRIED = 0.8  # share of an answer's stems that stand in the line that it is from
_LONGEST_REFUSAL = 25  # words: more of them say something beside it


Right = Sequence[dict[str, Any]] | None
"""Places where somebody says that the answer stands: empty where it is in none that was found, None where not said."""


def target(turn: TurnRow, answer: str, reasons: Sequence[str], right: Right = None) -> str:
    """The answer with the mark of its line, or the words of a refusal; as it is for other builders.

    What somebody says of its place goes before marks that it has, and before what its words are like. An empty answer
    stays so, unless the reasons say that the model should have refused.
    """
    refusal = REFUSALS.get((turn.prompt or {}).get("builder", ""))
    if refusal is None:
        return answer
    if not answer:
        return refusal if {"should_have_refused", "not_in_my_documents"} & set(reasons) else ""
    if REFUSAL.search(answer) and len(answer.split()) <= _LONGEST_REFUSAL:
        return refusal
    if right is None and CITATION_MARK.search(answer):
        return answer
    return _marked(answer if right is None else strip_marks(answer), _line(turn, answer, right))


def cited_anew(turn: TurnRow, right: Right) -> str:
    """The model's own words with the mark of the line that somebody points at; empty where there is no such line."""
    if not right or not turn.raw or (turn.prompt or {}).get("builder", "") not in REFUSALS:
        return ""
    line = _line(turn, turn.raw, right)
    return "" if line is None else _marked(strip_marks(turn.raw), line)


def without_line(turn: TurnRow, answer: str) -> bool:
    """Whether it is to cite a line and does not: no line carries what it says."""
    refusal = REFUSALS.get((turn.prompt or {}).get("builder", ""))
    return refusal is not None and answer != refusal and not CITATION_MARK.search(answer)


def _line(turn: TurnRow, answer: str, right: Right) -> int | None:
    """The number of the first line that carries the answer: of those that are pointed at, where some are."""
    lines = turn.evidence[: (turn.prompt or {})["lines"]]
    carrying = [n for n, line in enumerate(lines, 1) if _carries(turn, line, answer)]
    if right is None:
        return next(iter(carrying), None)
    pointed = [n for n, line in enumerate(lines, 1) if any(_overlap(place, line) for place in right)]
    return next((n for n in pointed if n in carrying), next(iter(pointed), None))


def _carries(turn: TurnRow, line: dict[str, Any], answer: str) -> bool:
    said, text = set(stems(strip_marks(answer))), turn.passages[line["passage"]]["text"][line["start"] : line["end"]]
    return bool(said) and len(said & set(stems(text))) >= CARRIED * len(said)


def _overlap(place: dict[str, Any], line: dict[str, Any]) -> bool:
    same = (place["document"], place["chunk"]) == (line["document"], line["chunk"])
    return same and place["start"] < line["end"] and line["start"] < place["end"]


def _marked(answer: str, line: int | None) -> str:
    return answer if line is None else f"{answer.rstrip().rstrip('.')} [{line}]"
