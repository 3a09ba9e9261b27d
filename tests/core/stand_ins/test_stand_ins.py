"""The stand-ins keep to the protocols of what they stand for, and always say the same."""

from __future__ import annotations

import sys
from pathlib import Path
from subprocess import run
from threading import Event

import numpy as np
import pytest

from core.errors import BadInput, NotFound
from core.grounding import prompt
from core.speech.recognizer import SAMPLE_RATE
from core.stand_ins.language import ExtractiveEngine
from core.stand_ins.picture_encoder import ColourHistogram
from core.stand_ins.recognizer import PitchRecognizer
from core.stand_ins.synthesizer import ToneSynthesizer
from core.stand_ins.text_encoder import BagOfWords
from core.types import Sampling, message


def test_they_load_nothing_heavy() -> None:
    modules = "text_encoder language picture_encoder recognizer synthesizer".split()
    code = "import sys\n" + "".join(f"import core.stand_ins.{name}\n" for name in modules)
    code += "assert not {'torch', 'transformers', 'onnxruntime', 'ctranslate2', 'xllamacpp'} & set(sys.modules)\n"
    assert run([sys.executable, "-c", code], check=False).returncode == 0


# --- texts --------------------------------------------------------------------------------------------------------


def test_texts_are_near_where_they_share_words() -> None:
    fox, foxes, ship = BagOfWords().encode(["the fox of Elmwood", "Foxes live near Elmwood", "a ship at sea"])
    assert fox @ foxes > 0.5 > fox @ ship
    assert np.linalg.norm(fox) == pytest.approx(1)
    assert BagOfWords().encode([]).shape == (0, BagOfWords.dimension)


# --- language -----------------------------------------------------------------------------------------------------


def said(engine: ExtractiveEngine, messages: list, **sampling: object) -> str:
    return "".join(piece.text for piece in engine.generate(messages, Sampling(**sampling)))  # type: ignore[arg-type]


def test_the_line_that_shares_most_words_with_the_question_is_said() -> None:
    lines = ["The mill burned down in 1987.", "The fox was called Rusty."]
    messages = prompt.grounded("What was the fox called?", lines)
    assert said(ExtractiveEngine(500), messages) == "The fox was called Rusty."


def test_a_question_without_text_is_said_back() -> None:
    assert said(ExtractiveEngine(500), prompt.plain("Hello there!")) == "You said: Hello there!"


def test_words_are_tokens_and_limits_are_kept() -> None:
    engine = ExtractiveEngine(500)
    asked = [message("user", "One two.\n\nOne?")]
    pieces = list(engine.generate(asked, Sampling(max_tokens=1)))
    assert [piece.text for piece in pieces] == ["One ", ""]
    assert pieces[-1].finish == "length"
    assert pieces[-1].usage is not None
    assert (pieces[-1].usage.prompt_tokens, pieces[-1].usage.completion_tokens) == (3, 1)
    assert list(engine.generate(asked, Sampling()))[-1].finish == "stop"
    assert said(engine, asked, stop=("two",)) == "One "
    with pytest.raises(BadInput, match="600 tokens"):
        engine.generate([message("user", "word " * 600)], Sampling())


def test_cancelling_ends_it() -> None:
    cancel = Event()
    pieces = ExtractiveEngine(500).generate([message("user", "a b c")], Sampling(), cancel=cancel)
    next(pieces)
    cancel.set()
    assert [piece.finish for piece in pieces] == ["cancelled"]


def test_adapters_are_known_by_name() -> None:
    engine = ExtractiveEngine(500)
    with pytest.raises(NotFound):
        engine.generate(prompt.plain("a"), Sampling(), adapter="v1")
    engine.attach("v1", Path("folder"))
    assert list(engine.generate(prompt.plain("a"), Sampling(), adapter="v1"))
    assert len(engine.log_probabilities(prompt.plain("a"), "two words", adapter="v1")) == 2
    engine.detach("v1")
    with pytest.raises(NotFound):
        engine.log_probabilities(prompt.plain("a"), "b", adapter="v1")


# --- pictures -----------------------------------------------------------------------------------------------------


def test_a_red_picture_is_found_by_its_colour_and_by_no_other() -> None:
    encoder = ColourHistogram()
    red = np.full((40, 60, 3), (215, 45, 38), np.uint8)
    half = red.copy()
    half[:, 30:] = (38, 84, 205)
    seen = encoder.encode_pictures([red, half])
    by_red, by_green, by_nothing = encoder.encode_texts(["a red door", "something green", "when was it?"])
    assert by_red @ seen[0] > encoder.sure
    assert by_red @ seen[1] > encoder.threshold
    assert max(by_green @ seen[0], by_nothing @ seen[0]) < encoder.threshold
    assert encoder.guesses(half, 2) == [("red", 0.5), ("blue", 0.5)]
    assert encoder.encode_pictures([]).shape == encoder.encode_texts([]).shape == (0, encoder.dimension)
    assert np.linalg.norm(seen, axis=1) == pytest.approx([1, 1])


# --- speech -------------------------------------------------------------------------------------------------------


def test_tones_are_heard_second_by_second_and_silence_is_not() -> None:
    times = np.arange(SAMPLE_RATE) / SAMPLE_RATE
    tone = (8_000 * np.sin(2 * np.pi * 440 * times)).astype(np.int16)
    samples = np.concatenate([tone, np.zeros(SAMPLE_RATE, np.int16), tone[: SAMPLE_RATE // 2]])
    first, last = PitchRecognizer().transcribe(samples)
    assert (first.start, first.end, first.text) == (0.0, 1.0, " tone 440.")
    assert (last.start, last.end) == (2.0, 2.5)
    assert [word.text for word in first.words] == [" tone", " 440."]
    assert PitchRecognizer().detect_language(samples) == ("en", 1.0)


def test_each_word_is_a_tone_and_each_sentence_a_piece() -> None:
    voice = ToneSynthesizer()
    one, two = voice.speak(["Hello", "to you", " "])
    assert len(one) < len(two)
    heard = list(PitchRecognizer().transcribe(np.frombuffer(one, "<i2")))
    assert heard[0].text == " tone 300."  # five letters
