"""What a learning run is given: a folder with everything in it. Its process needs neither database nor settings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from core.files import atomic_write
from core.language.template import Template
from core.profiles import Reader
from core.types import JsonObject, Role, message
from training.data.preferences import Pair, Rated
from training.data.reading import Dialogue
from training.learning.recipe import Recipe

JOB = "job.json"
TRAIN, HELD_OUT, CORRECTIONS = "train.jsonl", "held_out.jsonl", "corrections.jsonl"
REGRESSIONS = "regressions.jsonl"
"""Approved corrections, learned from or held out, with their `question` and what they `must_not` say."""
PREFERRED, PREFERRED_HELD_OUT = "preferred.jsonl", "preferred_held_out.jsonl"
"""What is learned from and held out by the methods that prefer one answer to another, instead of `TRAIN`."""
REPORT = "report.json"
ADAPTER = Path("fit") / "product"


@dataclass(frozen=True, kw_only=True)
class Job:
    """`model` is trained over by its name in the manifest, or its folder; `file` is what the engine serves of it, a
    GGUF file or the folder. `reader_folder` is the adapter that lies over it, `incumbent` the one of the version that
    answers now, None for the model as it ships. `data` is the hash of what is learned from."""

    recipe: Recipe
    engine: str
    model: str
    file: Path
    reader: Reader
    reader_folder: Path
    incumbent: Path | None
    template: Template
    context: int
    threads: int
    cache: Path
    data: str


def write(job: Job, folder: Path) -> None:
    """Leave the job in a folder."""
    atomic_write(folder / JOB, TypeAdapter(Job).dump_json(job, indent=1))


def read(folder: Path) -> Job:
    """The job of a folder."""
    return TypeAdapter(Job).validate_json((folder / JOB).read_bytes())


def lines(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows as JSON Lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def dialogues(file: Path) -> list[Dialogue]:
    """The rows of `prompt` and `completion` in a file, as what is asked and answered."""
    return dialogues_of([json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()])


def dialogues_of(rows: Sequence[Mapping[str, Any]]) -> list[Dialogue]:
    """The same of rows that were read."""
    return [Dialogue(_messages(row["prompt"]), _said(row["completion"])) for row in rows]


def pairs(file: Path) -> list[Pair]:
    """The rows of `prompt`, `chosen` and `rejected` in a file."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [Pair(_messages(row["prompt"]), _said(row["chosen"]), _said(row["rejected"])) for row in rows]


def rated(file: Path) -> list[Rated]:
    """The rows of `prompt`, `completion` and `label` in a file."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [Rated(_messages(row["prompt"]), _said(row["completion"]), bool(row["label"])) for row in rows]


def rows_of(dialogues: Sequence[Dialogue]) -> list[JsonObject]:
    """Dialogues as such rows."""
    return [
        {
            "prompt": [{"role": part.role, "content": part.text} for part in one.messages],
            "completion": [{"role": "assistant", "content": one.answer}],
        }
        for one in dialogues
    ]


def digest(*texts: str) -> str:
    """The SHA-256 of texts in a row."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def _said(messages: Sequence[Mapping[str, str]]) -> str:
    return messages[0]["content"]


def _messages(parts: Sequence[Mapping[str, str]]) -> tuple[Any, ...]:
    roles: dict[str, Role] = {"system": "system", "user": "user", "assistant": "assistant"}
    return tuple(message(roles[part["role"]], part["content"]) for part in parts)
