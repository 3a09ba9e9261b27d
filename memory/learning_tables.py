"""The tables of what was learned: versions, which of them served when and how they were tried, and the runs that
made them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Float, ForeignKey, LargeBinary, Unicode
from sqlalchemy.orm import Mapped, mapped_column

from memory.tables import Base, now


class VersionRow(Base):
    """A learned version. Its files lie in a folder of its id; the row stays when they are deleted, so that no id is
    given twice."""

    __tablename__ = "versions"
    __table_args__ = ({"sqlite_autoincrement": True},)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(unique=True, doc="`vNUMBER-` and the beginning of the manifest's hash.")
    manifest_sha256: Mapped[str] = mapped_column(doc="Of the file that has the hashes of all others.")
    parent: Mapped[str | None] = mapped_column(doc="What it was measured against; None for the model as it ships.")
    verdict: Mapped[str | None] = mapped_column(doc="`promote`, `reject` or `abstain`; None where nothing measured it.")
    imported: Mapped[bool] = mapped_column(default=False)
    run: Mapped[int | None] = mapped_column(unique=True, index=True, doc="The number of the run that made it.")
    made_at: Mapped[float] = mapped_column(default=now)
    deleted_at: Mapped[float | None]


class LearnedFromRow(Base):
    """That a version learned from a vote. It stays when the vote goes: the version has to be made anew then."""

    __tablename__ = "learned_from"

    version: Mapped[int] = mapped_column(ForeignKey("versions.number", ondelete="CASCADE"), primary_key=True)
    vote_id: Mapped[str] = mapped_column(primary_key=True, index=True)


class VersionFlipRow(Base):
    """What was answered to a vote's question before a version and by it, where the version changed for better or worse.
    It goes with the vote; in the files of a version, which stay, is nothing of what people said."""

    __tablename__ = "version_flips"

    version: Mapped[int] = mapped_column(ForeignKey("versions.number", ondelete="CASCADE"), primary_key=True)
    slice: Mapped[str] = mapped_column(primary_key=True, doc="Of the gate.")
    vote_id: Mapped[str] = mapped_column(ForeignKey("votes.id", ondelete="CASCADE"), primary_key=True, index=True)
    better: Mapped[bool]
    question: Mapped[str]
    wanted: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]


class PromotionRow(Base):
    """That a version began to serve. The last one counts; nothing is overwritten."""

    __tablename__ = "promotions"
    __table_args__ = ({"sqlite_autoincrement": True},)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    version: Mapped[str | None] = mapped_column(doc="None for the model as it ships.")
    previous: Mapped[str | None] = mapped_column(doc="What served before.")
    actor: Mapped[str | None] = mapped_column(doc="None for a run, and for whoever stood at the machine itself.")
    override: Mapped[bool] = mapped_column(default=False, doc="Against the verdict of the gate.")
    at: Mapped[float] = mapped_column(default=now)


class CanaryRow(Base):
    """That a version began to answer a share of the conversations that begin from then on. The last one counts."""

    __tablename__ = "canaries"
    __table_args__ = ({"sqlite_autoincrement": True},)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    version: Mapped[str | None] = mapped_column(doc="None: from then on none does.")
    share: Mapped[float] = mapped_column(default=0.0, doc="Above 0, below 1.")
    actor: Mapped[str | None] = mapped_column(doc="None for whoever stood at the machine itself.")
    at: Mapped[float] = mapped_column(default=now)


class ShadowRow(Base):
    """What a version came to when recent questions were asked again of it. No words of anybody are in it."""

    __tablename__ = "shadows"
    __table_args__ = ({"sqlite_autoincrement": True},)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    version: Mapped[str] = mapped_column(index=True, doc="Its id, or `base`.")
    beside: Mapped[str] = mapped_column(doc="The version that served, likewise.")
    counts: Mapped[dict[str, int]] = mapped_column(JSON, doc="See `app.evaluation.shadow`.")
    seconds: Mapped[float] = mapped_column(doc="By which its answers took longer, in the middle.")
    at: Mapped[float] = mapped_column(default=now)


class RunRow(Base):
    """A learning run. Its files are gone when it has ended, but for its log."""

    __tablename__ = "runs"
    __table_args__ = ({"sqlite_autoincrement": True},)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    state: Mapped[str] = mapped_column(index=True, doc="`running`, `done`, `failed` or `cancelled`.")
    recipe: Mapped[str] = mapped_column(doc="The name of the recipe.")
    settings: Mapped[dict[str, Any]] = mapped_column(JSON, doc="All that it says, with its defaults.")
    actor: Mapped[str | None] = mapped_column(doc="None for the schedule, and for whoever stood at the machine itself.")
    tries: Mapped[int] = mapped_column(default=1, doc="How often it was begun: again after a crash.")
    version: Mapped[str | None] = mapped_column(doc="What came of it.")
    verdict: Mapped[str | None]
    learned: Mapped[bool | None] = mapped_column(
        doc="Whether it was proved that it learned; None where it ended before."
    )
    data_set: Mapped[int | None] = mapped_column(doc="The number of what it learned from, once it is begun.")
    error: Mapped[str | None] = mapped_column(doc="Why it failed, in a sentence or two.")
    started_at: Mapped[float] = mapped_column(default=now)
    ended_at: Mapped[float | None]


class RunStepRow(Base):
    """How far a run was at a time; rows are appended while it goes on."""

    __tablename__ = "run_steps"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    run: Mapped[int] = mapped_column(ForeignKey("runs.number", ondelete="CASCADE"), index=True)
    stage: Mapped[str]
    step: Mapped[int] = mapped_column(default=0)
    steps: Mapped[int] = mapped_column(default=0)
    loss: Mapped[float | None]
    seconds_left: Mapped[float | None]
    at: Mapped[float] = mapped_column(default=now)


class SetAsideRow(Base):
    """That a run set a vote aside, so that nothing is learned from it."""

    __tablename__ = "set_aside"

    run: Mapped[int] = mapped_column(ForeignKey("runs.number", ondelete="CASCADE"), primary_key=True)
    vote_id: Mapped[str] = mapped_column(ForeignKey("votes.id", ondelete="CASCADE"), primary_key=True, index=True)
    reason: Mapped[str] = mapped_column(doc="In a sentence.")


class ScheduledJobRow(Base):
    """What APScheduler keeps: the one job that begins runs, and when it is due. Its columns are that library's."""

    __tablename__ = "scheduled_jobs"

    id: Mapped[str] = mapped_column(Unicode(191), primary_key=True)
    next_run_time: Mapped[float | None] = mapped_column(Float(25), index=True)
    job_state: Mapped[bytes] = mapped_column(LargeBinary)
