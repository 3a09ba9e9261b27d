"""A recording to time-stamped text, for questions, the API and the command line alike."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

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
        samples: npt.NDArray[np.int16] = np.memmap(raw, np.int16, "r") if count else np.zeros(0, np.int16)
        if language == "auto":
            language = recognizer.detect_language(samples)[0]
        segments = list(recognizer.transcribe(samples, language=language))
    return Heard(segments, count / SAMPLE_RATE, language)
