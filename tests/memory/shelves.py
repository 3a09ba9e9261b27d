"""Documents put straight into the database, for tests of what searches them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from core.embedding.encoder import TextEncoder
from core.types import BoxSpan, Chunk, FloatArray, Kind, PageSpan
from memory.database import Database, DocumentRow, new_id
from memory.ingest.queue import Finished, Queued, finish


def shelve(
    database: Database,
    encoder: TextEncoder,
    owner: str,
    name: str,
    texts: Sequence[str | Chunk],
    kind: Kind = "text",
    picture: tuple[str, FloatArray] | None = None,
) -> str:
    """A ready document with a chunk a text; `picture` is the space and the vector of its first chunk."""
    key = new_id()
    sha256 = hashlib.sha256(key.encode()).hexdigest()
    with database.session() as session:
        session.add(DocumentRow(id=key, owner=owner, sha256=sha256, name=name, size=1, status="queued"))
    chunks = [text if isinstance(text, Chunk) else _chunk(text, kind, 10_000 * n) for n, text in enumerate(texts)]
    vectors = {encoder.space: (range(len(chunks)), encoder.encode([chunk.text for chunk in chunks]))}
    if picture is not None:
        vectors[picture[0]] = (range(1), np.asarray(picture[1], dtype=np.float32)[None])
    finished = Finished(
        document=Queued(key, owner, sha256, name, 1),
        kind=kind,
        media_type="text/plain",
        chunks=chunks,
        vectors=vectors,
        pages=1,
        width=None,
        height=None,
        seconds_audio=None,
        ingest_seconds=0.0,
    )
    finish(database, [finished])
    return key


def _chunk(text: str, kind: Kind, start: int) -> Chunk:
    return Chunk(text, BoxSpan((0, 0, 9, 9)) if kind == "picture" else PageSpan(1, start, start + len(text)))
