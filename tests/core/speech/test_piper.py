"""Piper as a program of its own: what it is given, what it gives, and how it ends."""

import ast
import sys
import time
from pathlib import Path

import numpy as np
import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import EngineFailure, Missing
from core.speech import piper
from core.speech.faster_whisper import FasterWhisperRecognizer
from core.speech.piper import LONGEST, PiperSynthesizer, speakable
from core.weights.locate import locate
from tests.core.speech.conftest import to_16k, word_error_rate


@given(st.text(max_size=2000))
def test_lines_are_clean_short_and_lose_no_word(text: str) -> None:
    lines = list(speakable(text))
    assert all(0 < len(line) <= LONGEST for line in lines)
    assert all(line.isprintable() and line.encode("utf-8") for line in lines)
    assert not any("[[" in line or "]]" in line for line in lines)
    said = "".join(c for line in lines for c in line if c.isalnum())
    assert said == "".join(c for c in text if c.isalnum())


@pytest.mark.parametrize("nothing", ["", " ", "…", "?!", "\x00\n\t", "[[]]", "\ud800"])
def test_what_has_no_sound_is_not_spoken(nothing: str) -> None:
    assert list(speakable(nothing)) == []


def test_a_long_sentence_is_cut_at_commas() -> None:
    clause = "and then the little boat sailed on over the wide grey sea,"
    assert all(line.endswith(",") for line in speakable(" ".join([clause] * 20)))


def test_piper_is_never_imported() -> None:
    """It is GPL-3.0, Vermeil is Apache-2.0."""
    root = Path(piper.__file__).parents[2]
    for folder in ("app", "core", "memory", "feedback", "training", "frontend"):
        for path in (root / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
                assert not any(n == "piper" or n.startswith("piper.") for n in names), path


def test_a_voice_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="voice"):
        PiperSynthesizer(tmp_path / "nobody.onnx")


@pytest.fixture
def mute(tmp_path: Path) -> Path:
    """A voice with a description and no sound."""
    voice = tmp_path / "mute.onnx"
    voice.write_bytes(b"")
    Path(f"{voice}.json").write_text('{"audio": {"sample_rate": 22050}}', "utf-8")
    return voice


def test_a_program_that_is_not_there(mute: Path) -> None:
    with pytest.raises(Missing, match="program"):
        list(PiperSynthesizer(mute, program=("no-such-program",)).speak(["Hello."]))


def test_a_program_that_dies_is_one_clear_error(mute: Path) -> None:
    made = PiperSynthesizer(mute, program=(sys.executable, "-c", "raise SystemExit(3)"))
    with pytest.raises(EngineFailure):
        list(made.speak(["Hello."]))


def test_a_program_that_hangs_is_killed(mute: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(piper, "PATIENCE", 0.5)
    made = PiperSynthesizer(mute, program=(sys.executable, "-c", "import time; time.sleep(600)"))
    with pytest.raises(EngineFailure, match="took over"):
        list(made.speak(["Hello."]))
    living = [c for c in psutil.Process().children(recursive=True) if c.status() != psutil.STATUS_ZOMBIE]
    assert not [c for c in living if "time.sleep(600)" in " ".join(c.cmdline())]


@pytest.mark.models
class TestVoice:
    def test_the_first_sentence_comes_before_the_second_is_asked_for(self, synthesizer: PiperSynthesizer) -> None:
        asked: list[str] = []

        def sentences() -> "object":
            for sentence in ("Good morning.", "And good night."):
                asked.append(sentence)
                yield sentence

        sound = synthesizer.speak(sentences())  # type: ignore[arg-type]
        assert len(next(sound)) > synthesizer.sample_rate
        assert asked == ["Good morning."]
        assert len(list(sound)) == 1

    def test_a_warm_voice_answers_quickly(self, synthesizer: PiperSynthesizer) -> None:
        list(synthesizer.speak(["Warm up."]))
        begin = time.monotonic()
        sound = next(synthesizer.speak(["The quick brown fox jumps over the lazy dog."]))
        seconds = len(sound) / 2 / synthesizer.sample_rate
        assert time.monotonic() - begin < seconds  # faster than it is heard; about a tenth of it alone

    def test_what_cannot_be_said_does_not_stop_the_rest(self, synthesizer: PiperSynthesizer) -> None:
        sound = list(synthesizer.speak(["…", "One.", "😀", "\ud800\x07[[x]] two\nthree."]))
        assert len(sound) == 2

    def test_a_program_that_was_killed_is_started_again(self, synthesizer: PiperSynthesizer) -> None:
        list(synthesizer.speak(["One."]))
        assert synthesizer._process is not None
        synthesizer._process._child.kill()
        synthesizer._process._child.wait()
        assert len(list(synthesizer.speak(["Two."]))) == 1

    def test_closing_leaves_no_process_and_no_file(self) -> None:
        made = PiperSynthesizer(locate("piper-joe"))
        list(made.speak(["One."]))
        assert made._process is not None
        folder, child = Path(made._process._folder.name), made._process._child
        assert list(folder.iterdir()) == []
        made.close()
        assert not folder.exists()
        assert child.poll() is not None

    def test_round_trip(self, synthesizer: PiperSynthesizer, faster_whisper: FasterWhisperRecognizer) -> None:
        """What Piper says, the recogniser writes down."""
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
