"""Whom somebody's pictures show, by one picture of each that has a name: the nearest wins where it is near enough.

A picture with a name is looked at once after a start; only its vector is kept, and in memory alone.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.answering.quoted import day
from app.answering.remembering import Remembered
from app.answering.task import Seen
from core.errors import VermeilError
from core.grounding.picture_names import asks_pictures_of, asks_whether, asks_who, taught
from core.types import FloatArray, Kind, Passage
from core.vision.encoder import PictureEncoder, Pixels
from core.words import words
from feedback.named_pictures import NamedPicture, named_pictures
from memory.blobs import Blobs
from memory.database import Database
from memory.facts import Facts
from memory.readers import Readers
from memory.retrieve import Retriever

log = logging.getLogger(__name__)

PICTURES: tuple[Kind, ...] = ("picture",)
_MOST = 20  # pictures of one that are shown


@dataclass
class PictureNames:
    """Of everybody who gave pictures names. Safe between threads."""

    database: Database
    blobs: Blobs
    readers: Readers
    eyes: PictureEncoder
    retriever: Retriever
    facts: Facts
    _vectors: dict[tuple[str, str], FloatArray] = field(default_factory=dict)
    _looking: threading.Lock = field(default_factory=threading.Lock)

    def of(self, owner: str, text: str, seen: Seen | None, *, in_library: bool) -> Remembered | None:
        """What the names have to say to a message, with the picture in it where there is one; None for nothing.

        `in_library`: pictures of the library may be named in the answer.
        """
        if seen is None:
            return self._pictures(owner, text) if in_library else None
        if seen.is_text:
            return None
        if (name := taught(text)) is not None:
            on = self.facts.remembers(owner)
            return Remembered(said=_NOTED.format(name) if on else "", states=True, on=on)
        wanted = asks_whether(text)
        if wanted is None and not asks_who(text):
            return None
        known = self._known(owner)
        near = self._nearest(known, seen.pixels)
        if near is not None:
            return Remembered(said=f"{_judged(wanted, near.name)} {_SHOWN.format(near.name, day(near.at))}")
        if wanted is not None and any(words(one.name) == words(wanted) for one in known):
            return Remembered(said=_NOT_NEAR.format(wanted))
        return Remembered(said=_NOBODY) if wanted is None and known else None

    def _pictures(self, owner: str, text: str) -> Remembered | None:
        """The pictures of the library that are near one that has the name in the question."""
        wanted = asks_pictures_of(text)
        if wanted is None:
            return None
        said = set(words(wanted))
        named = [one for one in self._known(owner) if set(words(one.name)) <= said]
        found: dict[str, Passage] = {}
        for one in named:
            pixels = self._pixels(one)
            if pixels is None:
                continue
            for passage in self.retriever.search(owner, "", _MOST, picture=pixels, kinds=PICTURES):
                if passage.score >= self.eyes.same:
                    found.setdefault(passage.document, passage)
        if not found:
            return None
        return Remembered(said=_FOUND.format(named[0].name), pictures=tuple(found.values()))

    def _known(self, owner: str) -> Sequence[NamedPicture]:
        return named_pictures(self.database, owner) if self.facts.remembers(owner) else ()

    def _nearest(self, known: Sequence[NamedPicture], pixels: Pixels) -> NamedPicture | None:
        """The picture that another one is nearest to, if it is near enough."""
        if not known:
            return None
        (seen,) = self.eyes.encode_pictures([pixels])
        scored = [(float(vector @ seen), one) for one in known if (vector := self._vector(one)) is not None]
        score, nearest = max(scored, key=lambda each: each[0], default=(0.0, None))
        return nearest if score >= self.eyes.same else None

    def _vector(self, picture: NamedPicture) -> FloatArray | None:
        """None where it cannot be looked at any more."""
        key = self.eyes.space, picture.sha256
        with self._looking:
            if key not in self._vectors:
                pixels = self._pixels(picture)
                if pixels is None:
                    return None
                self._vectors[key] = self.eyes.encode_pictures([pixels])[0]
            return self._vectors[key]

    def _pixels(self, picture: NamedPicture) -> Pixels | None:
        try:
            return self.readers.look(self.blobs.path(picture.sha256)).picture
        except (VermeilError, OSError) as error:
            log.warning("a picture with a name cannot be looked at: %s", error)
            return None


def _judged(wanted: str | None, found: str) -> str:
    """How an answer begins: it may be, for the eyes know kinds of things, and hardly one of a kind."""
    if wanted is None or words(wanted) == words(found):
        return f"It may be {found}:"
    return f"I rather think of {found}:"


_NOTED = "I will think of {} at pictures that look like this one. Delete this conversation, and I forget it."
_SHOWN = "it looks like the picture of {} that you showed me on {}. I can hardly tell two of a kind apart."
_NOT_NEAR = "I do not think so: it is not near enough to the picture of {} that you showed me."
_NOBODY = "I do not know: it is near no picture that you gave a name."
_FOUND = "These pictures of your library look like {}:"
