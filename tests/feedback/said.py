"""Turns that people voted on, made in a line each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import event

from core.grounding.prompt import VERSION, Prompted
from core.types import HANDBOOK, Answer, Evidence, PageSpan, Passage, Sampling, SoftTokens, Usage
from feedback.review import Reviews, Ruling
from feedback.votes import Saying, Votes
from memory.account_tables import PersonRow
from memory.blobs import Blobs
from memory.conversations import Conversations
from memory.database import Database, sqlite_url
from memory.feedback_tables import ConsentRow
from memory.turns import Making, Written

APPROVED = Ruling("approved")


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

    def taught(self, owner: str, question: str, raw: str = "In 1842 [1]", *, picture: bool = False) -> str:
        """A turn whose model was asked: with a line of the handbook, or with a picture."""
        text = "The mill of Elmwood burned down in 1843."
        passage = Passage(1, HANDBOOK, "handbook.md", "text", text, PageSpan(1, 0, len(text)), 0.9)
        evidence = [Evidence(1, passage, 0, len(text), passage.span, 0.9)]
        if picture:
            seen = SoftTokens(np.zeros((2, 4), np.float32))
            prompted, file = Prompted("picture", question, picture=seen), question.encode()
        else:
            prompted, file = Prompted("reading", question, (text,)), None
        making = Making(Written(prompted, Sampling()), raw, evidence, picture=file)
        told = Answer(raw, True, (), None, "m", None, VERSION, {}, Usage(), route="evidence")
        return self.conversations.record_turn(owner, None, question, told, [passage], making)[1]

    def approved(self, turn: str, owner: str, value: str = "down", ruling: Ruling = APPROVED, **saying: Any) -> str:
        """A vote on it that Ada approved, or decided on otherwise."""
        item = self.votes.vote(owner, turn, value, Saying(**saying)).id
        reviews = Reviews(self.database)
        decided = reviews.decide("ada", item, ruling)
        if decided["state"] == "second":
            reviews.decide("bob", item, replace(ruling, number=2))
        return item

    def said(self, owner: str, question: str, value: str = "down", answer: str = "In 1842.", **saying: Any) -> str:
        """The id of a vote on a new turn, which is that of its item."""
        turn = self.turn(owner, question, answer)
        return self.votes.vote(owner, turn, value, Saying(**saying)).id
