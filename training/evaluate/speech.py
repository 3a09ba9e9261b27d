"""Word error rate of a recogniser, beside that of plain faster-whisper on the same recordings.

Texts go through Whisper's English normaliser (Radford et al. 2022, appendix C) before they are compared. Its list of
British spellings comes with OpenAI's tokenizers and not with a package; without it, "colour" for "color" is an error,
for both recognisers alike.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from core.errors import EngineFailure
from core.speech.recognizer import SAMPLE_RATE, Recognizer
from core.types import FloatArray
from training.data.jsonlines import read_lines
from training.evaluate.results import Figure
from training.evaluate.texts import Normalise, english_normaliser, word_errors

LINES = "transcripts.jsonl"


@dataclass(frozen=True, slots=True)
class Recording:
    """A file and what is said in it."""

    path: Path
    text: str


def evaluate(
    folder: Path, recognizer: Recognizer, decode: Callable[[Path], FloatArray], raw_model: Path
) -> dict[str, Figure]:
    """Measures a recogniser on the English recordings in `folder`/transcripts.jsonl (`file`, `text` a line).

    `decode` gives float32 samples (n,) at 16 kHz; `raw_model` is the folder of the Whisper model for faster-whisper
    with its own defaults. Error rates are errors over words of all recordings together; `realtime_factor` is seconds
    of work over seconds of sound, the model's loading included. Raises `BadInput` for a broken list, `NotFound` for a
    missing one, and what `decode` raises.
    """
    normalise = english_normaliser()
    recordings = list(read(folder, normalise))
    raw = _raw(raw_model)
    said, heard, heard_raw = [], [], []
    sound = spent = 0.0
    for recording in recordings:
        samples = decode(recording.path)
        begin = time.perf_counter()
        segments = list(recognizer.transcribe(samples, language="en"))
        spent += time.perf_counter() - begin
        sound += len(samples) / SAMPLE_RATE
        said.append(recording.text)
        heard.append(" ".join(s.text for s in segments))
        heard_raw.append(raw(samples))
    references = [[text] for text in said]
    return {
        "files": len(recordings),
        "wer": word_errors(heard, references, normalise),
        "wer_raw_faster_whisper": word_errors(heard_raw, references, normalise),
        "realtime_factor": round(spent / sound, 4) if sound else 0.0,
    }


def read(folder: Path, normalise: Normalise) -> Iterator[Recording]:
    """The recordings of a folder. Raises `NotFound` without a list, `BadInput` naming the first line that is wrong."""
    remedy = 'Write a line {"file": …, "text": …} for each recording.'
    for line in read_lines(folder / LINES, remedy):
        name, text = line.text("file"), line.text("text")
        path = folder / name
        if "\0" in name or not path.is_file():
            raise line.fault("names a recording that is not there", "Mend that line.")
        if not any(character.isalnum() for character in normalise(text)):
            raise line.fault("has no words to compare with", "Mend that line.")
        yield Recording(path, text)


def _raw(folder: Path) -> Callable[[FloatArray], str]:
    """faster-whisper with its defaults, in 8 bits as ours."""
    from faster_whisper import WhisperModel

    try:
        model = WhisperModel(str(folder), device="cpu", compute_type="int8", local_files_only=True)
    except (RuntimeError, ValueError, OSError) as error:
        raise EngineFailure("The speech model does not load.", "Run `vermeil doctor`.") from error

    def listen(samples: FloatArray) -> str:
        segments, _ = model.transcribe(samples, language="en")
        return " ".join(segment.text.strip() for segment in segments)

    return listen
