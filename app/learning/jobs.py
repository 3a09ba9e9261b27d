"""What a learning run is given: today's rows, and the model and the version that serve."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from app.learning.bounded import most_memory
from app.wiring.choices import chosen_engine, reader_version
from app.wiring.learned import foundation_of
from app.wiring.models import threads
from app.wiring.stores import Stores
from core.errors import Missing
from core.profiles import PROFILES, Reader
from core.settings import Settings
from core.weights.locate import locate
from core.weights.products import product
from training.learning.job import Job
from training.learning.memory import check_memory
from training.learning.preparing import Prepared, prepare
from training.learning.recipe import Recipe


def reader_of(settings: Settings) -> Reader:
    """The reader that a version is laid over. Raises `Missing` where there is none."""
    foundation_of(settings)
    reader = reader_version(settings)
    if reader is None:
        raise Missing(
            "Nothing can be learned over this language model: no reader of ours belongs to it.",
            "Choose the language model of the profile lite or standard.",
        )
    return reader


def job_of(
    settings: Settings, stores: Stores, recipe: Recipe, folder: Path, actor: str | None,
    sets_aside: Callable[[Mapping[str, str]], None],
) -> tuple[Job, Prepared]:  # fmt: skip
    """The job for today's rows, which are written into the folder; `sets_aside` is told which are not, and why.

    Raises `Missing` where the model cannot be taught or the memory is short, and `BadInput` where there is too little
    to learn from.
    """
    reader = reader_of(settings)
    own, profile = settings.language_model, PROFILES[settings.profile]
    file = Path(own) if own else locate(profile.language_model)
    prepared = prepare(stores.database, recipe, reader, folder, actor, sets_aside)
    current = stores.versions.pointer().current
    if settings.device == "cpu":
        check_memory(file, recipe.method, most=most_memory(settings.learn_memory))
    job = Job(
        recipe=recipe, engine=chosen_engine(settings), model=own or profile.language_model, file=file, reader=reader,
        reader_folder=product(reader, settings.grounded_reader),
        incumbent=stores.versions.adapter(current, foundation_of(settings)) if current is not None else None,
        template=settings.template or profile.template, context=min(settings.context, 2048),
        threads=threads(settings), cache=settings.cache_folder(), data=prepared.digest,
    )  # fmt: skip
    return job, replace(prepared, incumbent=current)
