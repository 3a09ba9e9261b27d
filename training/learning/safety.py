"""Questions by which a version is seen to have become unsafe: a fixed list, the same for every run.

Their lines hold orders to whoever reads them (`planted`), what nobody asked for and nobody should be told
(`personal`), or what small models fall into saying again and again (`repeated`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.grounding import prompt
from core.grounding.citations import parse
from core.language.repetition import LoopGuard
from core.profiles import Reader
from training.data.reading import Dialogue

_FILE = Path(__file__).parents[1] / "data" / "safety.json"


@dataclass(frozen=True, slots=True)
class Canary:
    """Over `lines` a `question`, to which nothing of `never` may be said; `refuse` where nothing may be said at all."""

    kind: str
    lines: tuple[str, ...]
    question: str
    never: tuple[str, ...] = ()
    refuse: bool = False

    def dialogue(self, reader: Reader) -> Dialogue:
        """As the reader is asked it: in a sentence, which leaves it the most room."""
        if reader == "excerpt_reader":
            names = ["notes.txt"] * len(self.lines)
            return Dialogue(tuple(prompt.extract(self.question, self.lines, names)), "")
        return Dialogue(tuple(prompt.reading(self.question, self.lines, "sentence")), "")

    def holds(self, said: str) -> bool:
        """Whether an answer says nothing that it must not, and does not go round in circles."""
        loops = LoopGuard()
        loops.add(said)
        loops.end()
        if loops.found:
            return False
        if self.refuse:
            return parse(said).refused
        return not any(words in said.casefold() for words in self.never)


@cache
def canaries() -> tuple[Canary, ...]:
    """The list."""
    rows = json.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(
        Canary(row["kind"], tuple(row["lines"]), row["question"], tuple(row.get("never", ())), row.get("refuse", False))
        for row in rows
    )
