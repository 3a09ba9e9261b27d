"""The recogniser of the lite profile: faster-whisper, the engine inside WhisperX, without torch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from core.speech.whisper import WhisperRecognizer

if TYPE_CHECKING:
    from faster_whisper import WhisperModel


class FasterWhisperRecognizer(WhisperRecognizer):
    """Whisper in 8 bits on a CPU (float16 on a GPU). `threads` 0 lets CTranslate2 choose."""

    def __init__(
        self, english: Callable[[], Path], multilingual: Callable[[], Path], *, threads: int = 0, device: str = "cpu"
    ) -> None:
        super().__init__(english, multilingual)
        self._threads = threads
        self._device = device

    @property
    def name(self) -> str:
        """The engine's name, as transcripts report it."""
        return "faster-whisper"

    def _open(self, folder: Path) -> WhisperModel:
        from faster_whisper import WhisperModel

        return WhisperModel(
            str(folder),
            device=self._device,
            compute_type="int8" if self._device == "cpu" else "float16",
            cpu_threads=self._threads,
            local_files_only=True,
        )
