"""`vermeil eval captions` and `vermeil eval vqa`: what is said of pictures, in a file or asked of the service."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from app import wiring
from app.assistant import gather
from app.measure import decoded, show_progress, throwaway
from core.settings import Settings
from core.types import UNRECORDED, FloatArray, Question, Sampling
from training.data.captions import read_captions
from training.evaluate import answers
from training.evaluate.results import Result

_TOKENS = 48  # of an answer


def captions(settings: Settings, folder: Path, predictions: Path | None, limit: int | None) -> Result:
    """See `training.evaluate.answers.captions`."""
    rows = read_captions(folder)[:limit]
    if predictions is not None:
        said = answers.read_captions_said(predictions, rows)
    else:
        with speaking(settings) as say:
            said = answers.describe(rows, say, show_progress("Asking"))
    with vectors(settings) as encoders:
        return answers.captions(rows, said, encoders)


def questions(settings: Settings, file: Path, predictions: Path | None, limit: int | None) -> Result:
    """See `training.evaluate.answers.questions`."""
    rows = answers.read_questions(file, limit)
    if predictions is not None:
        return answers.questions(rows, answers.read_answers_said(predictions, rows))
    with speaking(settings) as say:
        return answers.questions(rows, answers.answer(rows, say, show_progress("Asking")))


@contextmanager
def speaking(settings: Settings) -> Iterator[answers.Say]:
    """The service, asked about pictures as people ask it, without a library and without a record."""
    with throwaway(settings) as services:

        def say(picture: Path, text: str) -> str:
            question = Question(
                text, services.settings.owner, "off", conversation=UNRECORDED, picture=picture.read_bytes(),
                sampling=Sampling(max_tokens=_TOKENS),
            )  # fmt: skip
            return str(gather(services.assistant.answer(question)).data["answer"]["answer"]).strip()

        yield say


@contextmanager
def vectors(settings: Settings) -> Iterator[answers.Vectors]:
    """The eyes alone."""
    from memory.readers import Readers

    readers = Readers(settings)
    eyes = wiring.picture_encoder(settings, wiring.text_encoder(settings))
    show = show_progress("Looking")

    def pictures(files: Sequence[Path]) -> FloatArray:
        rows = []
        for number, file in enumerate(files, 1):
            rows.append(eyes.encode_pictures([decoded(readers, file)])[0])
            show(number, len(files))
        return np.stack(rows)

    try:
        yield answers.Vectors(pictures, eyes.encode_texts)
    finally:
        readers.close()
