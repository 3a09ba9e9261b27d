"""A recording to time-stamped text, for questions, the API and the command line alike."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.speech.recognizer import SAMPLE_RATE, Recognizer, Segment
from memory.readers import Readers


@dataclass(frozen=True)
class Heard:
    """Segments in order of time, the recording's length in seconds, and the language it was heard in."""

    segments: list[Segment]
    seconds: float
    language: str

    @property
    def text(self) -> str:
        return " ".join(segment.text.strip() for segment in self.segments).strip()


def hear(source: Path, readers: Readers, recognizer: Recognizer, language: str) -> Heard:
    """Transcribe a file of any length; `language` may be `auto`. Raises `UnreadableFile` where it is no recording."""
    with tempfile.TemporaryDirectory(prefix="vermeil-") as folder:
        raw = Path(folder, "samples")
        count = readers.decode_audio(source, raw)
        samples = np.fromfile(raw, dtype="<i2").astype(np.float32) / 32768
    if language == "auto":
        language = recognizer.detect_language(samples)[0]
    return Heard(list(recognizer.transcribe(samples, language=language)), count / SAMPLE_RATE, language)
