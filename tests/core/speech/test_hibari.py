"""The voice: what it is given, what it gives, and how it ends."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import EngineFailure
from core.speech.faster_whisper import FasterWhisperRecognizer
from core.speech.hibari import LONGEST, HibariSynthesizer, speakable
from core.weights.locate import locate
from tests.core.speech.conftest import to_16k, word_error_rate


@given(st.text(max_size=2000))
def test_lines_are_clean_and_short(text: str) -> None:
    lines = list(speakable(text))
    assert all(0 < len(line) <= LONGEST for line in lines)
    assert all(line.isprintable() and line.encode("utf-8") for line in lines)


@given(st.text(st.sampled_from("abc xyz,;. "), max_size=2000))
def test_plain_words_are_not_lost(text: str) -> None:
    said = "".join(c for line in speakable(text) for c in line if c.isalnum())
    assert said == "".join(c for c in text if c.isalnum())


@pytest.mark.parametrize("nothing", ["", " ", "…", "?!", "\x00\n\t", "[[]]", "\ud800"])
def test_what_has_no_sound_is_not_spoken(nothing: str) -> None:
    assert list(speakable(nothing)) == []


def test_a_long_sentence_is_cut_at_commas() -> None:
    clause = "and then the little boat sailed on over the wide grey sea,"
    assert all(line.endswith(",") for line in speakable(" ".join([clause] * 20)))


def test_a_voice_that_does_not_load_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "mute.onnx").write_bytes(b"nothing of the kind")
    with pytest.raises(EngineFailure) as raised:
        list(HibariSynthesizer(tmp_path / "mute.onnx").speak(["Hello."]))
    assert str(tmp_path) not in str(raised.value)


@pytest.mark.models
class TestVoice:
    def test_the_first_sentence_comes_before_the_second_is_asked_for(self, synthesizer: HibariSynthesizer) -> None:
        asked: list[str] = []

        def sentences() -> Iterator[str]:
            for sentence in ("Good morning.", "And good night."):
                asked.append(sentence)
                yield sentence

        sound = synthesizer.speak(sentences())
        assert len(next(sound)) > synthesizer.sample_rate
        assert asked == ["Good morning."]
        assert len(list(sound)) == 1

    def test_a_warm_voice_answers_quickly(self, synthesizer: HibariSynthesizer) -> None:
        list(synthesizer.speak(["Warm up."]))
        begin = time.monotonic()
        sound = next(synthesizer.speak(["The quick brown fox jumps over the lazy dog."]))
        seconds = len(sound) / 2 / synthesizer.sample_rate
        assert time.monotonic() - begin < seconds  # faster than it is heard; about a twentieth of it alone

    def test_what_cannot_be_said_does_not_stop_the_rest(self, synthesizer: HibariSynthesizer) -> None:
        sound = list(synthesizer.speak(["…", "One.", "😀", "東京", "\ud800\x07[[x]] two\nthree."]))
        assert len(sound) == 2

    def test_a_text_sounds_the_same_each_time_and_after_a_rest(self, synthesizer: HibariSynthesizer) -> None:
        first = list(synthesizer.speak(["One."]))
        synthesizer.retire()
        assert synthesizer._voice is None
        assert list(synthesizer.speak(["One."])) == first

    def test_nothing_is_fetched(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise AssertionError("a connection")

        monkeypatch.setattr(socket, "socket", refuse)
        monkeypatch.setattr(socket, "create_connection", refuse)
        assert list(HibariSynthesizer(locate("hibari-heart")).speak(["One."]))

    def test_round_trip(self, synthesizer: HibariSynthesizer, faster_whisper: FasterWhisperRecognizer) -> None:
        """What the voice says, the recogniser writes down."""
        said = [
            "My grandmother kept bees behind the old stone barn.",
            "The meeting was moved to Thursday because of the storm.",
            "Every evening the lighthouse keeper climbed the narrow stairs.",
            "Can you tell me how far it is to the nearest village?",
            "She bought bread, cheese, and a bottle of apple juice.",
            "The engineers tested the bridge before anyone could cross it.",
        ]
        rate = synthesizer.sample_rate
        sound = np.concatenate([to_16k(piece, rate) for piece in synthesizer.speak(said)])
        heard = " ".join(s.text for s in faster_whisper.transcribe(sound))
        assert word_error_rate(" ".join(said), heard) <= 0.1
