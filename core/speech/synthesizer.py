"""The protocol of speech synthesis: a sentence in, PCM out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol


class Synthesizer(Protocol):
    """Speaks sentences. Safe to call from several threads."""

    @property
    def name(self) -> str:
        """Engine and voice."""
        ...

    @property
    def sample_rate(self) -> int:
        """Samples a second of what it speaks."""
        ...

    def retire(self, idle_seconds: float = 0.0) -> None:
        """Unload models that have been idle for that long; the next call loads them again."""
        ...

    def speak(self, sentences: Iterable[str]) -> Iterator[bytes]:
        """16-bit little-endian mono PCM, one piece a sentence, each as soon as it is spoken."""
        ...
