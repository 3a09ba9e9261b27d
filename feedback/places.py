"""Where the right answer stands: a place in a chunk of a document that somebody may read.

Only the place is kept, never its words, so that deleting the document, or sharing it no more, takes them out of the
feedback, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import BadInput, NotFound
from core.types import JsonObject
from memory.database import ChunkRow, DocumentRow
from memory.readable import may_read_chunk


class BadVote(BadInput):
    """What was said of an answer cannot be used; nothing was changed."""

    code = "bad_vote"
    status = 422


@dataclass(frozen=True, slots=True)
class Place:
    """What somebody points at: characters `start` to `end` (exclusive) of a chunk, or of a page of the document.

    Without a chunk they count in the text of `page`, as in a `PageSpan`; without an end a chunk is meant whole.
    """

    document: str
    chunk: int | None = None
    page: int = 1
    start: int = 0
    end: int | None = None


def found(session: Session, reader: str, place: Place) -> JsonObject:
    """The place as it is kept: `document`, `chunk`, `start` and `end` in the chunk's text.

    Raises `NotFound` where no chunk is there that they may read, `BadVote` for an empty place or one outside the text.
    """
    row, start, end = _in_chunk(session, reader, place) if place.chunk is not None else _on_page(session, reader, place)
    if not 0 <= start < end <= len(row.text):
        raise BadVote("This place is not in the passage.", "Count characters from the beginning of its text.")
    return {"document": row.document_id, "chunk": row.id, "start": start, "end": end}


def among(passages: Sequence[dict[str, Any]], place: Place) -> JsonObject | None:
    """The place as it is kept, where it is in one of these passages of a turn; None for any other place."""
    for passage in passages:
        if (passage["document"], passage["chunk"]) == (place.document, place.chunk):
            end = len(passage["text"]) if place.end is None else place.end
            if 0 <= place.start < end <= len(passage["text"]):
                return {"document": place.document, "chunk": place.chunk, "start": place.start, "end": end}
    return None


def words(session: Session, reader: str, place: JsonObject) -> str | None:
    """The words at a place that was kept; None where they are gone."""
    mine = select(ChunkRow.text).where(may_read_chunk(reader), ChunkRow.id == place["chunk"])
    text = session.scalar(mine)
    return None if text is None else text[slice(place["start"], place["end"])]  # type: ignore[arg-type]


def words_at(session: Session, reader: str, passages: Sequence[dict[str, Any]], place: JsonObject) -> str:
    """The words at a place that was kept, in the passages of a turn or else in what is there; empty where gone."""
    for passage in passages:
        if (passage["document"], passage["chunk"]) == (place["document"], place["chunk"]):
            return str(passage["text"][slice(place["start"], place["end"])])
    return words(session, reader, place) or ""


def shown(session: Session, reader: str, place: JsonObject) -> JsonObject:
    """The place with its `text` and the `name` of its document; None where they are gone, or may not be read."""
    text = words(session, reader, place)
    document = None if text is None else session.get(DocumentRow, place["document"])
    return {**place, "text": text, "name": document.name if document is not None else None}


def _in_chunk(session: Session, reader: str, place: Place) -> tuple[ChunkRow, int, int]:
    mine = select(ChunkRow).where(may_read_chunk(reader), ChunkRow.document_id == place.document)
    row = session.scalar(mine.where(ChunkRow.id == place.chunk))
    if row is None:
        raise NotFound("There is no such passage.", "Name a document that you may read and one of its passages.")
    return row, place.start, len(row.text) if place.end is None else place.end


def _on_page(session: Session, reader: str, place: Place) -> tuple[ChunkRow, int, int]:
    """The first chunk that holds the beginning; a place that goes on behind it ends with it."""
    if place.end is None or place.end <= place.start:
        raise BadVote("A place on a page has a start and a later end.", "Send both, or the number of a chunk.")
    mine = select(ChunkRow).where(may_read_chunk(reader), ChunkRow.document_id == place.document)
    for row in session.scalars(mine.order_by(ChunkRow.ordinal)):
        at = row.span
        if at.get("page") == place.page and at["start"] <= place.start < at["end"]:
            start = min(place.start - at["start"], len(row.text) - 1)
            return row, start, min(place.end - at["start"], len(row.text))
    raise NotFound("There is no such place.", "Name a document that you may read, and a place in its text.")
