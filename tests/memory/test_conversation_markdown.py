"""A conversation as Markdown: each answer with what it rests on."""

from __future__ import annotations

from dataclasses import replace

from core.types import Citation, PageSpan, TimeSpan
from memory.blobs import Blobs
from memory.conversation_markdown import markdown
from memory.conversations import Conversations
from memory.database import Database, DocumentRow
from tests.memory.test_conversations import answer


def test_questions_answers_and_citations(database: Database, blobs: Blobs) -> None:
    with database.session() as session:
        session.add(DocumentRow(id="d", owner="ada", sha256="0" * 64, name="a", size=1, status="ready"))
    conversations = Conversations(database, blobs)
    sources = (
        Citation(1, "d", "hand_book.pdf", PageSpan(3, 0, 9), "Built in\n1907.", True),
        Citation(2, "d", "memo.ogg", TimeSpan(64.0, 70.0), "It leaked.", False),
    )
    said = replace(answer("It is from **1907** [1]. It leaked [2]."), citations=sources)
    conversation, _ = conversations.record_turn("ada", None, "When was\n*it* built?", said, [])
    title, date, *rest = markdown(conversations.get("ada", conversation)).split("\n\n")
    assert (title, date[0], date[-1]) == ("# When was \\*it\\* built?", "*", "*")
    assert rest == [
        "> When was\n> \\*it\\* built?",
        "It is from **1907** [1]. It leaked [2].",
        "- [1] hand\\_book.pdf, page 3: “Built in 1907.”\n"
        "- [2] memo.ogg, at 1:04: “It leaked.” (it does not clearly say so)\n",
    ]
