"""The tables of feedback beside votes: who allows that it is learned from."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
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
