"""Who allows that what they say is reviewed and learned from: in general, and otherwise for single conversations.

Where nobody asked yet, it is allowed while one person has Vermeil to themselves, and not from the second account on.
It is asked when something is about to be used, never noted with the use: taking it back counts from then on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from core.errors import NotFound
from core.types import JsonObject
from memory.account_tables import PersonRow
from memory.conversations import is_kept
from memory.database import ConversationRow, Database, now
from memory.feedback_tables import ConsentRow

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Word:
    """What was said once: about a conversation, or (None) in general. `allowed` None took the word before it back."""

    at: float
    allowed: bool | None
    conversation: str | None

    def to_json(self) -> JsonObject:
        """As the API sends it."""
        return {"at": round(self.at, 3), "allowed": self.allowed, "conversation": self.conversation}


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody allows. `said` is None where they were never asked; `default` holds then.

    `conversations` are those with a word of their own; `history` is the newest first.
    """

    said: bool | None
    default: bool
    conversations: Mapping[str, bool]
    history: Sequence[Word] = ()

    @property
    def allowed(self) -> bool:
        """What holds in general."""
        return self.default if self.said is None else self.said

    def allows(self, conversation: str) -> bool:
        """What holds for that conversation."""
        return self.conversations.get(conversation, self.allowed)

    def to_json(self) -> JsonObject:
        """As the API sends it."""
        return {
            "allowed": self.allowed, "said": self.said, "default": self.default,
            "conversations": dict(self.conversations), "history": [word.to_json() for word in self.history],
        }  # fmt: skip


class Consents:
    """Words are only ever added. Methods raise `NotFound` for a conversation that is not the owner's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, owner: str) -> Consent:
        """What somebody allows, and what they said so far."""
        mine = select(ConsentRow).where(ConsentRow.owner == owner).order_by(ConsentRow.number.desc())
        with self._database.reading() as session:
            found = of_everybody(session, owner)
            past = session.scalars(mine.limit(MOST_SHOWN)).all()
        words = [Word(row.at, row.allowed, row.conversation_id) for row in past]
        return Consent(found.of(owner).said, found.default, found.of(owner).conversations, words)

    def say(self, owner: str, allowed: bool | None, conversation: str | None = None) -> Consent:
        """Allow or refuse it, or (None) take the word back; to say the same again adds nothing."""
        with self._database.session() as session:
            if conversation is not None:
                mine = select(ConversationRow.id).where(ConversationRow.owner == owner, is_kept())
                if session.scalar(mine.where(ConversationRow.id == conversation)) is None:
                    raise NotFound("There is no such conversation.", "See the list of your conversations.")
            known = of_everybody(session, owner).of(owner)
            if allowed != (known.said if conversation is None else known.conversations.get(conversation)):
                session.add(ConsentRow(owner=owner, conversation_id=conversation, allowed=allowed, at=now()))
        return self.of(owner)

    def forget(self, owner: str) -> None:
        """All words of somebody who has left."""
        with self._database.session() as session:
            session.execute(delete(ConsentRow).where(ConsentRow.owner == owner))


@dataclass(frozen=True, slots=True)
class Everybody:
    """What holds for all people, as of one moment."""

    default: bool
    people: Mapping[str, Consent]

    def of(self, owner: str) -> Consent:
        return self.people.get(owner) or Consent(None, self.default, {})

    def allows(self, owner: str, conversation: str) -> bool:
        """Whether what was said in that conversation may be used."""
        return self.of(owner).allows(conversation)


def of_everybody(session: Session, owner: str | None = None) -> Everybody:
    """What is allowed now, by all or (for less work) by one."""
    default = (session.scalar(select(func.count()).where(PersonRow.left_at.is_(None))) or 0) <= 1
    said: dict[str, bool | None] = {}
    conversations: dict[str, dict[str, bool | None]] = {}
    query = select(ConsentRow.owner, ConsentRow.conversation_id, ConsentRow.allowed).order_by(ConsentRow.number)
    for person, conversation, allowed in session.execute(query.where(ConsentRow.owner == owner) if owner else query):
        mine = conversations.setdefault(person, {})
        if conversation is None:
            said[person] = allowed
        else:
            mine[conversation] = allowed
    kept = {p: {c: a for c, a in of.items() if a is not None} for p, of in conversations.items()}
    return Everybody(default, {person: Consent(said.get(person), default, own) for person, own in kept.items()})
