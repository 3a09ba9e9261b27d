"""The word error rate against one counted by hand, and lists that are broken."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from core.errors import BadInput, NotFound
from core.speech.recognizer import SAMPLE_RATE, Language, Segment
from core.types import FloatArray
from core.weights.locate import locate
from training.evaluate import speech

# Normalised: "the cat sat on the mat" (6 words), "it is 20 dollars" -> "it is $20" (3), "do not go" (3): 12 words said.
SAID = {"a.wav": "The cat sat on the mat.", "b.wav": "It's twenty dollars.", "c.wav": "Don't go!"}
# Heard: "cat" as "hat" (1 substitution), "on" lost (1 deletion), "now" too much (1 insertion): 3 errors.
HEARD = {"a.wav": "the hat sat the mat", "b.wav": "It is $20", "c.wav": "Do not go now"}


class Scripted:
    """A recogniser that answers by the length of the recording."""

    name = "scripted"

    def transcribe(self, samples: FloatArray, *, language: str | None = "en") -> Iterator[Segment]:
        assert language == "en"
        yield Segment(0.0, 1.0, HEARD[sorted(HEARD)[len(samples) - 1]])

    def detect_language(self, samples: FloatArray) -> Language:
        return Language("en", 1.0)


def write(folder: Path, lines: dict[str, str]) -> None:
    rows = [json.dumps({"file": name, "text": text}) for name, text in lines.items()]
    (folder / "transcripts.jsonl").write_text("\n".join(rows), "utf-8")
    for name in lines:
        (folder / name).touch()


def by_name(path: Path) -> FloatArray:
    return np.zeros(sorted(SAID).index(path.name) + 1, np.float32)


def test_the_rate_is_that_counted_by_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, SAID)
    monkeypatch.setattr(speech, "_raw", lambda _: lambda samples: SAID[sorted(SAID)[len(samples) - 1]])
    report = speech.evaluate(tmp_path, Scripted(), by_name, tmp_path)
    assert report["files"] == 3
    assert report["wer"].value == pytest.approx(3 / 12, abs=1e-4)
    assert report["wer_raw_faster_whisper"].value == 0.0
    assert report["realtime_factor"] > 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("not json", "Line 1"),
        ("[1, 2]", "Line 1"),
        ('{"file": "a.wav"}', "Line 1"),
        ('{"file": 3, "text": "x"}', "no text as its `file`"),
        ('{"file": "none.wav", "text": "x"}', "not there"),
        ('{"file": "../../x\\u0000", "text": "x"}', "not there"),
        ('{"file": "a.wav", "text": " ... "}', "no words"),
        ("", "empty"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, said: str) -> None:
    write(tmp_path, SAID)
    (tmp_path / "transcripts.jsonl").write_text(line, "utf-8")
    with pytest.raises(BadInput, match=said):
        speech.evaluate(tmp_path, Scripted(), by_name, tmp_path)


def test_a_folder_without_a_list(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"transcripts\.jsonl"):
        speech.evaluate(tmp_path, Scripted(), by_name, tmp_path)


@pytest.mark.models
def test_the_real_ones_hear_a_real_recording(tmp_path: Path) -> None:
    """Recordings of silence: nothing is heard, which is one deletion for each word."""
    from core.speech.faster_whisper import FasterWhisperRecognizer

    write(tmp_path, {"a.wav": "one two three"})
    recognizer = FasterWhisperRecognizer(lambda: locate("whisper-tiny.en"), lambda: locate("whisper-base"))
    report = speech.evaluate(
        tmp_path, recognizer, lambda _: np.zeros(SAMPLE_RATE, np.float32), locate("whisper-tiny.en")
    )
    assert report["wer"].value == 1.0
    assert report["files"] == 1
