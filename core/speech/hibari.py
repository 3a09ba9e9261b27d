"""hibari-tts: a small English voice that speaks in this process, on ONNX Runtime and numpy.

Its voice, its lexicon and its rules for figures, dates and units are in its wheel: nothing is fetched while the voice
is opened by its file. `core.speech.aloud` says first what those rules would stumble over.
"""

from __future__ import annotations

import threading
import time
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from core.errors import EngineFailure, Missing
from core.speech.aloud import aloud

if TYPE_CHECKING:
    from hibari import Hibari

LONGEST = 300  # characters spoken at once; a longer sentence is cut at a comma or a space
PAUSE = 0.2  # seconds of silence after each sentence
SEED = 0  # of the breath in the voice: a text sounds the same each time


class HibariSynthesizer:
    """The voice in `model`, an ONNX file. Safe to call from several threads: sentences take turns.

    Raises `Missing` where the package is not there, `EngineFailure` where the voice does not load.
    """

    sample_rate = 24_000

    def __init__(self, model: Path, *, threads: int = 1) -> None:
        self._model = model
        self._threads = threads
        self._voice: Hibari | None = None
        self._used = time.monotonic()
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """The engine and the voice."""
        return "hibari heart"

    def speak(self, sentences: Iterable[str]) -> Iterator[bytes]:
        """16-bit little-endian mono PCM, one piece a sentence (several for a very long one), in turn.

        The next sentence is not asked for before the last was taken, so a listener who leaves stops the speaking.
        """
        silence = bytes(2 * int(self.sample_rate * PAUSE))
        for sentence in sentences:
            for part in speakable(sentence):
                if sound := self._say(part):
                    yield sound + silence

    def warm(self) -> None:
        """Loads the voice before it is needed."""
        with self._lock:
            self._loaded()

    def retire(self, idle_seconds: float = 0.0) -> None:
        """Drops the voice if nothing was spoken for that long; the next sentence loads it again."""
        with self._lock:
            if time.monotonic() - self._used >= idle_seconds:
                self._voice = None

    def _say(self, line: str) -> bytes:
        with self._lock:
            voice = self._loaded()
            try:
                sound = voice(line, seed=SEED)  # (samples,) of float32
            except Exception as error:  # ONNX Runtime's errors have no base of their own
                raise EngineFailure("The voice failed on this sentence.", "Try another one.") from error
            finally:
                self._used = time.monotonic()
        pcm: bytes = (np.clip(sound, -1.0, 1.0) * 32767).astype("<i2").tobytes()
        return pcm

    def _loaded(self) -> Hibari:
        if self._voice is None:
            try:
                from hibari import Hibari

                self._voice = Hibari(model=str(self._model), threads=self._threads)
            except ImportError as error:
                raise Missing("The voice is not installed.", "Run `pip install hibari-tts`.") from error
            except Exception as error:  # ONNX Runtime's errors have no base of their own
                raise EngineFailure("The voice does not load.", "Run `vermeil doctor`.") from error
        return self._voice


def speakable(sentence: str) -> Iterator[str]:
    """One line, or several of at most `LONGEST` characters, that the voice may be given; none for "…".

    Control characters and lone surrogates become spaces.
    """
    # C: control, format, surrogate, private use, unassigned
    plain = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in sentence)
    text = aloud(plain)
    while text:
        part, text = _first_part(text)
        if any(c.isalnum() for c in part):
            yield part


def _first_part(text: str) -> tuple[str, str]:
    if len(text) <= LONGEST:
        return text, ""
    head = text[:LONGEST]
    at = max(head.rfind(mark) for mark in (", ", "; ", ": ", ". ")) + 1
    at = at if at > LONGEST // 3 else head.rfind(" ")
    at = at if at > 0 else LONGEST
    return text[:at].strip(), text[at:].strip()
