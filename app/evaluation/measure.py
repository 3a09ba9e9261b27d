"""`vermeil eval`: what measures (training/evaluate) meets what is measured. Each in a library that is thrown away."""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from app.answering.assistant import gather
from app.wiring import models
from app.wiring.services import Services, build
from core.errors import UnreadableFile
from core.grounding import prompt
from core.settings import Settings
from core.types import UNRECORDED, Citation, FloatArray, Passage, Question, Sampling
from training.evaluate.grounded import GroundedQuestion
from training.evaluate.results import Result

if TYPE_CHECKING:
    from core.vision.encoder import Pixels
    from memory.readers import Readers

_WHOLE_PASSAGES = 3  # of the plain prompt that evidence selection is measured against


@contextmanager
def throwaway(settings: Settings) -> Iterator[Services]:
    """All parts on a data folder of their own, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="vermeil-eval-") as folder:
        services = build(settings.model_copy(update={"data": Path(folder), "database_url": ""}))
        try:
            yield services
        finally:
            services.close()


def show_progress(what: str) -> Callable[[int, int], None]:
    """A line on the terminal that is written over, and none where nobody looks."""

    def show(done: int, total: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{what} {done}/{total}" + ("\n" if done == total else ""))

    return show


# --- grounded questions -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reply:
    """The part of an answer that is measured."""

    answer: str
    abstained: bool
    citations: Sequence[Citation] = ()


def grounded(settings: Settings, file: Path, limit: int | None, library: Path | None, baseline: bool = False) -> Result:
    """Load the contexts as a library and ask every question; see `training.evaluate.grounded.evaluate`."""
    from training.evaluate.grounded import evaluate, read_questions

    questions = read_questions(file, limit)
    held = read_questions(library) if library is not None else read_questions(file)
    with throwaway(settings) as services:
        documents = load(services, held)
        reply = whole_passages(services) if baseline else answer(services)
        return evaluate(
            questions,
            reply,
            lambda question, limit: services.retriever.search(services.settings.owner, question, limit),
            lambda context: documents.get(context, ()),
            show_progress("Asking"),
        )


def load(services: Services, questions: Sequence[GroundedQuestion]) -> dict[str, tuple[str, ...]]:
    """Each context as a document; the ids of the documents that hold a context, by context."""
    owner = services.settings.owner
    contexts = list(dict.fromkeys(question.context for question in questions))
    show = show_progress("Handing over")
    added = {}
    for number, context in enumerate(contexts, 1):
        stream = io.BytesIO(context.encode("utf-8", "replace"))
        added[context] = services.stores.library.add(owner, f"context-{number}.txt", stream).id
        services.ingest.submit(added[context])
    for number, document in enumerate(added.values(), 1):
        services.ingest.wait(document, 600)
        found = services.stores.library.get(owner, document)
        if found.status != "ready":
            raise UnreadableFile(f"A context could not be taken in: {found.reason or found.status}.", "Mend the file.")
        show(number, len(contexts))
    return {context: (document,) for context, document in added.items()}


def answer(services: Services) -> Callable[[str], Reply]:
    """Answers as people get them, over the library only."""
    sampling = Sampling(max_tokens=services.settings.answer_tokens)

    def ask(text: str) -> Reply:
        question = Question(text, services.settings.owner, "only", conversation=UNRECORDED, sampling=sampling)
        done = gather(services.assistant.answer(question))
        return Reply(done.answer, done.abstained, done.citations)

    return ask


def whole_passages(services: Services) -> Callable[[str], Reply]:
    """The baseline: the plain prompt with three whole passages, nothing chosen and nothing checked."""
    sampling = Sampling(max_tokens=services.settings.answer_tokens)

    engine = services.models.language.get()

    def ask(text: str) -> Reply:
        passages: Sequence[Passage] = services.retriever.search(services.settings.owner, text, _WHOLE_PASSAGES)
        messages = prompt.whole_passages(text, [passage.text for passage in passages])
        return Reply("".join(piece.text for piece in engine.generate(messages, sampling)), False)

    return ask


# --- pictures and speech ------------------------------------------------------------------------------------------


def pictures(settings: Settings, folder: Path) -> Result:
    """See `training.evaluate.pictures.evaluate`. Needs the picture encoder alone, so nothing else is started."""
    from memory.readers import Readers
    from training.evaluate.pictures import evaluate

    readers = Readers(settings)
    encoder = models.picture_encoder(settings, models.text_encoder(settings))
    try:
        return Result(f"Pictures of {folder.name}", evaluate(folder, encoder, lambda path: decoded(readers, path)))
    finally:
        readers.close()


def decoded(readers: Readers, path: Path) -> Pixels:
    """A picture file as an RGB array (height, width, 3), decoded in the reader's child."""
    picture = readers.read(path, path.name).picture
    if picture is None:
        raise UnreadableFile(f"{path.name} is not a picture.", "Name pictures in captions.jsonl.")
    return picture


def speech(settings: Settings, folder: Path) -> Result:
    """See `training.evaluate.speech.evaluate`."""
    from core.weights.locate import locate
    from memory.readers import Readers
    from training.evaluate.speech import evaluate

    readers = Readers(settings)

    def samples(path: Path) -> FloatArray:
        with tempfile.NamedTemporaryFile(prefix="vermeil-") as raw:
            readers.decode_audio(path, Path(raw.name))
            return (np.fromfile(raw.name, dtype="<i2") / np.float32(32768)).astype(np.float32)

    try:
        figures = evaluate(folder, models.recognizer(settings), samples, locate("whisper-tiny.en"))
        return Result(f"Speech of {folder.name}", figures)
    finally:
        readers.close()
