"""Where an answer probably went wrong, and what says so: read from the turn as it was kept and from what was corrected.

The steps are looked at in the order in which an answer is made, and the first at which what was right goes missing is
proposed. It is a proposal: a reviewer sees it with its evidence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from core.types import CITATION_MARK, Outcome, Stage
from core.words import content_words, stem, stems, words
from feedback import places
from memory import lexical
from memory.database import ChunkRow, TurnRow, VoteRow

DOUBTED = 0.4
"""Probability below which a word of meaning counts as badly heard."""
HELD = 0.6  # share of the correction's stems that a text must have to hold it
LOOKED_DOWN = 50  # places of a search by words

REFUSAL = re.compile(
    r"\b(?:not (?:stated|there|given|known|mentioned|in (?:my|the|your|any))|nothing (?:about|on|found|is)"
    r"|found nothing|do(?:es)?(?: not|n't) (?:say|know|state|contain|mention)|no (?:answer|information)"
    r"|(?:cannot|can't) (?:say|answer|know|help)|refuse|steht nicht|weiß (?:ich )?nicht|nicht bekannt)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """A stage, and one sentence that says why that one."""

    stage: Stage
    evidence: str


def propose(session: Session, vote: VoteRow, turn: TurnRow) -> Fault | None:
    """The stage at fault; None for an up-vote that corrects nothing."""
    corrected = vote.correction or vote.evidence or vote.transcript or vote.picture_name
    if vote.value != "down" and not corrected:
        return None
    case = _case(session, vote, turn)
    looks: tuple[Callable[[_Case], Fault | None], ...] = (
        _speech, _picture, _refusal, _citation, _retrieval, _evidence, _generation,
    )  # fmt: skip
    return next((fault for look in looks if (fault := look(case)) is not None), None)


@dataclass(frozen=True)
class _Case:
    """What the looks read. `right` are the corrected places with their words, empty where the words are gone."""

    session: Session
    vote: VoteRow
    turn: TurnRow
    right: Sequence[tuple[dict[str, Any], str]]
    quotes: Sequence[dict[str, Any]]
    wanted: frozenset[str] = field(default=frozenset())

    def says(self, *reasons: str) -> bool:
        return bool(set(reasons) & set(self.vote.reasons))

    @property
    def refused(self) -> bool:
        return self.turn.outcome == Outcome.NOTHING_FOUND

    @property
    def should_refuse(self) -> bool:
        return bool(self.vote.correction and REFUSAL.search(self.vote.correction) and not self.right)

    def holds(self, text: str) -> bool:
        """Whether a text says what the correction says: its figures, and most of its other words."""
        there = set(stems(text))
        figures = {word for word in self.wanted if any(c.isdigit() for c in word)}
        return figures <= there and len(self.wanted & there) >= HELD * len(self.wanted)

    def passage(self) -> int | None:
        """The place (from 1) of the passage that has what is right; None where none has."""
        for n, passage in enumerate(self.turn.passages, 1):
            if any(self._in_passage(place, text, passage) for place, text in self.right):
                return n
            if not self.right and self.wanted and self.holds(passage["text"]):
                return n
        return None

    def quote(self) -> bool:
        """Whether what is right is among the lines that were chosen."""
        for line in self.quotes:
            passage = self.turn.passages[line["passage"]]
            text = passage["text"][line["start"] : line["end"]]
            if any(
                self._in_passage(place, words_, passage) and _overlap(place, words_, line, passage["text"])
                for place, words_ in self.right
            ):
                return not self.wanted or self.holds(text) or _narrow(self.right)
            if not self.right and self.wanted and self.holds(text):
                return True
        return False

    @staticmethod
    def _in_passage(place: dict[str, Any], text: str, passage: dict[str, Any]) -> bool:
        if place["chunk"] == passage["chunk"]:
            return True
        return bool(text) and place["document"] == passage["document"] and text in passage["text"]


def _narrow(right: Sequence[tuple[dict[str, Any], str]]) -> bool:
    """Whether a line is pointed at, and not a whole passage."""
    return all(len(text) <= 300 for _, text in right)


def _overlap(place: dict[str, Any], text: str, line: dict[str, Any], passage: str) -> bool:
    start = place["start"] if place["chunk"] == line["chunk"] else passage.find(text)
    return bool(start < line["end"] and line["start"] < start + (place["end"] - place["start"]))


def _case(session: Session, vote: VoteRow, turn: TurnRow) -> _Case:
    right = [(place, places.words(session, vote.owner, place) or "") for place in vote.evidence]
    lines = turn.prompt["lines"] if turn.prompt is not None else len(turn.evidence)
    told = set(stems(turn.question))
    said = [stem(word) for word in content_words(vote.correction or "")]
    wanted = frozenset(word for word in said if word not in told) or frozenset(said)
    return _Case(session, vote, turn, right, turn.evidence[:lines] or turn.evidence, wanted)


# --- a look at each stage -----------------------------------------------------------------------------------------


def _speech(case: _Case) -> Fault | None:
    heard = case.turn.transcript
    if heard is None:
        return None
    said = case.vote.transcript
    if said and words(said) != words(heard):
        return Fault("speech", f"“{said}” was heard as “{heard}”.")
    if case.says("misheard"):
        return Fault("speech", "Whoever asked says that it was misheard.")
    if case.right or case.says("wrong_citation", "too_long", "too_short", "should_have_refused", "unsafe"):
        return None
    for segment in case.turn.heard or ():
        for word in segment.get("words") or ():
            if word["probability"] < DOUBTED and content_words(word["text"]) and not _empty(word["text"]):
                return Fault("speech", f"“{word['text'].strip()}” was heard with {word['probability']:.2f} only.")
    return None


def _empty(word: str) -> bool:
    return len("".join(words(word))) < 3


def _picture(case: _Case) -> Fault | None:
    if case.turn.picture_sha256 is None:
        return None
    if case.vote.picture_name:
        return Fault(
            "picture", f"The picture shows {case.vote.picture_name}; the answer was “{case.turn.answer[:120]}”."
        )
    if case.says("misread_picture"):
        return Fault("picture", "Whoever asked says that the picture was misread.")
    if case.turn.route in ("recognised", "guess") and not case.right:
        return Fault("picture", "The answer is what was recognised in the picture.")
    return None


def _refusal(case: _Case) -> Fault | None:
    if not case.refused:
        if case.says("should_have_refused", "not_in_my_documents", "unsafe") or case.should_refuse:
            return Fault("refusal", "It answered where it should have refused.")
        return None
    if case.should_refuse:
        return None
    place = case.passage()
    if place is not None:
        return Fault("refusal", f"It refused, though passage {place} says it.")
    return None


def _citation(case: _Case) -> Fault | None:
    """The answer is right, and its mark is not."""
    if case.refused:
        return None
    correction, answer = case.vote.correction, CITATION_MARK.sub("", case.turn.answer)
    right = correction is None or case.holds(answer)
    if not right:
        return None
    if case.says("wrong_citation"):
        return Fault("citation", "Whoever asked says that the citation is wrong.")
    cited = case.turn.citations
    if correction is not None and any(not citation["supported"] for citation in cited):
        return Fault("citation", "The answer is right, and a citation does not bear it out.")
    if correction is not None and set(stems(answer)) == set(stems(correction)):
        return Fault("citation", "The correction says what the answer says: its mark is what is left.")
    if not case.right or (correction is None and (case.says("wrong") or case.passage() is None)):
        return None
    if cited and not any(_cites(citation, place, text) for citation in cited for place, text in case.right):
        return Fault("citation", "The answer is right, and cites another place.")
    return None


def _cites(citation: dict[str, Any], place: dict[str, Any], text: str) -> bool:
    if citation["chunk"] == place["chunk"]:
        return bool(place["start"] < citation["end"] and citation["start"] < place["end"])
    return bool(text) and (citation["quote"] in text or text in citation["quote"]) and bool(citation["quote"])


def _retrieval(case: _Case) -> Fault | None:
    count = len(case.turn.passages)
    if case.says("passage_missing") and not case.right:
        return Fault("retrieval", f"Whoever asked says that none of the {count} passages is the right one.")
    if case.passage() is not None or not (case.right or case.wanted):
        return None
    if case.says("too_long", "too_short") and not case.right:
        return None
    where = _lower_down(case)
    if where is None:
        return Fault("retrieval", f"None of the {count} passages says it, nor the first {LOOKED_DOWN} by words.")
    return Fault("retrieval", f"None of the {count} passages says it; by words it is found at place {where}.")


def _lower_down(case: _Case) -> int | None:
    """The place of what is right in a search for the question by words."""
    hits = lexical.search(case.session, case.vote.owner, case.turn.question, LOOKED_DOWN)
    chunks = {place["chunk"] for place, _ in case.right}
    for n, hit in enumerate(hits, 1):
        if hit.chunk in chunks:
            return n
        row = None if chunks else case.session.get(ChunkRow, hit.chunk)
        if row is not None and case.holds(row.text):
            return n
    return None


def _evidence(case: _Case) -> Fault | None:
    place = case.passage()
    if place is None or case.quote():
        return None
    return Fault("evidence", f"Passage {place} says it, and none of the {len(case.quotes)} lines that were chosen.")


def _generation(case: _Case) -> Fault:
    if case.quote():
        return Fault("generation", "A line that was chosen says it, and the answer does not.")
    if case.refused:
        return Fault("retrieval", "It found nothing, and nothing says what is right.")
    return Fault("generation", "Nothing else is known to be wrong.")
