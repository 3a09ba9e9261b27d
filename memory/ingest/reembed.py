"""Vectors made anew when an encoder's space has changed: step by step, so that a crash costs one step at most."""

from __future__ import annotations

import logging

from core.errors import VermeilError
from memory.database import Database
from memory.ingest import queue
from memory.ingest.prepare import EMBEDDED_AT_ONCE, Preparation, Steps

log = logging.getLogger(__name__)

DROPPED_AT_ONCE = 2_000


def remake(database: Database, preparation: Preparation) -> Steps[None]:
    """Give every chunk its vector in the spaces of today, then drop those of other spaces, where there is a new one.

    What has its vector is found by SQL, so it goes on where it was interrupted. Each step is one transaction, and is
    ready for the index to follow.
    """
    yield from _texts(database, preparation)
    if queue.has_pictures(database):  # asking a picture encoder for its space may load it
        yield from _pictures(database, preparation)
    if queue.spaces(database) <= {preparation.text_encoder.space}:
        return
    spaces = (preparation.text_encoder.space, preparation.picture_encoder.space)
    while queue.drop_vectors(database, but=spaces, pictures=preparation.picture_encoder.space, limit=DROPPED_AT_ONCE):
        yield 0.9


def _texts(database: Database, preparation: Preparation) -> Steps[None]:
    encoder, after = preparation.text_encoder, 0
    while rows := queue.chunks_without_vector(database, encoder.space, after=after, limit=EMBEDDED_AT_ONCE):
        after = rows[-1][0]
        vectors = encoder.encode([text for _, _, text in rows])
        with database.session() as session:
            there = queue.still_there(session, [chunk for chunk, _, _ in rows])
            kept = [i for i, row in enumerate(rows) if row[0] in there]
            queue.add_vectors(session, encoder.space, [rows[i][:2] for i in kept], vectors[kept])
        yield 0.5


def _pictures(database: Database, preparation: Preparation) -> Steps[None]:
    space, after = preparation.picture_encoder.space, 0
    while (found := queue.pictures_without_vector(database, space, after=after)) is not None:
        after, document = found
        try:
            vector = preparation.picture_vector(document)
        except VermeilError as error:
            log.warning("no new vector for document %s: %s", document.id, error.message)
            continue
        with database.session() as session:
            if queue.still_there(session, [after]):
                queue.add_vectors(session, space, [(after, document.owner)], vector[None])  # (1, dimension)
        yield 0.8
