"""From feedback to the folder of a run: what may be learned today, and what of it is kept for the gate."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import BadInput
from core.files import atomic_write
from core.profiles import Reader
from core.types import JsonObject
from feedback.data_sets import registered
from feedback.export import Export, Row, export
from memory.database import Database
from training.learning import job
from training.learning.job import CORRECTIONS, HELD_OUT, TRAIN
from training.learning.recipe import Recipe

BUILDERS: dict[Reader, str] = {"grounded_reader": "reading", "excerpt_reader": "extract"}
"""How the prompts of a reader are built. An answer to another prompt is nothing for what lies over that reader."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was put into the folder: the number of the data set, its card, the hash of all that is learned from, and the
    votes that this is of."""

    data_set: int | None
    card: JsonObject
    digest: str
    votes: tuple[str, ...] = ()


def prepare(database: Database, recipe: Recipe, reader: Reader, folder: Path, reviewer: str | None) -> Prepared:
    """Write what may be learned today. Raises `BadInput` where it is too little."""
    made = export(database, "sft", recipe.cap or 1.0)
    usable = [row for row in made.rows if not row.pictures and _builder(row) == BUILDERS[reader]]
    if len(usable) < recipe.least_rows:
        raise BadInput(
            f"There are {len(usable)} approved answers to learn from, and {recipe.least_rows} are needed."
            f"{_left_out(made, len(made.rows) - len(usable))}",
            "Approve more of them on the page Review, or set `least_rows`.",
        )
    train, held_out = apart(usable, recipe.held_out)
    texts = {
        TRAIN: job.lines([row.to_json() for row in train]),
        HELD_OUT: job.lines([row.to_json() for row in held_out]),
        CORRECTIONS: job.lines([row.to_json() for row in train if corrected(row)]),
    }
    for name, text in texts.items():
        atomic_write(folder / name, text)
    used = Export(usable, made.card)
    card: JsonObject = {
        **made.card,
        "learned": len(train),
        "held_out": len(held_out),
        "other_prompts": len(made.rows) - len(usable),
    }
    number, votes = registered(database, used, "sft", reviewer), tuple(row.item for row in train)
    return Prepared(number, card, job.digest(*texts.values()), votes)


def apart(rows: Sequence[Row], share: float) -> tuple[list[Row], list[Row]]:
    """What is learned from, and what is kept for the gate: whole conversations, drawn by the hash of their ids.

    Some are always learned from; of one conversation alone nothing is kept.
    """
    sizes = Counter(row.turn.conversation_id for row in rows)
    order = sorted(sizes, key=lambda conversation: hashlib.sha256(conversation.encode()).digest())
    kept: set[str] = set()
    for conversation in order[:-1]:
        if sum(sizes[one] for one in kept) + sizes[conversation] <= share * len(rows):
            kept.add(conversation)
    return (
        [row for row in rows if row.turn.conversation_id not in kept],
        [row for row in rows if row.turn.conversation_id in kept],
    )


def corrected(row: Row) -> bool:
    """Whether what is learned is not what the model said itself."""
    said = row.said["completion"]
    assert isinstance(said, list)
    return bool(said[0]["content"].strip() != (row.turn.raw or "").strip())


def _builder(row: Row) -> str:
    return str((row.turn.prompt or {}).get("builder"))


def _left_out(made: Export, other_prompts: int) -> str:
    """What else there is, by why it cannot be used."""
    counts = dict(made.card["left_out"]) if isinstance(made.card["left_out"], dict) else {}
    if other_prompts:
        counts["answered_otherwise"] = other_prompts
    told = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())
    return f" Left out: {told}." if told else ""
