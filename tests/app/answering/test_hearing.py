"""A recording becomes text: what of it was not understood is shown, and is no part of a question."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.answering.hearing import hear
from core.speech.doubt import NOT_UNDERSTOOD, not_understood
from core.speech.recognizer import Language, Samples, Segment
from tests.memory.fakes import FakeReaders, FakeRecognizer


class HalfHeard(FakeRecognizer):
    """Understands the beginning; keeps the languages that it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str | Language | None] = []

    def transcribe(self, samples: Samples, *, language: str | Language | None = "en", **more: Any) -> Iterator[Segment]:
        self.hot_words = more["hot_words"]
        self.asked.append(language)
        yield Segment(0.0, 1.0, " When is it?")
        yield not_understood(1.0, 2.0)
        yield not_understood(2.0, 3.0)


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    path = tmp_path / "recording"
    path.write_text("audio 3")
    return path


def test_what_was_not_understood_is_marked_once_and_not_asked(recording: Path) -> None:
    heard = hear(recording, FakeReaders(), HalfHeard(), "auto")  # type: ignore[arg-type]
    assert heard.text == f"When is it? {NOT_UNDERSTOOD}"
    assert heard.question == "When is it?"
    assert [(one.start, one.end) for one in heard.segments] == [(0.0, 1.0), (1.0, 3.0)]


def test_a_language_that_was_detected_stays_in_doubt(recording: Path) -> None:
    ears = HalfHeard()
    assert hear(recording, FakeReaders(), ears, "auto").language == "en"  # type: ignore[arg-type]
    assert hear(recording, FakeReaders(), ears, "de").language == "de"  # type: ignore[arg-type]
    assert ears.asked == [Language("en", 0.99), "de"]


def test_what_may_be_spoken_is_told_to_whoever_listens(recording: Path) -> None:
    ears = HalfHeard()
    hear(recording, FakeReaders(), ears, "en", hot_words=["Trelquist"])  # type: ignore[arg-type]
    assert ears.hot_words == ["Trelquist"]
