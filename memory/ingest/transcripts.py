"""From a recording to passages: heard in windows of bounded memory, grouped into chunks with seconds and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from core.speech.recognizer import SAMPLE_RATE, Recognizer, Segment
from core.types import Chunk, FloatArray, TimeSpan, Word

WINDOW_SECONDS = 300
PAUSE_SEARCH_SECONDS = 20
PAUSE_SECONDS = 0.25
SILENT_PEAK = 8  # of 32,768: digital silence with the dither of a codec
DETECTION_SECONDS = 30

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
) -> Iterator[tuple[float, Segment | None]]:
    """What is heard, in order: the share of the recording that is done in [0, 1], and a segment if there is a new one.

    The recogniser gets windows of about five minutes that are cut at pauses, so memory does not grow with the length of
    the recording. `language` None: it is detected once, on the first window that is not silent.
    """
    total = max(len(samples), 1)
    for start, end in windows(samples):
        if np.abs(samples[start:end].astype(np.int32)).max(initial=0) <= SILENT_PEAK:
            yield end / total, None
            continue
        window = _as_float(samples[start:end])
        if language is None:
            language, _ = recognizer.detect_language(window[: DETECTION_SECONDS * SAMPLE_RATE])
        offset = start / SAMPLE_RATE
        for segment in recognizer.transcribe(window, language=language):
            yield (start + segment.end * SAMPLE_RATE) / total, _shifted(segment, offset)
        yield end / total, None


def windows(samples: Samples) -> Iterator[tuple[int, int]]:
    """Ranges of at most `WINDOW_SECONDS` that cover all samples, cut in the quietest moment near each end."""
    start, length = 0, WINDOW_SECONDS * SAMPLE_RATE
    while len(samples) - start > length:
        end = _quietest(samples, start + length - PAUSE_SEARCH_SECONDS * SAMPLE_RATE, start + length)
        yield start, end
        start = end
    if start < len(samples):
        yield start, len(samples)


def grouped(segments: Iterable[Segment]) -> list[Chunk]:
    """Chunks of about 30 to 60 words that end with a sentence where one ends; a long silence parts them, too."""
    chunks: list[Chunk] = []
    group: list[_Spoken] = []
    for spoken in (s for segment in segments for s in _spoken(segment)):
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


def _shifted(segment: Segment, offset: float) -> Segment:
    if offset == 0:
        return segment
    words = tuple(Word(w.text, w.start + offset, w.end + offset, w.probability) for w in segment.words)
    return Segment(segment.start + offset, segment.end + offset, segment.text, words, segment.speaker)


def _as_float(samples: Samples) -> FloatArray:
    return samples.astype(np.float32) / np.float32(32_768)


def _quietest(samples: Samples, low: int, high: int) -> int:
    """The middle of the stretch of `PAUSE_SECONDS` with the least energy between two samples."""
    width = int(PAUSE_SECONDS * SAMPLE_RATE)
    count = (high - low) // width
    power = samples[low : low + count * width].astype(np.float32).reshape(count, width)  # (stretches, width)
    return low + int((power**2).mean(axis=1).argmin()) * width + width // 2
