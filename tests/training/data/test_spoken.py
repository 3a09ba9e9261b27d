"""Spoken questions: spoken and heard once each, and kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.speech.recognizer import Language, Segment
from training.data.spoken import Spoken, chosen, resampled


class Voice:
    """Speaks a sentence as so many samples as it has letters."""

    name, sample_rate = "voice", 16_000

    def __init__(self) -> None:
        self.spoken: list[str] = []

    def speak(self, sentences: Iterable[str]) -> Iterator[bytes]:
        for sentence in sentences:
            self.spoken.append(sentence)
            yield np.full(len(sentence), 2**14, "<i2").tobytes()

    def retire(self, idle_seconds: float = 0.0) -> None: ...


class Ears:
    """Hears how many samples there were; nothing of a sentence of three."""

    name = "ears"

    def transcribe(self, samples: Any, *, language: str | None = "en") -> Iterator[Segment]:
        assert samples.max() == pytest.approx(0.5)
        if len(samples) != 3:
            yield Segment(0, 1, f" {len(samples)} ")

    def retire(self, idle_seconds: float = 0.0) -> None: ...

    def detect_language(self, samples: Any) -> Language:
        return Language("en", 1.0)


def test_each_sentence_is_spoken_once_and_then_remembered(tmp_path: Path) -> None:
    voice = Voice()
    spoken = Spoken(tmp_path, lambda: voice, Ears)
    assert spoken.hear(["hello", "why", "hello"]) == {"hello": "5", "why": "why"}
    again = Spoken(tmp_path, lambda: voice, Ears)
    assert again.hear(["why", "indeed", "hello"]) == {"why": "why", "indeed": "6", "hello": "5"}
    assert voice.spoken == ["hello", "why", "indeed"]


def test_nothing_is_loaded_where_nothing_is_new(tmp_path: Path) -> None:
    def fail() -> Any:
        raise AssertionError

    assert Spoken(tmp_path, fail, fail).hear([]) == {}


@pytest.mark.parametrize("share", [0.0, 0.25, 1.0])
def test_the_share_that_is_spoken(share: float) -> None:
    sentences = [f"sentence {n}" for n in range(2000)]
    picked = [sentence for sentence in sentences if chosen(sentence, share, 7)]
    assert len(picked) / 2000 == pytest.approx(share, abs=0.03)
    assert picked == [sentence for sentence in sentences if chosen(sentence, share, 7)]


def test_sound_is_brought_to_16_khz() -> None:
    tone = np.sin(np.arange(22_050) / 22_050 * 2 * np.pi * 440).astype(np.float32)
    wanted = np.sin(np.arange(16_000) / 16_000 * 2 * np.pi * 440)
    assert np.abs(resampled(tone, 22_050) - wanted).max() < 0.01
