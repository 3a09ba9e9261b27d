"""What is kept of an answer: enough to show it, to judge it, and to give its model the very same messages again.

The evidence is kept as places in the passages that are kept with it, so deleting a document takes its words out of both
at once; such a turn stays, and says that nothing can be learned from it any more.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, select, update
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import Session

from core.errors import NotFound, VermeilError
from core.grounding import prompt
from core.grounding.prompt import Builder, Prompted
from core.types import (
    IN_THE_QUESTION,
    NO_DOCUMENTS,
    Answer,
    Citation,
    Evidence,
    JsonObject,
    Message,
    Passage,
    Sampling,
    SoftTokens,
    Weights,
    message,
)
from memory.database import Database, DocumentRow, TurnRow, new_id, now
from memory.readable import may_read

log = logging.getLogger(__name__)

BASE = "base"
"""The version of an answer over which no learned version lay."""

DELETED = "A document that it was answered from was deleted, or is shared no more."
_NAMING: tuple[Builder, ...] = ("excerpts", "extract", "summary")  # name the file of each line
NOT_RECORDED = "The conversation before it was not recorded."


class NotTrainable(VermeilError):
    """The messages of a turn cannot be made again; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a model was given, and which model it was: `version` lay over it, and `projector` gave it a picture."""

    prompted: Prompted
    sampling: Sampling
    version: Weights | None = None
    projector: Weights | None = None


@dataclass(frozen=True, slots=True)
class Making:
    """How an answer was made, beyond what is shown of it. Without `written` no model was asked.

    `history` are the turns that the model was told, None where they were not recorded; `heard` the segments of the
    recording in `audio`, as JSON.
    """

    written: Written | None = None
    raw: str = ""
    evidence: Sequence[Evidence] = ()
    model_digest: str = ""
    history: Sequence[str] | None = ()
    picture: bytes | None = None
    audio: bytes | None = None
    heard: Sequence[JsonObject] | None = None


def turn_row(
    session: Session, owner: str, conversation: str, question: str, answer: Answer, passages: Sequence[Passage],
    making: Making, attached: Mapping[str, str],
) -> TurnRow:  # fmt: skip
    """The row of a turn; `attached` has the blob of its `picture` and its `audio`, where there are any."""
    written = making.written
    documents = {passage.document for passage in passages} | {item.passage.document for item in making.evidence}
    hashes = _hashes(session, owner, documents)
    row = TurnRow(
        id=new_id(), owner=owner, conversation_id=conversation, question=question, answer=answer.answer,
        transcript=answer.transcript, route=answer.route, outcome=answer.outcome.value, finish=answer.finish,
        from_library=answer.from_library, raw=making.raw if written else None,
        prompt=_prompt_json(written.prompted, question, making) if written else None,
        prompt_version=answer.prompt_version,
        evidence=[_evidence_json(item, passages, hashes) for item in making.evidence],
        sampling=asdict(written.sampling) if written else None,
        model=answer.model, model_digest=making.model_digest,
        version=written.version.name if written and written.version else BASE,
        version_digest=written.version.digest if written and written.version else "",
        projector_digest=written.projector.digest if written and written.projector else None,
        passages=[_passage_json(passage) for passage in passages],
        citations=[citation.to_json() for citation in answer.citations],
        picture_sha256=attached.get("picture"), audio_sha256=attached.get("audio"),
        heard=list(making.heard) if making.heard is not None else None,
        timings=dict(answer.timings), usage=answer.usage.to_json(),
        untrainable=NOT_RECORDED if making.history is None else None, created_at=now(),
    )  # fmt: skip
    for gone in documents - hashes.keys() - NO_DOCUMENTS:  # while it was answered
        _forget(row, gone)
    return row


def _hashes(session: Session, owner: str, documents: set[str]) -> dict[str, str]:
    """The SHA-256 of the content of each document that is still there, and that the owner may still read."""
    query = select(DocumentRow.id, DocumentRow.sha256)
    found = session.execute(query.where(may_read(owner), DocumentRow.id.in_(documents)))
    return {row.id: row.sha256 for row in found}


def _passage_json(passage: Passage) -> JsonObject:
    by = "recognition" if passage.document == IN_THE_QUESTION else "cosine"
    return {**passage.to_json(), "scored_by": by, "fused": round(passage.fused, 6)}


def _evidence_json(item: Evidence, passages: Sequence[Passage], hashes: Mapping[str, str]) -> JsonObject:
    passage = item.passage
    place = next(n for n, p in enumerate(passages) if (p.document, p.chunk) == (passage.document, passage.chunk))
    return {
        "n": item.n, "passage": place, "chunk": passage.chunk, "document": passage.document,
        "sha256": hashes.get(passage.document), "start": item.start, "end": item.end, "span": item.span.to_json(),
        "score": item.score, "scored_by": item.scored_by, "pointed": list(item.pointed) if item.pointed else None,
    }  # fmt: skip


def _prompt_json(prompted: Prompted, question: str, making: Making) -> JsonObject:
    """What `messages` needs beside the question and the evidence, of which the first `lines` went to the model.

    A follow-up may have been completed from the conversation; then the question as the model was given it is kept too.
    """
    completed = {"question": prompted.question} if prompted.question != question else {}
    return {
        "builder": prompted.builder, "form": prompted.form, "lines": len(prompted.quotes),
        "history": list(making.history or ()), **completed,
    }  # fmt: skip


# --- and back -----------------------------------------------------------------------------------------------------


def messages(
    database: Database, owner: str, turn: str, look: Callable[[str], SoftTokens] | None = None
) -> list[Message]:
    """The messages that the model of a turn was given, byte for byte; none where no model was asked.

    `look` turns a picture, by its SHA-256, into the soft tokens of the projector that the turn names. Raises
    `NotFound`, and `NotTrainable` where something that they were built from is gone.
    """
    with database.reading() as session:
        row = session.scalar(select(TurnRow).where(TurnRow.owner == owner, TurnRow.id == turn))
        if row is None:
            raise NotFound("There is no such answer.", "Name one of your own.")
        if row.untrainable is not None:
            raise NotTrainable(row.untrainable)
        if row.prompt is None:
            return []
        history = _history(session, row)
    build = prompt.BUILDERS.get(row.prompt_version)
    if build is None:
        raise NotTrainable(f"Its messages were built by version {row.prompt_version} of the prompts, which is gone.")
    return build(_prompted(row, history, look))


def _history(session: Session, row: TurnRow) -> tuple[Message, ...]:
    told = (row.prompt or {})["history"]
    query = select(TurnRow.id, TurnRow.question, TurnRow.answer).where(TurnRow.owner == row.owner, TurnRow.id.in_(told))
    found = {identifier: (asked, answered) for identifier, asked, answered in session.execute(query)}
    if missing := set(told) - found.keys():
        raise NotTrainable(f"Of the conversation before it, {len(missing)} turns are gone.")
    return tuple(m for turn in told for m in exchange(*found[turn]))


def exchange(question: str, answer: str) -> tuple[Message, Message]:
    """A question and its answer as a model is told them."""
    return message("user", question), message("assistant", answer)


def _prompted(row: TurnRow, history: tuple[Message, ...], look: Callable[[str], SoftTokens] | None) -> Prompted:
    kept = row.prompt or {}
    lines = [(row.passages[e["passage"]], e["start"], e["end"]) for e in row.evidence[: kept["lines"]]]
    quotes = tuple(passage["text"][start:end] for passage, start, end in lines)
    names = tuple(passage["name"] for passage, _, _ in lines) if kept["builder"] in _NAMING else ()
    picture = None
    if kept["builder"] == "picture":
        if look is None or row.picture_sha256 is None:
            raise NotTrainable("Its picture cannot be seen here.")
        picture = look(row.picture_sha256)
    return Prompted(kept["builder"], kept.get("question", row.question), quotes, kept["form"], history, picture, names)


def readable(kind: type[Passage] | type[Citation], stored: Sequence[Any]) -> list[dict[str, Any]]:
    """What is stored of passages or citations, less what is none: one that is damaged must not hide all others."""
    found = [value for value in stored or () if _is_one(kind, value)]
    if len(found) < len(stored or ()):
        log.warning("%d of %d stored as %s are none", len(stored) - len(found), len(stored), kind.__name__)
    return found


def _is_one(kind: type[Passage] | type[Citation], value: Any) -> bool:
    try:
        kind.from_json(value)
    except (AttributeError, KeyError, TypeError, ValueError):
        return False
    return True


# --- deletion -----------------------------------------------------------------------------------------------------


def forget_document(session: Session, document: str, whose: ColumnElement[bool]) -> None:
    """Take a document's words out of recorded turns; its place and name stay, so that it still shows what was.

    `whose` is a condition on the turns: of the people who may not read it any more.
    """
    columns = (TurnRow.passages, TurnRow.citations, TurnRow.evidence)
    mentions = [sql_cast(column, String).contains(document) for column in columns]
    found = select(TurnRow).where(whose, mentions[0] | mentions[1] | mentions[2])
    touched: dict[str, set[str]] = {}  # turns by conversation
    for turn in session.scalars(found).all():
        if _forget(turn, document):
            touched.setdefault(turn.conversation_id, set()).add(turn.id)
    for conversation, gone in touched.items():
        _forget_retold(session, conversation, gone)


def _forget(turn: TurnRow, document: str) -> bool:
    """Whether it was answered from the document."""
    nothing: dict[str, Any] = {"shared_by": None}
    turn.passages = [
        p | nothing | {"text": "", "highlights": []} if p["document"] == document else p for p in turn.passages
    ]
    turn.citations = [c | nothing | {"quote": ""} if c["document"] == document else c for c in turn.citations]
    if all(item["document"] != document for item in turn.evidence):
        return False
    turn.raw = turn.raw and ""
    turn.untrainable = turn.untrainable or DELETED
    return True


def _forget_retold(session: Session, conversation: str, gone: set[str]) -> None:
    """Later turns of the conversation whose model was told of those that are gone cannot be trained on either."""
    later = select(TurnRow).where(TurnRow.conversation_id == conversation)
    for turn in session.scalars(later.where(TurnRow.untrainable.is_(None), TurnRow.prompt.is_not(None))).all():
        if gone & set((turn.prompt or {})["history"]):
            session.execute(update(TurnRow).where(TurnRow.id == turn.id).values(untrainable=DELETED))
