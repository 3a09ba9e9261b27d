"""`vermeil eval captions` and `vermeil eval vqa`: what is said of pictures, in a file or asked of the service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from app.answering.assistant import gather
from app.evaluation.measure import decoded, show_progress, throwaway
from app.wiring import models
from core.grounding import prompt
from core.grounding.citations import strip_marks
from core.profiles import PROFILES
from core.settings import Settings
from core.types import UNRECORDED, FloatArray, Outcome, Question, Sampling
from core.weights.manifest import SOURCES
from training.data.captions import read_captions
from training.evaluate import answers
from training.evaluate.results import Result

_TOKENS = 48  # of an answer


def captions(
    settings: Settings, folder: Path, predictions: Path | None, product: Path | None, limit: int | None
) -> Result:
    """See `training.evaluate.answers.captions`."""
    rows = read_captions(folder)[:limit]
    if predictions is not None:
        said = answers.read_captions_said(predictions, rows)
    else:
        with asking(settings, product) as say:
            said = answers.describe(rows, say, show_progress("Asking"))
    with vectors(settings) as encoders:
        return answers.captions(rows, said, encoders)


def questions(
    settings: Settings, file: Path, predictions: Path | None, product: Path | None, limit: int | None, swapped: bool
) -> Result:
    """See `training.evaluate.answers.questions`, and `answer` there on `swapped`."""
    rows = answers.read_questions(file, limit)
    if predictions is not None:
        return answers.questions(rows, answers.read_answers_said(predictions, rows))
    with asking(settings, product) as say:
        return answers.questions(rows, answers.answer(rows, say, show_progress("Asking"), swapped=swapped))


def asking(settings: Settings, product: Path | None) -> AbstractContextManager[answers.Say]:
    """What was trained where a product is named, and else the service."""
    return speaking(settings) if product is None else seeing(settings, product)


@contextmanager
def seeing(settings: Settings, product: Path) -> Iterator[answers.Say]:
    """The product of `vermeil train align` or `instruct`, with the tower and the language model that it names.

    Raises `Missing` where one of them is not here.
    """
    from app.wiring.picture_answers import tower_of
    from core.vision import projector_numpy
    from core.vision.picture_tokens import TowerPictureTokens
    from core.weights.products import verified
    from training.data.pictures import read_pixels

    found = projector_numpy.read(verified(product, "projector") / "projector.safetensors")
    eyes = TowerPictureTokens(tower_of(found), found)
    engine = models.language_engine(_serving(settings, found.about["recipe"]["models"]), [])
    adapter = "trained" if (product / "adapter").is_dir() else None
    if adapter is not None:
        engine.attach(adapter, product / "adapter")

    def say(picture: Path, text: str) -> str:
        messages = prompt.about_picture(text, eyes.encode(read_pixels(picture)))
        pieces = engine.generate(messages, Sampling(max_tokens=_TOKENS, temperature=0.0), adapter=adapter)
        return "".join(piece.text for piece in pieces).strip()

    try:
        yield say
    finally:
        engine.close()


def _serving(settings: Settings, models: Mapping[str, Any]) -> Settings:
    """The settings under which the transformers engine serves the language model of a recipe."""
    published = {row.language_model: row.name for row in reversed([*PROFILES.values()])}
    published |= {SOURCES[model].hub: profile for model, profile in published.items()}
    profile = published.get(models["language"])
    changes = {
        "language_engine": "transformers", "language_model": "" if profile else models["language"],
        "profile": profile or settings.profile, "template": "" if profile else models["template"],
    }  # fmt: skip
    return settings.model_copy(update=changes)


@contextmanager
def speaking(settings: Settings) -> Iterator[answers.Say]:
    """The service, asked about pictures as people ask it, without a library and without a record."""
    with throwaway(settings) as services:

        def say(picture: Path, text: str) -> str:
            question = Question(
                text, services.settings.owner, "off", conversation=UNRECORDED, picture=picture.read_bytes(),
                sampling=Sampling(max_tokens=_TOKENS),
            )  # fmt: skip
            answer = gather(services.assistant.answer(question))
            said = strip_marks(answer.answer)
            return said[len(prompt.GUESS) :] if answer.outcome is Outcome.GUESSED else said

        yield say


@contextmanager
def vectors(settings: Settings) -> Iterator[answers.Vectors]:
    """The picture encoder alone."""
    from memory.readers import Readers

    readers = Readers(settings)
    encoder = models.picture_encoder(settings, models.text_encoder(settings))
    show = show_progress("Looking")

    def pictures(files: Sequence[Path]) -> FloatArray:
        rows = []
        for number, file in enumerate(files, 1):
            rows.append(encoder.encode_pictures([decoded(readers, file)])[0])
            show(number, len(files))
        return np.stack(rows)

    try:
        yield answers.Vectors(pictures, encoder.encode_texts)
    finally:
        readers.close()
