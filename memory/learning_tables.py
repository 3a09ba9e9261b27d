"""The tables of what was learned: versions, which of them served when, and the runs that made them."""

from __future__ import annotations

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
    made_at: Mapped[float] = mapped_column(default=now)
    deleted_at: Mapped[float | None]


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
