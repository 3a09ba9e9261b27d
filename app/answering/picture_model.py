"""The model that sees a picture as soft tokens: loaded when it is first wanted, and given back when nobody asks."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.answering.task import Draft, generate
from core.errors import VermeilError
from core.grounding.prompt import Prompted
from core.language.engine import LanguageEngine
from core.types import Piece, Sampling, Weights
from core.vision.encoder import Pixels
from core.vision.picture_tokens import PictureTokenizer
from memory.turns import Written

log = logging.getLogger(__name__)

CONTEXT = 256  # tokens of a picture, a question and its answer
UNKNOWN = Weights("")


@dataclass(frozen=True)
class Seeing:
    """Eyes that give soft tokens, and the language model that was taught to hear them, with its adapter.

    `version` is the adapter; a `shared` engine, which serves others as well, is asked for it by name and left open.
    """

    eyes: PictureTokenizer
    engine: LanguageEngine
    projector: Weights = UNKNOWN
    version: Weights | None = None
    shared: bool = False


class PictureModel:
    """A `Seeing` that is built when it is first wanted. Safe between threads."""

    def __init__(self, build: Callable[[], Seeing]) -> None:
        self._build = build
        self._lock = threading.Lock()
        self._seeing: Seeing | None = None
        self._users = 0
        self._used = time.monotonic()

    def warm(self) -> None:
        """Begin to load it, without waiting. An error shows when it is wanted."""

        def load() -> None:
            try:
                with self._lent():
                    pass
            except VermeilError as error:  # raised again for whoever asks
                log.warning("cannot answer questions about pictures: %s", error.message)

        if self._seeing is None:
            threading.Thread(target=load, name="picture-answers", daemon=True).start()

    def write(
        self, question: str, picture: Pixels, sampling: Sampling, draft: Draft, cancel: threading.Event | None = None
    ) -> Iterator[Piece]:
        """The answer to any question as it is written, into a draft."""
        with self._lent() as seeing:
            prompted = Prompted("picture", question, picture=seeing.eyes.encode(picture))
            written = Written(prompted, sampling, seeing.version, seeing.projector)
            yield from generate(seeing.engine, written, draft, cancel, laid_over=not seeing.shared)

    def retire(self, idle_seconds: float = 0.0) -> None:
        """Give back the memory if nobody has asked for that long."""
        with self._lock:
            if self._users or self._seeing is None or time.monotonic() - self._used < idle_seconds:
                return
            seeing, self._seeing = self._seeing, None
        if seeing.shared and seeing.version is not None:
            seeing.engine.detach(seeing.version.name)
        elif not seeing.shared:
            seeing.engine.close()

    close = retire

    @contextmanager
    def _lent(self) -> Iterator[Seeing]:
        with self._lock:
            if self._seeing is None:
                self._seeing = self._build()
            seeing = self._seeing
            self._users += 1
        try:
            yield seeing
        finally:
            with self._lock:
                self._users -= 1
                self._used = time.monotonic()
