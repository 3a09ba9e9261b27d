"""From the soft tokens of the picture that came with the question: colours, numbers, what is where, what is there.

What has these answers on `lite` is small and was taught by rendered scenes, so each is checked to be one at all, and
said as a guess. A model of one's own is asked whatever is asked, and heard as it writes.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from app.answering.picture_model import PictureModel
from app.answering.picture_questions import asked_for, is_answer, is_shape, plural, thing_of, was_taught
from app.answering.task import Draft, Seen, Steps, Task, Write, say, stream
from core.grounding import prompt
from core.types import Outcome, Route, Sampling
from core.vision.encoder import PictureEncoder, Pixels

_HALF = 0.5
_SHORT = Sampling(max_tokens=24, stop=(prompt.END_OF_SENTENCE,))


class PictureAnswers(Protocol):
    """What answers questions about pictures with a `model`."""

    model: PictureModel

    def takes(self, question: str) -> bool:
        """Whether it may have something to say to such a question."""
        ...

    def ways(self, otherwise: Write) -> Mapping[Route, Write]:
        """The routes that it answers; `otherwise` answers where it turns out to have nothing to say."""
        ...


class OwnModel:
    """A model of one's own: every question about a picture is for it."""

    def __init__(self, model: PictureModel) -> None:
        self.model = model

    def takes(self, question: str) -> bool:  # noqa: ARG002 the protocol's
        return True

    def ways(self, otherwise: Write) -> Mapping[Route, Write]:  # noqa: ARG002 it always has something to say
        return {"guess": self.write, "recognised": self.write}

    def write(self, task: Task, cancel: threading.Event) -> Steps:
        """As it is written, between the word that it is a guess and the mark of the picture."""
        draft = guessed(task)
        yield from say(prompt.GUESS, task.clock)
        pieces = self.model.write(task.text, seen_in(task).pixels, task.question.sampling, draft, cancel)
        yield from stream(pieces, task.clock)
        yield from say(" [1]", task.clock)
        draft.text = f"{(prompt.GUESS + draft.raw).strip()} [1]"
        return draft


class DrawingGuesses:
    """What was taught is drawings, and shapes in them.

    Whether a thing is there is for the `eyes` that find pictures, and of photos nothing else is said. Of drawings
    nothing is guessed but what was taught: not the colour of a roof, and not the number of dice.
    """

    def __init__(self, model: PictureModel, eyes: PictureEncoder) -> None:
        self.model = model
        self._eyes = eyes

    def takes(self, question: str) -> bool:
        return asked_for(question) is not None

    def ways(self, otherwise: Write) -> Mapping[Route, Write]:
        def write(task: Task, cancel: threading.Event) -> Steps:
            draft = self.guess(task, cancel)
            if draft is None:
                return (yield from otherwise(task, cancel))
            if draft.finish != "cancelled":
                yield from say(draft.text, task.clock)
            return draft

        return {"guess": write}

    def guess(self, task: Task, cancel: threading.Event) -> Draft | None:
        """A guess, or that nothing can be told of a photo; None where nothing was found that answers."""
        asked, picture = asked_for(task.text), seen_in(task).pixels
        if asked is None:
            return None
        photo = self._eyes.photo(picture) > _HALF
        thing = thing_of(task.text) if asked == "there" else None
        if thing is not None and (photo or not is_shape(thing)):
            found = self._finds(thing, picture, photo)
            return replace(guessed(task), text=f"{prompt.guess(found)} [1]") if found else None
        if photo:  # says nothing of the picture that it could support
            return Draft("guess", task.passages, text=prompt.DRAWINGS_ONLY, outcome=Outcome.NOT_FOR_PHOTOS)
        if not was_taught(asked, task.text):
            return Draft("guess", task.passages, text=prompt.SHAPES_ONLY, outcome=Outcome.UNTAUGHT)
        draft = guessed(task)
        for _ in self.model.write(task.text, picture, _SHORT, draft, cancel):
            pass
        if draft.finish == "cancelled":
            return replace(draft, text=draft.raw, citations=[])
        draft.text = f"{prompt.guess(draft.raw)} [1]"
        return draft if is_answer(asked, draft.raw) else None

    def _finds(self, thing: str, picture: Pixels, photo: bool) -> str | None:
        """Whether the eyes find it. In a drawing, what they do not find may be there all the same."""
        (seen,), (named,) = self._eyes.encode_pictures([picture]), self._eyes.encode_texts([thing])
        if float(seen @ named) >= self._eyes.threshold:
            return f"Yes, I see {thing if plural(thing) else prompt.with_article(thing)}"
        return f"No, I see no {thing}, though I may overlook what is small" if photo else None


def guessed(task: Task) -> Draft:
    return Draft("guess", task.passages, rests_on=task.evidence[:1], outcome=Outcome.GUESSED)


def seen_in(task: Task) -> Seen:
    assert task.seen is not None  # of `shown` tasks only
    return task.seen
