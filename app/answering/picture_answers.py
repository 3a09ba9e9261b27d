"""Questions about a picture that its soft tokens answer: colours, numbers, what is where, and whether it is there.

What has these answers on `lite` is small and was taught by rendered scenes, so each is checked to be one at all, and
said as a guess. A model of one's own is asked whatever is asked, and its answers are said as they come. It is loaded
while the picture is being read, and given back when nobody has asked for a while.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from core.errors import VermeilError
from core.grounding import prompt
from core.language.engine import LanguageEngine
from core.types import Piece, Sampling
from core.vision.encoder import PictureEncoder, Pixels
from core.vision.picture_tokens import Eyes

log = logging.getLogger(__name__)

Kind = Literal["colour", "count", "where", "what", "there"]

_ASKED: dict[Kind, re.Pattern[str]] = {
    "colour": re.compile(r"\b(what|which) colou?rs?\b", re.IGNORECASE),
    "count": re.compile(r"\bhow many (?!is\b|are\b|do\b|of\b)\w", re.IGNORECASE),
    "where": re.compile(r"^\W*where (is|are|do|does|can)\b", re.IGNORECASE),
    "what": re.compile(
        r"^\W*what('s| is| are) (at|in|on) the (top|bottom|left|right|middle|cent(re|er))\b", re.IGNORECASE
    ),
    "there": re.compile(r"^\W*(is|are) there\b|^\W*(can|do) you see (a|an|any)\b", re.IGNORECASE),
}
_THING = re.compile(
    r"^\W*(?:(?:is|are) there|(?:can|do) you see) (?:(?:a|an|any|some|the) )?(?P<thing>.+?)"
    r"(?: (?:in|on) (?:the|this|my) (?:picture|photo|image|drawing))?\W*$",
    re.IGNORECASE | re.MULTILINE,
)
_SHAPE = re.compile(
    r"\b(circle|square|triangle|star|heart|diamond|cross|ring|hexagon|crescent|word)(e?s)?\b", re.IGNORECASE
)
_NUMBERS = "no|one|two|three|four|five|six|seven|eight|nine|ten"
_ANSWERED: dict[Kind, re.Pattern[str]] = {
    "colour": re.compile(r"\b(red|green|blue|yellow|orange|purple|pink|brown|black|white|gr[ea]y)\b", re.IGNORECASE),
    "count": re.compile(rf"\b(\d+|{_NUMBERS})\b", re.IGNORECASE),
    "where": re.compile(r"\b(left|right|top|bottom|middle|centre|center)\b", re.IGNORECASE),
    "what": re.compile(r"[a-z]{3}", re.IGNORECASE),
    "there": re.compile(r"^\W*(yes|no)\b", re.IGNORECASE),
}
CONTEXT = 256  # tokens of a picture, a question and its answer
_HALF = 0.5
LONGEST = 300
"""Characters of a question: what is longer asks for more than a colour or a number, and may not fit the context."""
_TOKENS = 24  # of a short answer


def kind_of(question: str) -> Kind | None:
    """Which kind of question about a picture it is, if it is one of ours."""
    if len(question) > LONGEST:
        return None
    return next((kind for kind, pattern in _ASKED.items() if pattern.search(question)), None)


def is_answer(kind: Kind, text: str) -> bool:
    """Whether a text says a colour, a number, a place, or yes or no."""
    return _ANSWERED[kind].search(text) is not None


def thing_of(question: str) -> str | None:
    """What "Is there a red boat in the picture?" asks for: "red boat"."""
    found = _THING.search(question)
    return found["thing"] if found else None


def plural(thing: str) -> bool:
    """Whether it is named in the plural, as far as its last letters tell."""
    return thing.endswith("s") and not thing.endswith(("ss", "us"))


@dataclass(frozen=True)
class Seeing:
    """Eyes that give soft tokens, and the language model that was taught to hear them, with its adapter.

    A `shared` engine serves others as well, and is left open.
    """

    eyes: Eyes
    engine: LanguageEngine
    adapter: str | None = None
    shared: bool = False


class PictureAnswers:
    """Answers such questions with a `Seeing` that is built when it is first wanted. Safe between threads.

    What was taught is drawings, and shapes in them. Whether a thing is there is for the `eyes` that find pictures, and
    of photos nothing else is said. `general`: every question is for the soft tokens, not only those kinds.
    """

    def __init__(self, build: Callable[[], Seeing], eyes: PictureEncoder, *, general: bool = False) -> None:
        self.general = general
        self._eyes = eyes
        self._build = build
        self._lock = threading.Lock()
        self._seeing: Seeing | None = None
        self._users = 0
        self._used = time.monotonic()

    def takes(self, question: str) -> bool:
        """Whether it may have something to say to such a question."""
        return self.general or kind_of(question) is not None

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

    def answer(self, question: str, picture: Pixels, cancel: threading.Event | None = None) -> str | None:
        """What to say: a guess, marked as such, or that nothing can be told of a photo.

        None for a question of another kind, and where nothing was found that answers it.
        """
        kind = kind_of(question)
        if kind is None:
            return None
        photo = self._eyes.photo(picture) > _HALF
        thing = thing_of(question) if kind == "there" else None
        if thing is not None and (photo or not _SHAPE.search(thing)):
            return self._finds(thing, picture, photo)
        if photo:
            return prompt.DRAWINGS_ONLY
        sampling = Sampling(max_tokens=_TOKENS, stop=(prompt.END_OF_SENTENCE,))
        text = "".join(piece.text for piece in self.stream(question, picture, sampling, cancel)).strip()
        return prompt.guess(text) if is_answer(kind, text) else None

    def _finds(self, thing: str, picture: Pixels, photo: bool) -> str | None:
        """Whether the eyes find it. In a drawing, what they do not find may be there all the same."""
        (seen,), (named,) = self._eyes.encode_pictures([picture]), self._eyes.encode_texts([thing])
        if float(seen @ named) >= self._eyes.threshold:
            return prompt.guess(f"Yes, I see {thing if plural(thing) else prompt.with_article(thing)}")
        return prompt.guess(f"No, I see no {thing}, though I may overlook what is small") if photo else None

    def stream(
        self, question: str, picture: Pixels, sampling: Sampling, cancel: threading.Event | None = None
    ) -> Iterator[Piece]:
        """The answer to any question as it is written."""
        with self._lent() as seeing:
            messages = prompt.about_picture(question, seeing.eyes.look(picture))
            yield from seeing.engine.generate(messages, sampling, adapter=seeing.adapter, cancel=cancel)

    def retire(self, idle_seconds: float = 0.0) -> None:
        """Give back the memory if nobody has asked for that long."""
        with self._lock:
            if self._users or self._seeing is None or time.monotonic() - self._used < idle_seconds:
                return
            seeing, self._seeing = self._seeing, None
        if seeing.shared and seeing.adapter is not None:
            seeing.engine.detach(seeing.adapter)
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
