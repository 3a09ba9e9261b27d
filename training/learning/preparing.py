"""From feedback to the folder of a run: what may be learned today, and what of it is kept for the gate."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import BadInput
from core.files import atomic_write, translate_disk_full
from core.grounding.citations import strip_marks
from core.profiles import Reader
from core.types import ExportKind, JsonObject
from core.words import words
from feedback.data_sets import registered
from feedback.export import Export, Row, export, unmarked
from memory.database import Database
from training.learning import job
from training.learning.job import CORRECTIONS, HELD_OUT, PREFERRED, PREFERRED_HELD_OUT, REGRESSIONS, TRAIN
from training.learning.quarantine import ENOUGH_PEOPLE, set_aside
from training.learning.recipe import Recipe

BUILDERS: dict[Reader, str] = {"grounded_reader": "reading", "excerpt_reader": "extract"}
"""How the prompts of a reader are built. An answer to another prompt is nothing for what lies over that reader."""

KINDS: dict[str, ExportKind] = {"sft": "sft", "kto": "kto", "dpo": "dpo", "grpo": "dpo"}
"""What each method learns from."""
_CALLED: dict[ExportKind, str] = {"sft": "answers", "kto": "votes", "dpo": "pairs"}


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was put into the folder: the number of the data set, its card, the hash of all that is learned from, and the
    votes that this is of. `incumbent` is the version that it is measured against, None for the model as it ships."""

    data_set: int | None
    card: JsonObject
    digest: str
    votes: tuple[str, ...] = ()
    incumbent: str | None = None


def prepare(
    database: Database, recipe: Recipe, reader: Reader, folder: Path, reviewer: str | None,
    sets_aside: Callable[[Mapping[str, str]], None] = lambda _: None,
) -> Prepared:  # fmt: skip
    """Write what may be learned today. Raises `BadInput` where it is too little.

    Whatever the method learns from, the gate asks for answers that were approved or corrected. `sets_aside` is told the
    votes that nothing is learned from, each with the reason, also where it is too little.
    """
    kind, cap = KINDS[recipe.method], recipe.cap or 1.0
    made = export(database, kind, cap)
    fitting = _usable(made.rows, reader)
    usable, quarantined = set_aside(fitting)
    sets_aside(quarantined)
    if len(usable) < recipe.least_rows:
        raise BadInput(
            f"There are {len(usable)} approved {_CALLED[kind]} to learn from, and {recipe.least_rows} are needed."
            f"{_left_out(made, len(made.rows) - len(fitting), quarantined)}",
            "Approve more of them on the page Review, or set `least_rows`.",
        )
    wanted = usable if kind == "sft" else set_aside(_usable(export(database, "sft", cap).rows, reader))[0]
    kept = held_out([*usable, *wanted], recipe.held_out)
    train, held = apart(wanted, kept)
    texts = {TRAIN: train, HELD_OUT: held, CORRECTIONS: [row for row in train if corrected(row)]}
    learned = train
    if kind != "sft":
        learned, others = apart(usable, kept)
        texts |= {PREFERRED: learned, PREFERRED_HELD_OUT: others}
    lines = {name: job.lines([_as_line(row) for row in rows]) for name, rows in texts.items()}
    lines[REGRESSIONS] = job.lines([_as_test(row) for row in wanted if corrected(row)])
    with translate_disk_full("the rows to learn from"):
        for name, text in lines.items():
            atomic_write(folder / name, text)
    card: JsonObject = {
        **made.card, "learned": len(learned), "held_out": len(held),
        "other_prompts": sum(not _fits(row, reader) for row in made.rows),
        "quarantined": dict(quarantined),
    }  # fmt: skip
    used = Export(usable, made.card)
    number, votes = registered(database, used, kind, reviewer), tuple(row.item for row in learned)
    return Prepared(number, card, job.digest(*lines.values()), votes)


def held_out(rows: Sequence[Row], share: float) -> set[str]:
    """The conversations that are kept for the gate, drawn by the hash of their ids.

    Those in which the same was asked stay together. Of three people one is kept altogether, drawn by the hash of who it
    is, where that is no more than the share; some rows are always learned from.
    """
    sizes = Counter({row.item: row.turn.conversation_id for row in rows}.values())
    groups = sorted(_together(rows), key=lambda group: min(map(_drawn, group)))
    kept: set[str] = set()

    def keep(more: set[str]) -> bool:
        fits = len(more | kept) < len(sizes) and sum(sizes[one] for one in more | kept) <= share * sizes.total()
        kept.update(more if fits else ())
        return fits

    people = sorted({row.owner for row in rows}, key=_drawn)
    for owner in people if len(people) >= ENOUGH_PEOPLE else ():
        own = {row.turn.conversation_id for row in rows if row.owner == owner}
        if keep(own.union(*(group for group in groups if group & own))):
            break
    for group in groups:
        keep(group)
    return kept


def _together(rows: Sequence[Row]) -> list[set[str]]:
    """Conversations in groups: those that have a question in common, also over others."""
    asked: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        asked[" ".join(words(row.turn.question))].add(row.turn.conversation_id)
    groups: list[set[str]] = []
    for same in asked.values():
        touched = [group for group in groups if group & same]
        groups = [group for group in groups if not group & same] + [same.union(*touched)]
    return groups


def _drawn(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()


def apart(rows: Sequence[Row], kept: set[str]) -> tuple[list[Row], list[Row]]:
    """Rows that are learned from, and those of conversations that are kept."""
    return (
        [row for row in rows if row.turn.conversation_id not in kept],
        [row for row in rows if row.turn.conversation_id in kept],
    )


def _usable(rows: Sequence[Row], reader: Reader) -> list[Row]:
    """Answers to prompts of the reader that is taught, without pictures, that stand in the lines of their prompts.

    What does not stand there teaches to invent, and then to refuse no more; it is found as a correction instead.
    """
    return [row for row in rows if _fits(row, reader) and not unmarked(row)]


def _fits(row: Row, reader: Reader) -> bool:
    return not row.pictures and str((row.turn.prompt or {}).get("builder")) == BUILDERS[reader]


def corrected(row: Row) -> bool:
    """Whether what is learned is not what the model said itself."""
    said = row.said["completion"]
    assert isinstance(said, list)
    return bool(said[0]["content"].strip() != (row.turn.raw or "").strip())


def _as_line(row: Row) -> JsonObject:
    """A row with the vote that it is of: the card of a version names that, and no words."""
    return {**row.to_json(), "vote": row.item}


def _as_test(row: Row) -> JsonObject:
    """A correction as the gate asks it: what was wrong must not be said again."""
    return {**_as_line(row), "question": row.turn.question, "must_not": strip_marks(row.turn.raw or "").strip()}


def _left_out(made: Export, not_usable: int, quarantined: Mapping[str, str]) -> str:
    """What else there is, by why it cannot be used."""
    counts = dict(made.card["left_out"]) if isinstance(made.card["left_out"], dict) else {}
    counts |= {"answered_otherwise": not_usable}
    told = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items() if count)
    aside = [f" {_rows(count)} set aside: {why}" for why, count in Counter(quarantined.values()).items()]
    return (f" Left out: {told}." if told else "") + "".join(aside)


def _rows(count: int) -> str:
    return "1 row is" if count == 1 else f"{count} rows are"
