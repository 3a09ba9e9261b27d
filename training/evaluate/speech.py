"""Word error rate of a recogniser, beside that of plain faster-whisper on the same recordings.

Texts go through Whisper's English normaliser (Radford et al. 2022, appendix C) before they are compared. Its list of
British spellings comes with OpenAI's tokenizers and not with a package; without it, "colour" for "color" is an error,
for both recognisers alike.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from core.errors import BadInput, EngineFailure, NotFound
from core.speech.recognizer import SAMPLE_RATE, Recognizer
from core.types import FloatArray
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
    source = folder / LINES
    if not source.is_file():
        raise NotFound(f"The folder has no {LINES}.", 'Write a line {"file": …, "text": …} for each recording.')
    count = 0
    for number, line in enumerate(source.read_bytes().splitlines(), 1):
        if line.strip():
            count += 1
            yield _recording(folder, number, line, normalise)
    if not count:
        raise BadInput(f"{LINES} is empty.", "Write a line for each recording.")


def _recording(folder: Path, number: int, line: bytes, normalise: Normalise) -> Recording:
    try:
        row = json.loads(line)
        name, text = row["file"], row["text"]
    except (ValueError, KeyError, TypeError) as error:  # UnicodeDecodeError is a ValueError
        raise BadInput(f"Line {number} of {LINES} is no object with `file` and `text`.", "Mend that line.") from error
    if not (isinstance(name, str) and isinstance(text, str)):
        raise BadInput(f"Line {number} of {LINES}: `file` and `text` have to be strings.", "Mend that line.")
    path = folder / name
    if "\0" in name or not path.is_file():
        raise BadInput(f"Line {number} of {LINES} names a recording that is not there.", "Mend that line.")
    if not any(c.isalnum() for c in normalise(text)):
        raise BadInput(f"Line {number} of {LINES} has no words to compare with.", "Mend that line.")
    return Recording(path, text)


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
