"""Words into segments, the guards against invented text, and models that come and go."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Abandoned, EngineFailure
from core.speech import whisper
from core.speech.doubt import NOT_UNDERSTOOD
from core.speech.recognizer import SAMPLE_RATE, Language
from core.speech.vad import Piece
from core.speech.whisper import WhisperRecognizer, hear, joined, split
from core.types import Word


def words(*texts: str, seconds: float = 0.5, pause: float = 0.0) -> list[Word]:
    step = seconds + pause
    return [Word(t, n * step, n * step + seconds, 0.9) for n, t in enumerate(texts)]


def test_sentences_become_segments() -> None:
    said = words(" It", " is", " late.", " Let", " us", " go", " home!")
    assert [s.text for s in split(said)] == ["It is late.", "Let us go home!"]


def test_a_pause_ends_a_segment() -> None:
    assert len(split(words(" one", " two", pause=1.5))) == 2


def test_an_endless_sentence_is_parted() -> None:
    assert all(s.end - s.start <= 20 for s in split(words(*[" word"] * 200)))


def test_a_comma_ends_a_segment_only_when_it_is_long() -> None:
    assert len(split(words(" well,", " yes"))) == 1
    assert len(split(words(*[" so"] * 21, " far,", " yes"))) == 2


def test_parts_of_a_word_are_joined() -> None:
    said = [Word(" o", 0, 0.1, 0.9), Word("'clock", 0.1, 0.4, 0.7), Word(" sharp", 0.4, 0.8, 0.8)]
    assert joined(said) == [Word(" o'clock", 0, 0.4, 0.7), Word(" sharp", 0.4, 0.8, 0.8)]


texts = st.sampled_from([" a", " b.", " c,", "'d", " e?", " ", " f…"])


@given(st.lists(st.tuples(texts, st.floats(0, 3), st.floats(0, 3)), max_size=60))
def test_splitting_loses_no_word_and_keeps_time(said: list[tuple[str, float, float]]) -> None:
    clock, made = 0.0, []
    for text, pause, seconds in said:
        made.append(Word(text, clock + pause, clock + pause + seconds, 0.5))
        clock = made[-1].end
    segments = split(made)
    assert [w.text for s in segments for w in s.words] == [w.text.strip() for w in made if w.text.strip()]
    times = [t for s in segments for t in (s.start, s.end)]
    assert times == sorted(times)


@dataclass
class FakeModel:
    """Stands where faster-whisper's model does; `again` is what a second, warmer attempt gives."""

    again: list[Any] = field(default_factory=list)
    supported_languages: tuple[str, ...] = ("en", "de")
    calls: int = 0

    def transcribe(self, sound: Any, **_: Any) -> tuple[list[Any], None]:
        self.calls += 1
        return self.again, None


def found(
    text: str, *, log_probability: float = -0.2, compression: float = 1.2, no_speech: float = 0.1
) -> SimpleNamespace:
    heard = [
        SimpleNamespace(word=f" {w}", start=float(n), end=n + 0.5, probability=0.9) for n, w in enumerate(text.split())
    ]
    return SimpleNamespace(
        words=heard, avg_logprob=log_probability, no_speech_prob=no_speech, compression_ratio=compression
    )


def listen(
    monkeypatch: pytest.MonkeyPatch, model: FakeModel, first: SimpleNamespace, detected: Language | None = None
) -> list[str]:
    def decode(_: Any, sounds: Sequence[Any], *__: str) -> list[Any]:
        return [whisper._heard([first], 0.0) for _ in sounds]

    monkeypatch.setattr(whisper, "_decode", decode)
    samples = np.zeros(10 * SAMPLE_RATE, np.float32)
    return [s.text for s in hear(model, samples, [Piece(0, len(samples))], "en", detected)]


def test_likely_text_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    model = FakeModel()
    assert listen(monkeypatch, model, found("a clear sentence")) == ["a clear sentence"]
    assert model.calls == 0


@pytest.mark.parametrize("first", [found("la la la la", compression=3.0), found("mumble", log_probability=-1.5)])
def test_doubtful_text_is_decoded_again(monkeypatch: pytest.MonkeyPatch, first: SimpleNamespace) -> None:
    assert listen(monkeypatch, FakeModel([found("said clearly")]), first) == ["said clearly"]


def test_a_loop_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    loop = found("thank you thank you", compression=4.0)
    assert listen(monkeypatch, FakeModel([loop]), loop) == []


def test_an_invention_over_noise_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    invented = found("Thanks for watching!", log_probability=-1.3, no_speech=0.8)
    assert listen(monkeypatch, FakeModel(), invented) == []


def test_of_two_unsure_texts_the_likelier_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be a bad microphone: what was said is better half understood than lost."""
    again = FakeModel([found("more likely", log_probability=-1.1)])
    assert listen(monkeypatch, again, found("less likely", log_probability=-1.4)) == ["more likely"]
    again = FakeModel([found("less likely", log_probability=-1.6)])
    assert listen(monkeypatch, again, found("more likely", log_probability=-1.4)) == ["more likely"]


def test_what_is_unlikely_in_a_detected_language_is_marked_and_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second attempt samples: it would write the same recording down one time, and mark it another."""
    model = FakeModel([found("Thank you very much")])
    unlikely, unsure = found("Thank you", log_probability=-1.2), Language("en", 0.3)
    assert listen(monkeypatch, model, unlikely, unsure) == [NOT_UNDERSTOOD]
    assert listen(monkeypatch, model, found("la la la", compression=3.0), unsure) == [NOT_UNDERSTOOD]
    assert model.calls == 0
    assert listen(monkeypatch, model, unlikely) == ["Thank you very much"]
    assert listen(monkeypatch, FakeModel(), found("", log_probability=-1.2), unsure) == []


class Recorder(WhisperRecognizer):
    """Counts how often models are opened."""

    name = "recorder"

    def __init__(self) -> None:
        super().__init__(lambda: Path("english"), lambda: Path("any"))
        self.opened: list[str] = []

    def _model_class(self) -> Any:
        def open_model(folder: str, **_: Any) -> FakeModel:
            self.opened.append(Path(folder).name)
            return FakeModel()

        return open_model


def test_models_are_loaded_once_and_dropped_when_idle() -> None:
    recognizer = Recorder()
    recognizer.warm()
    recognizer.warm()
    assert recognizer.opened == ["english"]
    recognizer.retire(idle_seconds=60)
    recognizer.warm()
    assert recognizer.opened == ["english"]
    recognizer.retire()
    recognizer.warm()
    assert recognizer.opened == ["english", "english"]


def test_other_languages_have_a_model_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    recognizer = Recorder()
    monkeypatch.setattr(whisper, "find_pieces", lambda *_: iter([Piece(0, SAMPLE_RATE)]))
    monkeypatch.setattr(whisper, "_decode", lambda *_: [whisper._heard([found("guten Tag")], 0.0)])
    samples = np.zeros(SAMPLE_RATE, np.float32)
    assert [s.text for s in recognizer.transcribe(samples, language="de-AT")] == ["guten Tag"]
    assert [s.text for s in recognizer.transcribe(samples, language="EN")] == ["guten Tag"]
    assert recognizer.opened == ["any", "english"]


def test_only_a_language_that_was_detected_is_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    recognizer = Recorder()
    monkeypatch.setattr(whisper, "find_pieces", lambda *_: iter([Piece(0, SAMPLE_RATE)]))
    monkeypatch.setattr(whisper, "_decode", lambda *_: [whisper._heard([found("ja", log_probability=-0.9)], 0.0)])
    samples = np.zeros(SAMPLE_RATE, np.float32)
    spoken = {"told": "de", "sure": Language("en", 0.99), "unsure": Language("de", 0.3)}
    heard = {case: [s.text for s in recognizer.transcribe(samples, language=one)] for case, one in spoken.items()}
    assert heard == {"told": ["ja"], "sure": ["ja"], "unsure": [NOT_UNDERSTOOD]}
    monkeypatch.setattr(recognizer, "detect_language", lambda _: spoken["unsure"])
    assert [s.understood for s in recognizer.transcribe(samples, language=None)] == [False]


def test_nothing_is_heard_for_whoever_has_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even where nobody speaks, so that no segment comes."""
    recognizer, cancel, decoded = Recorder(), threading.Event(), []
    monkeypatch.setattr(whisper, "find_pieces", lambda *_: iter([Piece(0, SAMPLE_RATE)] * 5))

    def decode(*_: Any) -> list[Any]:
        decoded.append(1)
        cancel.set()
        return [whisper.NOTHING]

    monkeypatch.setattr(whisper, "_decode", decode)
    samples = np.zeros(SAMPLE_RATE, np.float32)
    with pytest.raises(Abandoned):
        list(recognizer.attending(cancel).transcribe(samples, language="en", briefly=True))
    assert decoded == [1]
    with pytest.raises(Abandoned):
        list(recognizer.attending(cancel).translate(samples, language="de"))
    assert decoded == [1]
    assert list(recognizer.transcribe(samples, language="en", briefly=True)) == []  # whoever else is heard goes on
    assert recognizer.opened == ["english"]


def test_no_language_is_looked_for_where_nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    cancel = threading.Event()
    monkeypatch.setattr(whisper, "first_speech", lambda *_: cancel.set() or np.zeros(SAMPLE_RATE, np.float32))
    recognizer = Recorder()
    with pytest.raises(Abandoned):
        recognizer.attending(cancel).detect_language(np.zeros(SAMPLE_RATE, np.float32))
    assert recognizer.opened == []


def test_a_model_that_does_not_load_is_one_clear_error(tmp_path: Path) -> None:
    from core.speech.faster_whisper import FasterWhisperRecognizer

    (tmp_path / "model.bin").write_bytes(b"nothing of the kind")
    recognizer = FasterWhisperRecognizer(lambda: tmp_path, lambda: tmp_path)
    with pytest.raises(EngineFailure) as raised:
        recognizer.warm()
    assert str(tmp_path) not in str(raised.value)
