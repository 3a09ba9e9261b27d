"""What every recogniser keeps to, on real speech."""

import itertools
import threading
from pathlib import Path

import numpy as np
import pytest

from core.errors import BadInput, UnreadableFile
from core.speech.faster_whisper import FasterWhisperRecognizer
from core.speech.hibari import HibariSynthesizer
from core.speech.recognizer import SAMPLE_RATE, Recognizer, Segment
from core.types import FloatArray
from core.weights.locate import locate
from tests.core.speech.conftest import SENTENCES, silence, to_16k, word_error_rate

pytestmark = pytest.mark.models


@pytest.fixture(scope="module", params=["faster_whisper", pytest.param("whisperx", marks=pytest.mark.slow)])
def recognizer(request: pytest.FixtureRequest) -> Recognizer:
    if request.param == "faster_whisper":
        made: Recognizer = request.getfixturevalue("faster_whisper")
        return made
    from core.speech.whisperx import WhisperXRecognizer

    return WhisperXRecognizer(locate("whisper-tiny.en"))


@pytest.fixture(scope="module")
def heard(recognizer: Recognizer, speech: FloatArray) -> list[Segment]:
    return list(recognizer.transcribe(speech))


def text(segments: list[Segment]) -> str:
    return " ".join(s.text for s in segments)


def test_hears_what_the_voice_says(heard: list[Segment]) -> None:
    assert word_error_rate(" ".join(SENTENCES), text(heard)) <= 0.1


def test_a_sentence_is_a_segment(heard: list[Segment]) -> None:
    assert len(heard) == len(SENTENCES)


def test_words_have_times_in_order_and_probabilities(heard: list[Segment], speech: FloatArray) -> None:
    words = [w for s in heard for w in s.words]
    times = [t for w in words for t in (w.start, w.end)]
    assert times == sorted(times)
    assert times[0] >= 0
    assert times[-1] <= len(speech) / SAMPLE_RATE
    assert all(0 < w.probability <= 1 for w in words)
    assert np.mean([w.probability for w in words]) > 0.8
    for segment in heard:
        assert (segment.start, segment.end) == (segment.words[0].start, segment.words[-1].end)
        assert segment.text.split() == [w.text for w in segment.words]


def test_sentences_are_heard_where_they_were_said(heard: list[Segment], spoken: list[FloatArray]) -> None:
    begins = np.cumsum([0, *(len(s) for s in spoken[:-1])]) / SAMPLE_RATE
    assert [s.start for s in heard] == pytest.approx(begins.tolist(), abs=0.6)


def test_times_count_from_the_beginning_of_the_recording(recognizer: Recognizer, spoken: list[FloatArray]) -> None:
    long = np.concatenate([silence(65), spoken[0], silence(40), spoken[1], silence(20)])
    second = 65 + len(spoken[0]) / SAMPLE_RATE + 40
    heard = list(recognizer.transcribe(long))
    assert [s.start for s in heard] == pytest.approx([65, second], abs=0.6)
    assert word_error_rate(" ".join(SENTENCES[:2]), text(heard)) <= 0.1


def test_sixteen_bit_samples_on_disk_read_the_same(
    recognizer: Recognizer, spoken: list[FloatArray], tmp_path: Path
) -> None:
    (spoken[1] * 32767).astype(np.int16).tofile(tmp_path / "sound")
    mapped = np.memmap(tmp_path / "sound", np.int16, "r")
    assert text(list(recognizer.transcribe(mapped))) == text(list(recognizer.transcribe(spoken[1])))


def test_a_long_recording_is_heard_piece_by_piece(recognizer: Recognizer, speech: FloatArray) -> None:
    """About 110 s; the first segments come before the rest is decoded."""
    arrived = iter(recognizer.transcribe(np.tile(speech, 6)))
    first = next(arrived)
    assert first.start < 2
    segments = [first, *arrived]
    assert word_error_rate(" ".join(SENTENCES * 6), text(segments)) <= 0.1
    assert all(a.end <= b.start + 1e-6 for a, b in itertools.pairwise(segments))


@pytest.mark.parametrize("seconds", [0, 0.001, 3])
def test_silence_is_nothing(recognizer: Recognizer, seconds: float) -> None:
    assert list(recognizer.transcribe(silence(seconds))) == []


def test_noise_and_tones_are_not_words(recognizer: Recognizer) -> None:
    times = np.arange(20 * SAMPLE_RATE) / SAMPLE_RATE
    noise = np.random.default_rng(7).normal(0, 0.05, len(times))
    for sound in (noise, 0.5 * np.sin(2 * np.pi * 440 * times)):
        assert list(recognizer.transcribe(sound.astype(np.float32))) == []


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_samples_that_are_not_numbers_are_refused(recognizer: Recognizer, bad: float) -> None:
    samples = np.full(SAMPLE_RATE, bad, np.float32)
    with pytest.raises(UnreadableFile):
        list(recognizer.transcribe(samples))


def test_two_channels_are_refused(recognizer: Recognizer) -> None:
    with pytest.raises(BadInput):
        list(recognizer.transcribe(np.zeros((2, SAMPLE_RATE), np.float32)))


def test_an_unknown_language_is_refused(recognizer: Recognizer, spoken: list[FloatArray]) -> None:
    with pytest.raises(BadInput, match="klingon"):
        list(recognizer.transcribe(spoken[0], language="klingon"))


def test_english_is_detected(recognizer: Recognizer, speech: FloatArray) -> None:
    language, probability = recognizer.detect_language(np.concatenate([silence(40), speech]))
    assert language == "en"
    assert probability > 0.5


def test_nothing_is_printed(recognizer: Recognizer, speech: FloatArray, capfd: pytest.CaptureFixture[str]) -> None:
    list(recognizer.transcribe(speech))
    assert capfd.readouterr().out == ""


def test_several_threads_may_listen(recognizer: Recognizer, spoken: list[FloatArray]) -> None:
    alone = [text(list(recognizer.transcribe(s))) for s in spoken[:3]]
    together: dict[int, str] = {}

    def listen(number: int) -> None:
        together[number] = text(list(recognizer.transcribe(spoken[number])))

    threads = [threading.Thread(target=listen, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [together[n] for n in range(3)] == alone


def test_short_english_is_understood_where_the_language_is_detected(
    faster_whisper: FasterWhisperRecognizer, spoken: list[FloatArray]
) -> None:
    for sentence, sound in zip(SENTENCES, spoken, strict=True):
        heard = list(faster_whisper.transcribe(sound, language=None))
        assert all(segment.understood for segment in heard)
        assert word_error_rate(sentence, text(heard)) <= 0.2


def test_speech_in_no_language_is_hardly_written_down(
    faster_whisper: FasterWhisperRecognizer, spoken: list[FloatArray]
) -> None:
    """Played backwards it sounds like a language that nobody knows. One of five comes through: docs/notes.md."""
    heard = [list(faster_whisper.transcribe(sound[::-1].copy(), language=None)) for sound in spoken]
    assert all(heard)
    assert sum(any(segment.understood for segment in one) for one in heard) <= 1


def test_a_name_is_spelled_as_it_was_put_right(
    faster_whisper: FasterWhisperRecognizer, synthesizer: HibariSynthesizer
) -> None:
    sound = to_16k(b"".join(synthesizer.speak(["When does the Trelquist leave the harbour?"])), synthesizer.sample_rate)
    assert "Trelquist" not in text(list(faster_whisper.transcribe(sound)))
    assert "Trelquist" in text(list(faster_whisper.transcribe(sound, hot_words=["Okonjo", "Trelquist"])))
