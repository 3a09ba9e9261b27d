"""The tables: what is true about documents, conversations and votes. `memory.database` opens them."""

from __future__ import annotations

import time
import uuid
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Dialect,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, validates

from core.terms import extra_terms

EVERYONE = "*"
"""Stands for the reader of what is shared with everybody; no person has that id."""

UNDO_SECONDS = 600.0
"""How long what somebody deleted can be had back."""

UNSTORABLE = dict.fromkeys((0, *range(0xD800, 0xE000)), 0xFFFD)


def new_id() -> str:
    """The id of an owned thing: 32 hexadecimal digits."""
    return uuid.uuid4().hex


def now() -> float:
    """Times are stored as seconds since 1970, UTC."""
    return time.time()


class Characters(TypeDecorator[str]):
    """A string of any length. Lone surrogates and NUL, which no database stores, become U+FFFD: lengths stay equal."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 SQLAlchemy's name
        """The string as it can be stored."""
        if value is None or (value.isascii() and "\0" not in value):
            return value
        return value.translate(UNSTORABLE)


def _terms_of_text(context: DefaultExecutionContext) -> str:
    return extra_terms(context.get_current_parameters()["text"])  # type: ignore[no-untyped-call]


class Base(DeclarativeBase):
    """All tables. Ids of owned things are uuid4 in hex; `chunks.id` is an integer because vector indexes need one."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Characters}


class IdentityRow(Base):
    """The one row that says which data folder the database belongs to; `memory.belonging` compares the two."""

    __tablename__ = "identity"

    id: Mapped[str] = mapped_column(primary_key=True)
    created_at: Mapped[float] = mapped_column(default=now)


class DocumentRow(Base):
    """A file that somebody handed over. Its bytes are the blob `sha256`; its chunks exist only once it is `ready`."""

    __tablename__ = "documents"
    __table_args__ = (
        UniqueConstraint("owner", "sha256", name="documents_owner_sha256"),
        Index("documents_owner_created", "owner", "created_at"),
        Index("documents_status", "status"),
        Index("documents_sha256", "sha256"),
        Index("documents_series", "series"),
        Index("documents_deleted_at", "deleted_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    owner: Mapped[str]
    sha256: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str | None] = mapped_column(doc="`text`, `picture` or `audio`; unknown until it is read.")
    media_type: Mapped[str | None]
    size: Mapped[int] = mapped_column(BigInteger, doc="Bytes.")
    status: Mapped[str] = mapped_column(doc="`queued`, `processing`, `ready` or `failed`.")
    reason: Mapped[str | None] = mapped_column(doc="One sentence: why it failed, or what is missing from it.")
    pages: Mapped[int | None]
    width: Mapped[int | None]
    height: Mapped[int | None]
    seconds_audio: Mapped[float | None]
    created_at: Mapped[float] = mapped_column(default=now)
    updated_at: Mapped[float] = mapped_column(default=now, onupdate=now)
    ingest_seconds: Mapped[float | None]
    progress: Mapped[float] = mapped_column(default=0.0, doc="Share that is done, in [0, 1].")
    series: Mapped[str | None] = mapped_column(doc="What its versions have in common; None while there is one.")
    standing: Mapped[str] = mapped_column(default="current", server_default="current", doc="See `memory.versions`.")
    deleted_at: Mapped[float | None] = mapped_column(doc="Since then it is gone, but can be had back.")


class ShareRow(Base):
    """That somebody beside its owner may read a document; `reader` is a person's id, or `EVERYONE`."""

    __tablename__ = "shares"
    __table_args__ = (Index("shares_reader", "reader"),)

    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    reader: Mapped[str] = mapped_column(primary_key=True)
    created_at: Mapped[float] = mapped_column(default=now)


class TagRow(Base):
    """A word that a person put on a document that they may read, to find it by."""

    __tablename__ = "tags"

    owner: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class ChunkRow(Base):
    """A passage of a document. `span` and `words` are JSON as in `core.types`; ids are never used twice."""

    __tablename__ = "chunks"
    __table_args__ = (
        UniqueConstraint("document_id", "ordinal", name="chunks_document_ordinal"),
        Index("chunks_owner", "owner"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    owner: Mapped[str]
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    ordinal: Mapped[int]
    text: Mapped[str]
    terms: Mapped[str] = mapped_column(
        default=_terms_of_text, doc="What the full-text index takes beside the words: see `core.terms`."
    )
    span: Mapped[dict[str, Any]] = mapped_column(JSON)
    words: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))

    @validates("text")
    def _index_anew(self, _: str, value: str) -> str:
        self.terms = extra_terms(value)
        return value


class VectorRow(Base):
    """The truth of an embedding: `data` is little-endian float32. Vector indexes are derived from these rows."""

    __tablename__ = "vectors"
    __table_args__ = (Index("vectors_space", "space"),)

    chunk_id: Mapped[int] = mapped_column(ForeignKey("chunks.id", ondelete="CASCADE"), primary_key=True)
    space: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[str]
    data: Mapped[bytes] = mapped_column(LargeBinary)


class OutboxRow(Base):
    """What the vector index has yet to follow, in order. `chunk_id` is no foreign key: a removed chunk is gone."""

    __tablename__ = "outbox"
    __table_args__ = ({"sqlite_autoincrement": True},)

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    owner: Mapped[str]
    operation: Mapped[str] = mapped_column(doc="`add` or `remove`.")
    space: Mapped[str]
    chunk_id: Mapped[int]


class ConversationRow(Base):
    """Turns of one owner under a title; deleting it deletes its turns and their votes."""

    __tablename__ = "conversations"
    __table_args__ = (Index("conversations_owner_updated", "owner", "updated_at"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    owner: Mapped[str]
    title: Mapped[str]
    created_at: Mapped[float] = mapped_column(default=now)
    updated_at: Mapped[float] = mapped_column(default=now)
    pinned: Mapped[bool] = mapped_column(default=False, doc="It stands before the others.")
    deleted_at: Mapped[float | None] = mapped_column(index=True, doc="Since then it is gone, but can be had back.")


class TurnRow(Base):
    """A question and its answer, with all that feedback needs to learn from it later."""

    __tablename__ = "turns"
    __table_args__ = (Index("turns_conversation_created", "conversation_id", "created_at"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    owner: Mapped[str]
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    question: Mapped[str]
    answer: Mapped[str] = mapped_column(doc="As it was said: checked.")
    transcript: Mapped[str | None]
    route: Mapped[str | None] = mapped_column(doc="See `core.types.Route`; unknown for turns from before 0003.")
    outcome: Mapped[str] = mapped_column(doc="See `core.types.Outcome`.")
    finish: Mapped[str] = mapped_column(doc="`stop`, `length`, `cancelled` or `repeated`.")
    from_library: Mapped[bool]
    raw: Mapped[str | None] = mapped_column(doc="The model's own words; none where no model was asked.")
    prompt: Mapped[dict[str, Any] | None] = mapped_column(
        JSON(none_as_null=True), doc="What rebuilds the messages to the model, with `evidence`: see `memory.turns`."
    )
    prompt_version: Mapped[str]
    evidence: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    sampling: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    model: Mapped[str]
    model_digest: Mapped[str] = mapped_column(doc="SHA-256 of the weights file; empty where it is not known.")
    version: Mapped[str] = mapped_column(doc="The learned version over the model, or `base`.")
    version_digest: Mapped[str]
    projector_digest: Mapped[str | None]
    passages: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    citations: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    picture_sha256: Mapped[str | None] = mapped_column(index=True, doc="The blob of the picture in the question.")
    audio_sha256: Mapped[str | None] = mapped_column(index=True, doc="The blob of the recording that was the question.")
    heard: Mapped[list[dict[str, Any]] | None] = mapped_column(
        JSON(none_as_null=True), doc="Its segments, with the probability of each word."
    )
    timings: Mapped[dict[str, float]] = mapped_column(JSON)
    usage: Mapped[dict[str, int]] = mapped_column(JSON)
    untrainable: Mapped[str | None] = mapped_column(doc="One sentence: why nothing can be learned from it any more.")
    again_of: Mapped[str | None] = mapped_column(index=True, doc="The turn whose question it answers once more.")
    chosen: Mapped[bool | None] = mapped_column(
        doc="Whether the conversation goes on with it; while nobody chose, it goes on with the first answer."
    )
    created_at: Mapped[float] = mapped_column(default=now)


class TurnTextRow(Base):
    """What a turn is searched by. Ids are integers because full-text indexes need one."""

    __tablename__ = "turn_texts"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    owner: Mapped[str] = mapped_column(index=True)
    turn_id: Mapped[str] = mapped_column(ForeignKey("turns.id", ondelete="CASCADE"), index=True)
    text: Mapped[str]
    terms: Mapped[str] = mapped_column(default=_terms_of_text, doc="As those of chunks.")


class FactRow(Base):
    """What somebody told of themselves, as they said it or put it since. It goes with the turn that it is from."""

    __tablename__ = "facts"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    owner: Mapped[str] = mapped_column(index=True)
    turn_id: Mapped[str] = mapped_column(ForeignKey("turns.id", ondelete="CASCADE"), index=True)
    text: Mapped[str]
    said_at: Mapped[float] = mapped_column(default=now)
    edited: Mapped[bool] = mapped_column(default=False)
    deleted_at: Mapped[float | None] = mapped_column(doc="Since then it is gone, but can be had back.")


class RememberingRow(Base):
    """Whether what somebody tells of themselves is remembered, where they said so."""

    __tablename__ = "remembering"

    owner: Mapped[str] = mapped_column(primary_key=True)
    on: Mapped[bool]


class VoteRow(Base):
    """What somebody said of an answer. Nothing is overwritten: of an owner and a turn, the highest `number` counts."""

    __tablename__ = "votes"
    __table_args__ = (UniqueConstraint("owner", "turn_id", "number", name="votes_owner_turn_number"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    owner: Mapped[str]
    turn_id: Mapped[str] = mapped_column(ForeignKey("turns.id", ondelete="CASCADE"), index=True)
    number: Mapped[int] = mapped_column(doc="Of the votes on that turn, from 1.")
    value: Mapped[str | None] = mapped_column(doc="`up` or `down`; none where the vote before it was taken back.")
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list, doc="See `core.types.Reason`.")
    comment: Mapped[str | None]
    correction: Mapped[str | None] = mapped_column(doc="What the answer should have been.")
    evidence: Mapped[list[dict[str, Any]]] = mapped_column(
        JSON, default=list, doc="Where the answer stands: places in chunks, without their words. See `feedback.places`."
    )
    transcript: Mapped[str | None] = mapped_column(doc="What was said in the recording of the question.")
    picture_name: Mapped[str | None] = mapped_column(doc="What the picture of the question shows.")
    over_turn: Mapped[str | None] = mapped_column(doc="The other answer to the same question that was not chosen.")
    created_at: Mapped[float] = mapped_column(default=now)
