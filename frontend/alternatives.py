"""Answers to one question: which belong together, and which of them the conversation goes on with. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from frontend.client.records import Turn


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers to one question: the one that the conversation goes on with, one that it could go on with instead
    and that nobody decided on yet, and those that were passed over."""

    standing: Turn
    rival: Turn | None = None
    others: tuple[Turn, ...] = ()


def grouped(turns: Iterable[Turn]) -> list[Answers]:
    """The turns of a conversation, oldest first, by their questions."""
    groups: dict[str, list[Turn]] = {}
    for number, turn in enumerate(turns):
        groups.setdefault(turn.again_of or turn.id or f"unrecorded {number}", []).append(turn)
    return [_answers(group) for group in groups.values()]


def _answers(turns: Sequence[Turn]) -> Answers:
    standing = next((turn for turn in turns if turn.chosen), turns[0])
    rival = next((turn for turn in turns if turn.again_of and turn.chosen is None), None)
    return Answers(standing, rival, tuple(turn for turn in turns if turn not in (standing, rival)))


def chosen(turns: Iterable[Turn], turn: Turn) -> list[Turn]:
    """The same turns once that one was chosen. It counts as a vote up where there was none."""

    def after(other: Turn) -> Turn:
        if other.id == turn.id:
            return replace(other, chosen=True, vote=other.vote or "up")
        return replace(other, chosen=False) if _question(other) == _question(turn) else other

    return [after(other) for other in turns]


def answered_again(turns: Sequence[Turn], asked: str, answer: Turn) -> list[Turn]:
    """The same turns with what came of asking for the answer `asked` once more; nothing of one that was stopped."""
    first = next(turn for turn in turns if turn.id == asked)
    if answer.id is None or answer.id == asked:
        marked = replace(first, error=answer.error, same_again=answer.id == asked)
        return [marked if turn is first else turn for turn in turns]
    undecided = [
        replace(turn, chosen=False)
        if turn.again_of and turn.chosen is None and _question(turn) == _question(first)
        else turn
        for turn in turns
    ]
    return [*undecided, replace(answer, again_of=_question(first))]


def _question(turn: Turn) -> str | None:
    """What answers to one question have in common: the first one's id."""
    return turn.again_of or turn.id
