"""Turns that people voted on, made in a line each."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import event

from core.types import Answer, PageSpan, Passage, Usage
from feedback.votes import Saying, Votes
from memory.account_tables import PersonRow
from memory.blobs import Blobs
from memory.conversations import Conversations
from memory.database import Database, sqlite_url
from memory.feedback_tables import ConsentRow


@dataclass
class Room:
    """A database in which the admins, Ada and Bob, and the users, Eve and Dan, let everybody review what they say."""

    folder: Path
    database: Database = field(init=False)

    def __post_init__(self) -> None:
        self.database = Database(sqlite_url(self.folder))
        event.listen(self.database.engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous = OFF"))
        self.database.close()  # connections from now on are quick ones
        with self.database.session() as session:
            for name, role in (("ada", "admin"), ("bob", "admin"), ("eve", "user"), ("dan", "user")):
                session.add(PersonRow(id=name, name=name, skeleton=name, password="", role=role))
                session.add(ConsentRow(owner=name, allowed=True))
        self.conversations = Conversations(self.database, Blobs(self.folder / "blobs"))
        self.votes = Votes(self.database)

    def turn(self, owner: str, question: str, answer: str = "In 1842.", **more: Any) -> str:
        """A recorded turn, with a passage that says something else."""
        told = Answer(answer, True, (), None, "m", None, "2", {}, Usage(), route="evidence")
        text = "The mill of Elmwood burned down."
        passage = Passage(1, "d", "elmwood.txt", "text", text, PageSpan(1, 0, len(text)), 0.9)
        return self.conversations.record_turn(owner, None, question, told, [passage], **more)[1]

    def said(self, owner: str, question: str, value: str = "down", answer: str = "In 1842.", **saying: Any) -> str:
        """The id of a vote on a new turn, which is that of its item."""
        turn = self.turn(owner, question, answer)
        return self.votes.vote(owner, turn, value, Saying(**saying)).id
