"""The recogniser of the lite profile: faster-whisper, the engine inside WhisperX, without torch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.speech.whisper import WhisperRecognizer

if TYPE_CHECKING:
    from faster_whisper import WhisperModel


class FasterWhisperRecognizer(WhisperRecognizer):
    """A `Recognizer` on faster-whisper's own model class."""

    @property
    def name(self) -> str:
        """The engine's name, as transcripts report it."""
        return "faster-whisper"

    def _model_class(self) -> type[WhisperModel]:
        from faster_whisper import WhisperModel

        found: type[WhisperModel] = WhisperModel
        return found
