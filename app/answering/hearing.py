"""A recording to time-stamped text, for questions, the API and the command line alike."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import numpy as np
import numpy.typing as npt

from core.speech.doubt import joined
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

    @property
    def question(self) -> str:
        """What of it was understood."""
        return " ".join(segment.text.strip() for segment in self.segments if segment.understood).strip()


def hear(
    source: Path, readers: Readers, recognizer: Recognizer, language: str, cancel: Event | None = None, *,
    in_english: bool = False, hot_words: Sequence[str] = (),
) -> Heard:  # fmt: skip
    """Transcribe a file of any length; `language` may be `auto`: it is detected, and what was probably not understood
    says so. `hot_words` may be spoken in it. With `in_english` it is translated. Setting `cancel` ends it after the
    segment in work.

    Raises `UnreadableFile` where it is no recording.
    """
    with tempfile.TemporaryDirectory(prefix="vermeil-") as folder:
        raw = Path(folder, "samples")
        count = readers.decode_audio(source, raw, cancel)
        samples: npt.NDArray[np.int16] = np.memmap(raw, np.int16, "r") if count else np.zeros(0, np.int16)
        spoken = recognizer.detect_language(samples) if language == "auto" else language
        segments = []
        code = spoken if isinstance(spoken, str) else spoken.code
        if in_english and not code.lower().startswith("en"):
            said = recognizer.translate(samples, language=spoken)
        else:
            said = recognizer.transcribe(samples, language=spoken, briefly=cancel is not None, hot_words=hot_words)
        for segment in said:
            segments.append(segment)
            if cancel is not None and cancel.is_set():
                break
    return Heard(joined(segments), count / SAMPLE_RATE, code)
