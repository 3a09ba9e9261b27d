"""Recordings in windows, and transcripts in chunks with seconds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.speech.doubt import not_understood
from core.speech.recognizer import SAMPLE_RATE, Samples, Segment
from core.types import TimeSpan, Word
from memory.ingest.transcripts import MOST_WORDS, grouped, recording, transcribe
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


def test_seconds_count_from_the_beginning_of_the_recording() -> None:
    samples = np.full(650 * SAMPLE_RATE, 9_000, np.int16)
    samples[: 300 * SAMPLE_RATE] = 0
    shares, heard = zip(*transcribe(samples, FakeRecognizer()), strict=True)
    assert heard[0].start == heard[0].words[0].start == 300.0
    assert heard[-1].end == 649.5
    assert list(shares) == sorted(shares)
    assert shares[-1] == pytest.approx(1.0, abs=0.001)


def test_the_recogniser_gets_the_whole_recording_once(tmp_path: Path) -> None:
    """Speakers are told apart and a language is detected over all of it, and it stays on the disk."""
    handed: list[tuple[int, object, str | None]] = []

    class Listening(FakeRecognizer):
        def transcribe(self, samples: Samples, *, language: str | None = "en") -> Iterator[Segment]:
            handed.append((len(samples), samples.base is not None, language))
            yield from ()

    path = tmp_path / "silence"
    with path.open("wb") as file:
        file.truncate(2 * 3600 * SAMPLE_RATE * 2)  # two hours, without a byte on the disk
    assert list(transcribe(recording(path), Listening(), language=None)) == []
    path.write_bytes(b"")
    assert list(transcribe(recording(path), FakeRecognizer())) == []
    assert handed == [(2 * 3600 * SAMPLE_RATE, True, None)]


def test_what_was_not_understood_is_in_no_chunk() -> None:
    before, after = spoken(5), spoken(5, start=20.0)
    chunks = grouped([before, not_understood(2.0, 20.0), after])
    assert [word for chunk in chunks for word in chunk.words] == [*before.words, *after.words]
    assert not any("understood" in chunk.text for chunk in chunks)
    assert grouped([not_understood(0.0, 30.0)]) == []
