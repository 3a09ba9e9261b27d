"""Queries over tables, planned by the language model where no rule reads the question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from core.embedding.encoder import TextEncoder
from core.errors import BadInput
from core.grounding.prompt import NOT_STATED
from core.language.engine import LanguageEngine
from core.tabular import plans
from core.tabular.planning import plan, read
from core.tabular.query import Query
from core.tabular.table import Table
from core.types import Sampling

_TOKENS = 160  # of a query
_DOUBTED = 0.5  # how likely the planner was to say that the table does not hold it, from which it is not believed


@dataclass(frozen=True)
class Planner:
    """Asks the language model for a query, and checks it: with the adapter that `trained` lays on and names, or as the
    model is told to by examples."""

    engine: LanguageEngine
    encoder: TextEncoder
    trained: Callable[[], str] | None = None

    def query(self, question: str, table: Table, today: date) -> Query | None:
        """None where what the model says does not fit the table and the question."""
        if self.trained is not None:
            return self._by_trained(question, table, today, self.trained())
        asked = plan(question, table)
        try:
            pieces = self.engine.generate(asked.messages, Sampling(max_tokens=_TOKENS), schema=asked.schema)
            # Held to a table that it does not fit, a small model may write without an end: the limit ends that.
            said = "".join(piece.text for piece in pieces)
        except BadInput:  # a server that holds its model to no schema
            return None
        return read(said, question, table, self.encoder, today)

    def _by_trained(self, question: str, table: Table, today: date, adapter: str) -> Query | None:
        asked = plans.messages(question, table, today)
        try:
            pieces = list(self.engine.generate(asked, Sampling(max_tokens=_TOKENS), adapter=adapter, watch=NOT_STATED))
        except BadInput:  # a table with more columns than the model can read
            return None
        if (pieces[-1].watched or 0.0) > _DOUBTED:
            return None
        return plans.read("".join(piece.text for piece in pieces), question, table, today)
