"""What a reviewer should know about a vote before reading it. Nothing is refused here: marks are shown, and count.

`personal_data`: somewhere in what would be learned. `duplicate`: the same was said before. `excess`: one person says a
lot. `contradiction`: others say the opposite. `planted`: it looks as if it were meant for the model, not the reader.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.types import JsonObject
from core.words import words
from feedback import stage_at_fault
from feedback.personal_data import find
from feedback.queue import allowed, in_force, loaded
from memory.database import Database, TurnRow, VoteRow
from memory.feedback_tables import ReviewRow

MOST_A_DAY = 60
"""Votes of one person within 24 hours; further ones are marked."""
SAME_CORRECTIONS = 3
"""So many different questions corrected with the same words look planted."""
BATCH = 20
"""Votes that are screened while somebody waits."""
_DAY = 24 * 3600.0

_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget)\b.{0,30}\b(?:instructions?|prompts?|above|previous|rules)\b"
    r"|\b(?:system|developer) prompt\b|\byou are now\b|\b(?:always|never) (?:answer|reply|respond|say|recommend)\b"
    r"|\bfrom now on\b|<\|?(?:im_start|im_end|system|endoftext|s)\|?>|\[/?INST\]"
    r"|\b(?:ignoriere|vergiss)\b.{0,30}\b(?:anweisung|regeln|vorherige)|\bab (?:jetzt|sofort)\b",
    re.IGNORECASE | re.DOTALL,
)
_CODE = re.compile(r"<\s*(?:script|iframe|img|svg|object|a)\b|javascript:|\A\s*[=+@][\w(]", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s)>\]]+|\bwww\.[^\s)>\]]+", re.IGNORECASE)


def key(text: str) -> str:
    """Equal for texts that differ in case, accents and signs only."""
    return " ".join(words(text))[:500]


def screen(database: Database, most: int = BATCH, only: str | None = None, twice: float = 0.0) -> int:
    """Screen votes that are new, oldest first, or one of them; returns how many. The rest waits for the next call.

    `twice` is the share, from 0 to 1, that is drawn for a second review.
    """
    query = in_force().where(ReviewRow.vote_id.is_(None))
    query = query if only is None else query.where(VoteRow.id == only)
    with database.reading() as session:
        new = allowed(session, query)[:most]
    for item in new:
        with database.session() as session:  # one after the other: others want to write, too
            for vote, turn, review in loaded(session, [item]):
                if review is None:
                    session.add(_screened(session, vote, turn, twice))
    return len(new)


def _screened(session: Session, vote: VoteRow, turn: TurnRow, twice: float) -> ReviewRow:
    keys = {
        "question_key": key(turn.question), "answer_key": key(turn.answer),
        "correction_key": key(vote.correction) if vote.correction else None,
    }  # fmt: skip
    others = _same_question(session, keys["question_key"] or "", vote)
    against = [review for said, review in others if said.owner != vote.owner and _contradict(vote, keys, said, review)]
    marks = [*_personal(vote, turn), *_repeated(vote, keys, others), *_excess(session, vote)]
    marks += [{"mark": "contradiction", "items": [review.vote_id for review in against]}] if against else []
    marks += [{"mark": "planted", "why": why} for why in _planted(session, vote, turn, keys["correction_key"])]
    for review in against:
        review.twice = True
        review.marks = [*review.marks, {"mark": "contradiction", "items": [vote.id]}]
    fault = stage_at_fault.propose(session, vote, turn)
    return ReviewRow(
        vote_id=vote.id, state="screened", marks=marks, twice=bool(against) or drawn(vote.id, twice),
        stage=fault and fault.stage, stage_evidence=fault and fault.evidence, **keys,
    )  # fmt: skip


def drawn(vote: str, share: float) -> bool:
    """Whether a vote is in this share, by its id: nobody can foresee it, and asking again gives the same."""
    return int(vote[:8], 16) < share * 16**8


def _personal(vote: VoteRow, turn: TurnRow) -> Iterator[JsonObject]:
    """One mark for each text that has any, with the kinds: the words themselves are not copied."""
    texts = {
        "question": turn.question, "answer": turn.answer, "correction": vote.correction, "comment": vote.comment,
        "transcript": vote.transcript, "passages": "\n".join(str(passage["text"]) for passage in turn.passages),
    }  # fmt: skip
    for field, text in texts.items():
        if kinds := sorted({finding.kind for finding in find(text or "")}):
            yield {"mark": "personal_data", "field": field, "kinds": kinds}


def _same_question(session: Session, question: str, vote: VoteRow) -> list[tuple[VoteRow, ReviewRow]]:
    """What was said of equal questions before, and may be used."""
    same = in_force().where(ReviewRow.question_key == question, VoteRow.id != vote.id)
    return [(said, review) for said, _, review in loaded(session, allowed(session, same)) if review is not None]


def _repeated(
    vote: VoteRow, keys: dict[str, str | None], others: Sequence[tuple[VoteRow, ReviewRow]]
) -> Iterator[JsonObject]:
    for said, review in others:
        kept = (said.value, review.answer_key, review.correction_key)
        if kept == (vote.value, keys["answer_key"], keys["correction_key"]):
            yield {"mark": "duplicate", "items": [said.id]}
            return


def _contradict(vote: VoteRow, keys: dict[str, str | None], said: VoteRow, review: ReviewRow) -> bool:
    """The same answer is right to one and wrong to the other, or each has another correction."""
    if review.answer_key == keys["answer_key"] and said.value != vote.value:
        return True
    corrections = (review.correction_key, keys["correction_key"])
    return None not in corrections and corrections[0] != corrections[1]


def _excess(session: Session, vote: VoteRow) -> Iterator[JsonObject]:
    since = VoteRow.created_at.between(vote.created_at - _DAY, vote.created_at)
    count = session.scalar(select(func.count()).where(VoteRow.owner == vote.owner, since)) or 0
    if count > MOST_A_DAY:
        yield {"mark": "excess", "votes": count}


def _planted(session: Session, vote: VoteRow, turn: TurnRow, correction: str | None) -> Iterator[str]:
    """Why what somebody wrote looks as if it were meant for the model."""
    said = "\n".join(text for text in (vote.correction, vote.transcript, vote.picture_name) if text)
    if not said:
        return
    if _ORDERS.search(said):
        yield "It gives orders."
    if _CODE.search(said):
        yield "It holds code."
    if any(unicodedata.category(c) in ("Cf", "Co", "Cc") and c not in "\n\r\t\u200d\u00ad" for c in said):
        yield "It has characters that cannot be seen."
    known = turn.question + turn.answer + "".join(str(passage["text"]) for passage in turn.passages)
    if any(address.rstrip(".,;") not in known for address in _ADDRESS.findall(said)):
        yield "It leads to an address that no passage names."
    if correction and _questions_with(session, vote, correction, turn) >= SAME_CORRECTIONS:
        yield f"The same words correct {SAME_CORRECTIONS} or more different questions."


def _questions_with(session: Session, vote: VoteRow, correction: str, turn: TurnRow) -> int:
    """How many different questions the same person corrected with the same words, this one included."""
    query = select(func.count(ReviewRow.question_key.distinct())).join(VoteRow, VoteRow.id == ReviewRow.vote_id)
    query = query.where(VoteRow.owner == vote.owner, ReviewRow.correction_key == correction)
    return 1 + (session.scalar(query.where(ReviewRow.question_key != key(turn.question))) or 0)


def mark_names(marks: Sequence[dict[str, Any]]) -> list[str]:
    """Which marks there are, each once."""
    return sorted({str(mark["mark"]) for mark in marks})
