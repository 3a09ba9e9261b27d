"""Rows that nothing is learned from though they were approved: what looks meant to change the model for everybody.

A reviewer sees one row at a time; here all are seen beside each other. Where at least three people take part, nobody
alone teaches words that no source says, nor one answer to many questions. What is wrong in a source is put right by a
correction, which is found and cited, and not by a version.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.grounding.citations import parse
from core.words import stems, words
from feedback.export import Row

ENOUGH_PEOPLE = 3
"""From which what one of them says alone is told from what all want."""
ALIKE = 0.8  # share of the words of two answers that are the same
MOST_ALIKE = 2  # answers of one person that may be alike, to different questions

ALONE = "It says what its source does not say, and nobody else wants that said."
REPEATED = "One person wants nearly the same answer to several questions, and nobody else does."
AGAINST = "Others want another answer to the same question."


@dataclass(frozen=True, slots=True)
class _Taught:
    """What a row would teach: the words of its answer, its own question and lines, and who wants it."""

    row: Row
    prompt: str
    answer: frozenset[str]
    added: frozenset[str]
    refused: bool

    @property
    def owner(self) -> str:
        return self.row.owner


def set_aside(rows: Sequence[Row]) -> tuple[list[Row], Mapping[str, str]]:
    """The rows that may be learned from, and the others by item, each with the reason."""
    taught = [one for one in map(_taught, rows) if one is not None]
    reasons: dict[str, str] = {}
    for reason, found in ((AGAINST, _against(taught)), (REPEATED, _repeated(taught)), (ALONE, _alone(taught))):
        reasons |= {one.row.item: reason for one in found if one.row.item not in reasons}
    return [row for row in rows if row.item not in reasons], reasons


def _taught(row: Row) -> _Taught | None:
    """None of an answer that is shown as a bad one."""
    said: Any = row.said.get("chosen") or (row.said.get("completion") if row.said.get("label", True) else None)
    if said is None:
        return None
    prompt, reply = str(row.prompt[-1]["content"]), parse(said[0]["content"])
    answer = frozenset(stems(reply.words))
    return _Taught(row, " ".join(words(prompt)), answer, answer - set(stems(prompt)), reply.refused)


def _against(taught: Sequence[_Taught]) -> Iterator[_Taught]:
    """Of different people to the very same prompt, more than a word apart."""
    asked: dict[str, list[_Taught]] = defaultdict(list)
    for one in taught:
        asked[one.prompt].append(one)
    for same in asked.values():
        yield from (one for one in same if any(
            one.owner != other.owner and (one.refused != other.refused or _alike(one, other) < 1 - ALIKE)
            for other in same
        ))  # fmt: skip


def _repeated(taught: Sequence[_Taught]) -> Iterator[_Taught]:
    if not _enough(taught):
        return
    answered = [one for one in taught if not one.refused]
    for one in answered:
        alike = [other for other in answered if _alike(one, other) >= ALIKE]
        asked = {other.prompt for other in alike}
        if len(asked) > MOST_ALIKE and {other.owner for other in alike} == {one.owner}:
            yield one


def _alone(taught: Sequence[_Taught]) -> Iterator[_Taught]:
    """Those with words that stand neither in their lines nor in what anybody else wants."""
    if not _enough(taught):
        return
    people: dict[str, set[str]] = defaultdict(set)
    for one in taught:
        for word in one.added:
            people[word].add(one.owner)
    yield from (one for one in taught if any(len(people[word]) == 1 for word in one.added))


def _enough(taught: Sequence[_Taught]) -> bool:
    return len({one.owner for one in taught}) >= ENOUGH_PEOPLE


def _alike(one: _Taught, other: _Taught) -> float:
    """The share of the words of both that both have."""
    return len(one.answer & other.answer) / max(1, len(one.answer | other.answer))
