"""Recordings in windows, and transcripts in chunks with seconds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.speech.recognizer import SAMPLE_RATE, Segment
from core.types import FloatArray, TimeSpan, Word
from memory.ingest.transcripts import (
    MOST_WORDS,
    PAUSE_SEARCH_SECONDS,
    WINDOW_SECONDS,
    grouped,
    recording,
    transcribe,
    windows,
)
from tests.memory.fakes import FakeRecognizer


def spoken(count: int, start: float = 0.0, step: float = 0.4, sentence: int = 12) -> Segment:
    words = tuple(
        Word(f" w{i}{'.' if i % sentence == sentence - 1 else ''}", start + i * step, start + (i + 1) * step, 0.9)
        for i in range(count)
    )
    return Segment(start, start + count * step, "".join(w.text for w in words), words)


@given(counts=st.lists(st.integers(1, 90), max_size=6), sentence=st.integers(1, 100))
def test_every_word_is_in_one_chunk_in_order(counts: list[int], sentence: int) -> None:
    segments, start = [], 0.0
    for count in counts:
        segments.append(spoken(count, start, sentence=sentence))
        start = segments[-1].end
    chunks = grouped(segments)
    assert [w for c in chunks for w in c.words] == [w for s in segments for w in s.words]
    assert all(len(c.words) <= MOST_WORDS for c in chunks)
    for chunk in chunks:
        assert chunk.span == TimeSpan(chunk.words[0].start, chunk.words[-1].end)
        assert chunk.text == "".join(w.text for w in chunk.words).strip()
    if sentence <= 20:
        assert all(len(c.words) >= 30 and c.text.endswith(".") for c in chunks[:-1] if len(segments) == 1)


def test_a_long_silence_parts_chunks() -> None:
    chunks = grouped([spoken(5), spoken(5, start=60.0)])
    assert [c.span for c in chunks] == [TimeSpan(0.0, 2.0), TimeSpan(60.0, 62.0)]


def test_segments_without_word_times_are_spread_evenly() -> None:
    (chunk,) = grouped([Segment(10.0, 20.0, "nothing but a sentence", ())])
    assert (chunk.text, chunk.span, chunk.words) == ("nothing but a sentence", TimeSpan(10.0, 20.0), ())


def test_windows_cover_a_recording_and_are_cut_in_pauses() -> None:
    samples = np.full(2 * WINDOW_SECONDS * SAMPLE_RATE, 9_000, np.int16)
    pause = (WINDOW_SECONDS - 7) * SAMPLE_RATE
    samples[pause : pause + SAMPLE_RATE] = 0
    ranges = list(windows(samples))
    assert ranges[0][0] == 0
    assert ranges[-1][1] == len(samples)
    assert all(a[1] == b[0] for a, b in pairwise(ranges))
    assert all(end - start <= WINDOW_SECONDS * SAMPLE_RATE for start, end in ranges)
    assert pause < ranges[0][1] < pause + SAMPLE_RATE
    assert ranges[1][1] >= ranges[0][1] + (WINDOW_SECONDS - PAUSE_SEARCH_SECONDS) * SAMPLE_RATE


def test_seconds_count_from_the_beginning_of_the_recording() -> None:
    samples = np.full(650 * SAMPLE_RATE, 9_000, np.int16)
    samples[: 300 * SAMPLE_RATE] = 0
    heard = [s for _, s in transcribe(samples, FakeRecognizer()) if s is not None]
    assert 299 <= heard[0].start < 302
    assert heard[0].words[0].start == heard[0].start
    assert heard[-1].end > 648
    shares = [share for share, _ in transcribe(samples, FakeRecognizer())]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_hours_of_silence_never_reach_the_recogniser(tmp_path: Path) -> None:
    class Deaf(FakeRecognizer):
        def transcribe(self, samples: FloatArray, *, language: str | None = "en") -> Iterator[Segment]:
            raise AssertionError("silence was handed over")

    path = tmp_path / "silence"
    with path.open("wb") as file:
        file.truncate(2 * 3600 * SAMPLE_RATE * 2)  # two hours, without a byte on the disk
    assert [s for _, s in transcribe(recording(path), Deaf()) if s] == []
    path.write_bytes(b"")
    assert [s for _, s in transcribe(recording(path), Deaf()) if s] == []


def test_the_language_is_detected_once_and_not_on_silence() -> None:
    asked: list[int] = []
    told: list[str | None] = []

    class Listening(FakeRecognizer):
        def detect_language(self, samples: FloatArray) -> tuple[str, float]:
            asked.append(len(samples))
            return "cy", 0.8

        def transcribe(self, samples: FloatArray, *, language: str | None = "en") -> Iterator[Segment]:
            told.append(language)
            return super().transcribe(samples, language=language)

    samples = np.full(900 * SAMPLE_RATE, 9_000, np.int16)
    samples[: 290 * SAMPLE_RATE] = 0
    list(transcribe(samples, Listening(), language=None))
    assert asked == [30 * SAMPLE_RATE]
    assert set(told) == {"cy"}
