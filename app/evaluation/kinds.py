"""`vermeil eval kinds`: each folder of files is a library with an owner of its own, asked as its owner would ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from app.answering.assistant import gather
from app.evaluation.measure import show_progress, throwaway
from app.wiring.services import Services
from core.errors import VermeilError
from core.settings import Settings
from core.types import UNRECORDED, Answer, Question, Sampling
from training.evaluate.kinds import KindQuestion, evaluate, read_kinds
from training.evaluate.results import Result


def kinds(settings: Settings, folder: Path, split: str | None = None, limit: int | None = None) -> Result:
    """Hand over the libraries in `folder/files`, and ask every question; see `training.evaluate.kinds.evaluate`."""
    questions = read_kinds(folder, split)[:limit]
    with throwaway(settings) as services:
        for library in sorted({question.library for question in questions}):
            hand_over(services, library, sorted((folder / "files" / library).rglob("*")))
        title = f"Kinds of {folder.name} on {settings.profile}"
        return evaluate(questions, lambda question: ask(services, question), show_progress("Asking"), title)


def hand_over(services: Services, owner: str, paths: Sequence[Path]) -> None:
    """Add the files to the library of `owner`; one that is not read counts as any other that answers nothing."""
    added = []
    for path in paths:
        if path.is_file():
            with path.open("rb") as stream:
                try:
                    added.append(services.stores.library.add(owner, path.name, stream).id)
                except VermeilError:
                    continue
            services.ingest.submit(added[-1])
    for document in added:
        services.ingest.wait(document, 600)


def ask(services: Services, question: KindQuestion) -> Answer:
    """The answer to a question, after those before it in a conversation of its own."""
    sampling = Sampling(max_tokens=services.settings.answer_tokens)
    asked = Question(question.question, question.library, conversation=UNRECORDED, sampling=sampling)
    if not question.after:
        return gather(services.assistant.answer(asked))
    conversation = None
    for text in question.after:
        before = gather(services.assistant.answer(replace(asked, text=text, conversation=conversation)))
        conversation = before.conversation
    return gather(services.assistant.answer(replace(asked, conversation=conversation)))
