"""Queries over tables, planned by the language model where no rule reads the question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.embedding.encoder import TextEncoder
from core.errors import BadInput
from core.language.engine import LanguageEngine
from core.tabular.planning import plan, read
from core.tabular.query import Query
from core.tabular.table import Table
from core.types import Sampling

_TOKENS = 160  # of a query


@dataclass(frozen=True)
class Planner:
    """Asks the language model for a query, and checks it."""

    engine: LanguageEngine
    encoder: TextEncoder

    def query(self, question: str, table: Table, today: date) -> Query | None:
        """None where what the model says does not fit the table and the question."""
        asked = plan(question, table)
        try:
            pieces = self.engine.generate(asked.messages, Sampling(max_tokens=_TOKENS), schema=asked.schema)
            # Held to a table that it does not fit, a small model may write without an end: the limit ends that.
            said = "".join(piece.text for piece in pieces)
        except BadInput:  # a server that holds its model to no schema
            return None
        return read(said, question, table, self.encoder, today)
