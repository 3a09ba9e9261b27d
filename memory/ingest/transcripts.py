"""From a recording to passages: heard piece by piece, grouped into chunks with seconds and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from core.speech.recognizer import SAMPLE_RATE, Recognizer, Segment
from core.types import Chunk, TimeSpan, Word

FEWEST_WORDS = 30
MOST_WORDS = 60
LONG_GAP_SECONDS = 10.0

Samples = npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A piece of a transcript: text, seconds, whether a sentence may end after it, and the word if times are known."""

    text: str
    start: float
    end: float
    ends: bool
    word: Word | None


def recording(path: Path) -> Samples:
    """The decoded recording, int16 16 kHz mono, mapped and not read: hours of it cost no memory."""
    if path.stat().st_size < 2:
        return np.empty(0, dtype=np.int16)
    return np.memmap(path, dtype=np.int16, mode="r")


def transcribe(
    samples: Samples, recognizer: Recognizer, language: str | None = "en"
) -> Iterator[tuple[float, Segment]]:
    """What is heard, in order: each segment, and the share of the recording that is done with it, in [0, 1].

    The recogniser gets the whole recording, and works it off in pieces that it cuts at pauses itself, so memory does
    not grow with its length and speakers are told apart over all of it. `language` None: it is detected once, and what
    was probably not understood in it says so.
    """
    for segment in recognizer.transcribe(samples, language=language):
        yield min(1.0, segment.end * SAMPLE_RATE / max(len(samples), 1)), segment


def grouped(segments: Iterable[Segment]) -> list[Chunk]:
    """Chunks of about 30 to 60 words that end with a sentence where one ends; a long silence parts them, too.

    What was not understood is in none of them, so that nobody finds it as if it had been said.
    """
    chunks: list[Chunk] = []
    group: list[_Spoken] = []
    for spoken in (s for segment in segments if segment.understood for s in _spoken(segment)):
        if group and spoken.start - group[-1].end > LONG_GAP_SECONDS:
            chunks.append(_chunk(group))
            group = []
        group.append(spoken)
        if len(group) >= MOST_WORDS or (spoken.ends and len(group) >= FEWEST_WORDS):
            chunks.append(_chunk(group))
            group = []
    if group:
        chunks.append(_chunk(group))
    return [c for c in chunks if c.text]


def _spoken(segment: Segment) -> Iterator[_Spoken]:
    if segment.words:
        last = len(segment.words) - 1
        for i, word in enumerate(segment.words):
            ends = i == last or word.text.rstrip("\"')»”’").endswith((".", "?", "!", "。", "？", "！"))
            yield _Spoken(word.text, word.start, word.end, ends, word)
        return
    texts = segment.text.split()  # no word times: the segment's are spread evenly
    step = (segment.end - segment.start) / max(len(texts), 1)
    for i, text in enumerate(texts):
        start = segment.start + i * step
        yield _Spoken(text, start, start + step, i == len(texts) - 1, None)


def _chunk(group: list[_Spoken]) -> Chunk:
    # Whisper's words carry their own leading space where their script writes one
    glue = "" if any(s.text.startswith(" ") for s in group) else " "
    words = tuple(s.word for s in group if s.word is not None)
    return Chunk(glue.join(s.text for s in group).strip(), TimeSpan(group[0].start, group[-1].end), words)
