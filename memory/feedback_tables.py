"""The tables of feedback beside votes: who allows that it is learned from, and what reviewers made of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from memory.tables import Base, now


class ConsentRow(Base):
    """What somebody said about learning from them. Of an owner and a conversation, or none, the last one counts."""

    __tablename__ = "consents"
    __table_args__ = (Index("consents_owner", "owner"), {"sqlite_autoincrement": True})

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    owner: Mapped[str]
    conversation_id: Mapped[str | None] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE"),
        index=True,
        doc="None for all that have no word of their own.",
    )
    allowed: Mapped[bool | None] = mapped_column(doc="None where the word before it is taken back.")
    at: Mapped[float] = mapped_column(default=now)


class ReviewRow(Base):
    """A vote as an item of review, from its screening on. It counts while the vote is in force and consent is there."""

    __tablename__ = "reviews"

    vote_id: Mapped[str] = mapped_column(ForeignKey("votes.id", ondelete="CASCADE"), primary_key=True)
    state: Mapped[str] = mapped_column(index=True, doc="See `core.types.ReviewState`, without `new` and `claimed`.")
    marks: Mapped[list[dict[str, Any]]] = mapped_column(JSON, doc="What screening noticed: see `feedback.screening`.")
    stage: Mapped[str | None] = mapped_column(doc="Where it probably went wrong: see `feedback.stage_at_fault`.")
    stage_evidence: Mapped[str | None] = mapped_column(doc="One sentence: why that stage.")
    twice: Mapped[bool] = mapped_column(default=False, doc="A second, blind review is wanted.")
    question_key: Mapped[str] = mapped_column(index=True, doc="Equal for equal questions: see `feedback.screening`.")
    answer_key: Mapped[str] = mapped_column(doc="The same of the answer.")
    correction_key: Mapped[str | None] = mapped_column(doc="The same of the correction.")
    claimed_by: Mapped[str | None] = mapped_column(doc="The reviewer who has it before them.")
    claimed_until: Mapped[float] = mapped_column(default=0.0)
    draft: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), doc="Of whoever claimed it last.")
    screened_at: Mapped[float] = mapped_column(default=now)


class DecisionRow(Base):
    """What a reviewer decided. Nothing is overwritten: who reopens an item withdraws what was decided on it."""

    __tablename__ = "decisions"
    __table_args__ = (UniqueConstraint("vote_id", "number", name="decisions_vote_number"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    vote_id: Mapped[str] = mapped_column(ForeignKey("votes.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(doc="Of the decisions on that vote, from 1.")
    reviewer: Mapped[str] = mapped_column(doc="A person's id; they may have left since.")
    decision: Mapped[str] = mapped_column(doc="`approved`, `edited`, `rejected` or `asked_back`.")
    rating: Mapped[str | None] = mapped_column(doc="The reviewer's own, apart from the person's: `up` or `down`.")
    answer: Mapped[str | None] = mapped_column(doc="What is to be learned, where it was edited.")
    note: Mapped[str | None] = mapped_column(doc="To whoever voted.")
    evidence: Mapped[list[dict[str, Any]] | None] = mapped_column(
        JSON(none_as_null=True),
        doc="Where the right answer stands, as in a vote; empty where no passage says it, none where nothing is said.",
    )
    withdrawn: Mapped[bool] = mapped_column(default=False)
    at: Mapped[float] = mapped_column(default=now)


class AnewRow(Base):
    """What a question that somebody voted on was answered since, by what served then; the last answer is kept."""

    __tablename__ = "answered_anew"

    turn_id: Mapped[str] = mapped_column(ForeignKey("turns.id", ondelete="CASCADE"), primary_key=True)
    answer: Mapped[str]
    from_library: Mapped[bool]
    model: Mapped[str]
    version: Mapped[str] = mapped_column(doc="As that of a turn.")
    verdict: Mapped[str | None] = mapped_column(doc="Whoever voted finds it `better`, the `same` or `worse`.")
    at: Mapped[float] = mapped_column(default=now)


class DataSetRow(Base):
    """A data set that was exported. The same rows again are the same data set."""

    __tablename__ = "data_sets"
    __table_args__ = (UniqueConstraint("kind", "sha256", name="data_sets_kind_sha256"), {"sqlite_autoincrement": True})

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(doc="`sft`, `kto` or `dpo`.")
    sha256: Mapped[str] = mapped_column(doc="Of its lines, those with pictures last.")
    rows: Mapped[int]
    made_by: Mapped[str | None] = mapped_column(doc="None for whoever stood at the machine itself.")
    at: Mapped[float] = mapped_column(default=now)


class DataSetItemRow(Base):
    """That a vote is in a data set. It stays when the vote goes: what learned from it has to be made anew."""

    __tablename__ = "data_set_items"

    data_set: Mapped[int] = mapped_column(ForeignKey("data_sets.number", ondelete="CASCADE"), primary_key=True)
    vote_id: Mapped[str] = mapped_column(primary_key=True, index=True)
