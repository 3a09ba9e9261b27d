"""Looking at the picture that came with a question: what the eyes recognise in it, and the text that is written in it.

The text is read like that of a document of the library: in passages, as many lines as fit into one, so that a value
stands beside what it is the value of.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.answering.task import Seen
from core.errors import BadInput
from core.grounding import prompt
from core.types import IN_THE_QUESTION, BoxSpan, Chunk, Passage, Reading
from core.vision.encoder import PictureEncoder, Pixels
from memory.readers import Readers
from memory.retrieve import LEAD

NAME = "your picture"
RECOGNISED = -1
"""The number of the passage that holds what the eyes recognised; those of the text count down from it."""

LONGEST = 800
"""Characters of a passage, about as many as a chunk of a document has."""


def read(picture: bytes, readers: Readers) -> tuple[Reading, Pixels]:
    """A picture as it was read, and its pixels. Raises `BadInput` and its kin for what is none."""
    with tempfile.TemporaryDirectory(prefix="vermeil-") as folder:
        source = Path(folder, "picture")
        source.write_bytes(picture)
        reading = readers.look(source)
    if reading.picture is None:
        raise BadInput("What came as a picture is none.", "Send a PNG, JPEG, WebP or GIF.")
    return reading, reading.picture


def look(picture: bytes, readers: Readers, eyes: PictureEncoder) -> Seen:
    """Raises as `read`."""
    reading, pixels = read(picture, readers)
    text = "\n".join(chunk.text for chunk in reading.chunks)
    facts = prompt.picture_facts(eyes.guesses(pixels), text)
    whole = BoxSpan((0, 0, reading.width or 0, reading.height or 0))
    shown = Passage(RECOGNISED, IN_THE_QUESTION, NAME, "picture", facts, whole, 1.0)
    return Seen(pixels, shown, tuple(written(reading.chunks)), prompt.is_text(text))


def written(chunks: Sequence[Chunk]) -> Iterator[Passage]:
    """The text in a picture as passages, from top to bottom, each with the box around it."""
    lead = "\n".join(chunk.text for chunk in chunks)[:LEAD]
    for number, group in enumerate(_gathered(chunks), 1):
        text = "\n\n".join(chunk.text for chunk in group)
        span = _around([chunk.span for chunk in group if isinstance(chunk.span, BoxSpan)])
        yield Passage(RECOGNISED - number, IN_THE_QUESTION, NAME, "picture", text, span, 0.0, lead=lead)


def _gathered(chunks: Sequence[Chunk]) -> Iterator[list[Chunk]]:
    """Neighbouring chunks together, up to `LONGEST` characters."""
    group: list[Chunk] = []
    for chunk in chunks:
        if group and sum(len(other.text) + 2 for other in group) + len(chunk.text) > LONGEST:
            yield group
            group = []
        group.append(chunk)
    if group:
        yield group


def _around(spans: Sequence[BoxSpan]) -> BoxSpan:
    x0, y0, x1, y1 = zip(*(span.box for span in spans), strict=True)
    return BoxSpan((min(x0), min(y0), max(x1), max(y1)))
