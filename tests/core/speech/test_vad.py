"""Cutting recordings of any length into pieces."""

import threading
import time
import tracemalloc
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import Abandoned
from core.speech import vad
from core.speech.recognizer import SAMPLE_RATE
from core.speech.vad import BLOCK, FRAME, PIECE, Piece, _Cutter, find_pieces, first_speech
from core.types import FloatArray
from tests.core.speech.conftest import silence

HOUR = 3600 * SAMPLE_RATE


def cut(probabilities: Sequence[float]) -> list[Piece]:
    """The pieces for one probability of speech a frame, fed in blocks."""
    cutter = _Cutter(len(probabilities) * FRAME)
    values = np.asarray(probabilities, np.float32)
    found: list[Piece] = []
    for begin in range(0, len(values), BLOCK // FRAME):
        found += cutter.feed(values[begin : begin + BLOCK // FRAME])
    return [*found, *cutter.finish()]


runs = st.lists(st.tuples(st.sampled_from([0.0, 0.2, 0.4, 0.6, 1.0]), st.integers(8, 1500)), min_size=1, max_size=12)


@settings(deadline=None, max_examples=60)
@given(runs)
def test_pieces_are_short_ordered_and_hold_all_speech(runs: list[tuple[float, int]]) -> None:
    probabilities = [p for p, count in runs for _ in range(count)]
    pieces = cut(probabilities)
    assert all(0 <= p.start < p.end <= len(probabilities) * FRAME for p in pieces)
    assert all(p.end - p.start <= 30 * SAMPLE_RATE for p in pieces)
    assert all(a.end <= b.start for a, b in pairwise(pieces))
    covered = np.zeros(len(probabilities), bool)
    for piece in pieces:
        covered[piece.start // FRAME : -(-piece.end // FRAME)] = True
    certain = np.asarray(probabilities) >= 0.5
    long_enough = np.convolve(certain, np.ones(8), mode="same") >= 8  # clicks may be left out
    assert covered[long_enough].all()


def test_a_long_speech_is_cut_at_its_pause() -> None:
    speech = [1.0] * (24 * SAMPLE_RATE // FRAME)
    pause = [0.05] * 12
    first, second = cut([*speech, *pause, *speech])
    assert len(speech) * FRAME <= first.end <= (len(speech) + len(pause)) * FRAME
    assert second.start == first.end


def test_speech_without_a_pause_is_cut_all_the_same() -> None:
    pieces = cut([1.0] * (3 * PIECE))
    assert sum(p.end - p.start for p in pieces) == 3 * PIECE * FRAME


def test_clicks_are_no_speech() -> None:
    assert cut([0.0] * 50 + [1.0] * 2 + [0.0] * 500) == []


@pytest.mark.models
def test_eight_silent_hours_take_seconds_and_little_memory() -> None:
    recording = np.broadcast_to(np.int16(0), 8 * HOUR)
    tracemalloc.start()
    begin = time.monotonic()
    assert list(find_pieces(recording)) == []
    seconds = time.monotonic() - begin
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seconds < 20  # about 1 s alone; Silero would take 60
    assert peak < 50e6


def test_hours_of_noise_are_left_within_a_block(monkeypatch: pytest.MonkeyPatch) -> None:
    cancel, blocks = threading.Event(), []

    def probabilities(_: object) -> Iterator[FloatArray]:
        for number in range(1000):
            blocks.append(number)
            cancel.set()
            yield np.zeros(312, np.float32)

    monkeypatch.setattr(vad, "speech_probabilities", probabilities)
    for listen in (find_pieces, first_speech):
        with pytest.raises(Abandoned):
            list(listen(np.zeros(1000 * BLOCK, np.int16), cancel))
    assert blocks == [0, 0]


@pytest.mark.models
def test_speech_is_found_where_it_is(speech: FloatArray) -> None:
    pieces = list(find_pieces(np.concatenate([silence(20), speech, silence(20)])))
    assert len(pieces) == 1
    assert pieces[0].start / SAMPLE_RATE == pytest.approx(20, abs=0.5)
    assert pieces[0].end / SAMPLE_RATE == pytest.approx(20 + len(speech) / SAMPLE_RATE, abs=0.7)


@pytest.mark.models
def test_soft_speech_is_found(speech: FloatArray) -> None:
    """40 dB below what it was."""
    heard = sum(p.end - p.start for p in find_pieces(speech * np.float32(0.01)))
    assert heard > 0.9 * len(speech)


@pytest.mark.models
def test_the_first_speech_begins_where_somebody_speaks(speech: FloatArray) -> None:
    begun = first_speech(np.concatenate([silence(60), speech]))
    assert np.abs(begun[:SAMPLE_RATE]).max() > 0.05
    assert len(begun) <= 30 * SAMPLE_RATE
