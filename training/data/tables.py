"""Tables as offices and households have them, with questions in other words and the query of each: `tables/*.jsonl`.

A line is a table with the day it is asked on, and what is asked of it; a question without a plan asks for what the
table does not hold. All of it is invented, by hand.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from core.grounding.prompt import one_line
from core.tabular import plans
from core.tabular.query import run
from core.tabular.table import Grid, Table, table_of
from training.data.jsonlines import Line, read_set
from training.data.reading import Dialogue
from training.data.splits import Split

FOLDER = Path(__file__).parent / "tables"

_AT_ONCE = 10  # questions on a table that are learned in one pass
_FOREIGN = 1  # questions on another table that are asked with each of these


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a table, with what the planner is to write; None where the table does not hold it."""

    question: str
    plan: Mapping[str, object] | None
    answer: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A table as it stands in a file, the day on which it is asked about, and the questions."""

    name: str
    title: str
    today: date
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    asked: tuple[Asked, ...]

    @property
    def table(self) -> Table | None:
        """As the service keeps it."""
        lines = tuple("; ".join(f"{n}: {c}" for n, c in zip(self.columns, row, strict=True) if c) for row in self.rows)
        return table_of(Grid(self.title, 1, self.columns, self.rows, lines), "", self.name)

    @property
    def split(self) -> Split:
        """Where it belongs, by its rows alone: 11 in 12 train, 1 validates."""
        digest = hashlib.sha256(str(self.rows).encode()).hexdigest()
        return "validation" if int(digest, 16) % 12 == 0 else "train"


_LINE = TypeAdapter(Sheet)


def read(name: str, folder: Path = FOLDER) -> list[Sheet]:
    """All tables of a set. Raises `BadInput` where there is none of that name, or with the line at fault where a plan
    does not fit its table."""
    return [_sheet(line) for line in read_set(folder, name, "tables")]


def dialogues(sheets: Sequence[Sheet], seed: int) -> list[Dialogue]:
    """Each table with ten of its questions beside each other, until all were asked, and one on another table."""
    rng = random.Random(f"tables-{seed}")
    made = []
    for sheet in sheets:
        table = sheet.table
        others = [one for other in sheets if other is not sheet for one in other.asked]
        asked = rng.sample(sheet.asked, len(sheet.asked))
        for at in range(0, len(asked), _AT_ONCE):
            foreign = [replace(one, plan=None) for one in rng.sample(others, min(_FOREIGN, len(others)))]
            part = [*asked[at : at + _AT_ONCE], *foreign]
            rng.shuffle(part)
            if table is not None:
                first, *more = [_dialogue(table, sheet.today, one) for one in part]
                made.append(replace(first, beside=tuple(more)))
    return made


def _dialogue(table: Table, today: date, asked: Asked) -> Dialogue:
    return Dialogue(plans.messages(asked.question, table, today), plans.written(asked.plan))


def _sheet(line: Line) -> Sheet:
    try:
        sheet = _LINE.validate_python(line.values)
    except ValidationError as error:
        raise line.fault("is no table", "Give it `name`, `title`, `today`, `columns`, `rows` and `asked`.") from error
    if (table := sheet.table) is None:
        raise line.fault("has no names of columns, or no rows", "Give it both.")
    for asked in sheet.asked:
        try:
            if asked.plan is not None and ((query := plans.query_of(asked.plan, table)) is None or not run(query).rows):
                raise ValueError("no row passes")
        except (ValueError, KeyError, TypeError) as error:
            raise line.fault(f"has a plan that does not fit it, of “{one_line(asked.question)}”", str(error)) from error
    return sheet
