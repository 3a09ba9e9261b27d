"""A voice to listen to, made by our own once a session, and the recognisers that listen."""

import re
from pathlib import Path

import jiwer
import numpy as np
import pytest

from core.speech.faster_whisper import FasterWhisperRecognizer
from core.speech.hibari import HibariSynthesizer
from core.speech.recognizer import SAMPLE_RATE
from core.types import FloatArray
from core.weights.locate import locate

SENTENCES = (
    "The library opens at nine o'clock on Monday morning.",
    "A red fox ran across the frozen lake and disappeared into the forest.",
    "Please remember to water the plants in the kitchen window.",
    "Our train to the coast leaves from platform seven.",
    "The museum keeps a collection of old clocks and maps.",
)


def plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9 ]", " ", text.lower().replace("'", "")).split())


def word_error_rate(said: str, heard: str) -> float:
    return float(jiwer.wer(plain(said), plain(heard)))


def to_16k(pcm: bytes, rate: int) -> FloatArray:
    import av

    resampler = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE)
    frame = av.AudioFrame.from_ndarray(np.frombuffer(pcm, np.int16)[None], format="s16", layout="mono")
    frame.sample_rate = rate
    frames = [*resampler.resample(frame), *resampler.resample(None)]
    return np.concatenate([f.to_ndarray()[0] for f in frames]).astype(np.float32) / 32768


def silence(seconds: float) -> FloatArray:
    return np.zeros(int(seconds * SAMPLE_RATE), np.float32)


@pytest.fixture(scope="session")
def synthesizer() -> HibariSynthesizer:
    return HibariSynthesizer(locate("hibari-heart"))


@pytest.fixture(scope="session")
def spoken(synthesizer: HibariSynthesizer) -> list[FloatArray]:
    """Each of `SENTENCES` at 16 kHz."""
    return [to_16k(sound, synthesizer.sample_rate) for sound in synthesizer.speak(SENTENCES)]


@pytest.fixture(scope="session")
def speech(spoken: list[FloatArray]) -> FloatArray:
    """All of `SENTENCES`, one after the other: about 18 s."""
    return np.concatenate(spoken)


@pytest.fixture(scope="session")
def faster_whisper() -> FasterWhisperRecognizer:
    return FasterWhisperRecognizer(lambda: locate("whisper-tiny.en"), lambda: locate("whisper-base"))


@pytest.fixture(scope="session")
def english_model() -> Path:
    return locate("whisper-tiny.en")
