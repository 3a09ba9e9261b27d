"""The engine that serves, with the versions that are compared over it: what is measured is what will answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from core.grounding.prompt import END_OF_SENTENCE
from core.language.engine import LanguageEngine
from core.types import Sampling
from training.data.reading import Dialogue
from training.learning.job import Job

SHIPPED, INCUMBENT, CANDIDATE = "shipped", "incumbent", "candidate"
_TOKENS = 64  # of an answer
_AT_ONCE = 4  # answers that share a batch, as they do in service
Tell = Callable[[int, int], None]
"""How many of how many are done."""


@contextmanager
def engine(job: Job, candidate: Path | None = None) -> Iterator[LanguageEngine]:
    """The engine, with the model as it ships, the incumbent, and the candidate where there is one."""
    made = _engine(job)
    try:
        made.attach(SHIPPED, job.reader_folder)
        if job.incumbent is not None:
            made.attach(INCUMBENT, job.reader_folder, job.incumbent)
        if candidate is not None:
            made.attach(CANDIDATE, job.reader_folder, candidate)
        yield made
    finally:
        made.close()


def incumbent(job: Job) -> str:
    """The version that answers now."""
    return INCUMBENT if job.incumbent is not None else SHIPPED


def answers(made: LanguageEngine, version: str, asked: Sequence[Dialogue], tell: Tell) -> list[str]:
    """What a version says to each question, drawn as in service."""
    sampling = Sampling(max_tokens=_TOKENS, stop=(END_OF_SENTENCE,))

    def answer(one: Dialogue) -> str:
        return "".join(piece.text for piece in made.generate(one.messages, sampling, adapter=version))

    said: list[str] = []
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for text in pool.map(answer, asked):
            said.append(text)
            tell(len(said), len(asked))
    return said


def log_probabilities(made: LanguageEngine, version: str, asked: Sequence[Dialogue]) -> list[float]:
    """The mean natural-log probability of the tokens of each answer."""
    told = [made.log_probabilities(one.messages, one.answer, adapter=version) for one in asked]
    return [sum(tokens) / max(1, len(tokens)) for tokens in told]


def _engine(job: Job) -> LanguageEngine:
    if job.engine == "llamacpp":
        from core.language.llamacpp import LlamaCppEngine

        return LlamaCppEngine(
            job.file, name="learning", context=job.context, parallel=_AT_ONCE, threads=job.threads,
            template=job.template, lazy=True,
        )  # fmt: skip
    from core.language.transformers import TransformersEngine

    return TransformersEngine(
        job.file, name="learning", context=job.context, device="cpu", threads=job.threads, template=job.template,
        cache=job.cache,
    )  # fmt: skip
