"""A synthesizer without weights: a tone for each word, the higher the longer the word is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

_RATE = 16_000
_WORD_SECONDS = 0.12
_PAUSE_SECONDS = 0.2
_HERTZ, _HERTZ_A_LETTER = 200, 20


class ToneSynthesizer:
    """A `Synthesizer`."""

    name = "stand-in"
    sample_rate = _RATE

    def speak(self, sentences: Iterable[str]) -> Iterator[bytes]:
        """A tone for each word, and a pause after each sentence."""
        for sentence in sentences:
            if words := sentence.split():
                yield b"".join(map(_tone, words)) + bytes(2 * int(_RATE * _PAUSE_SECONDS))

    def retire(self, idle_seconds: float = 0.0) -> None:
        """Nothing to give back."""


def _tone(word: str) -> bytes:
    times = np.arange(int(_RATE * _WORD_SECONDS)) / _RATE
    wave = 0.2 * np.sin(2 * np.pi * (_HERTZ + _HERTZ_A_LETTER * len(word)) * times)
    return (wave * 32_767).astype("<i2").tobytes()
