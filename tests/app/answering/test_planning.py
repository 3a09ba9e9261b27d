"""The model is asked for a query once, held to the table's columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from app.answering.planning import Planner
from core.types import Message, Piece, Sampling
from tests.app.answering.standins import Engine
from tests.bag_of_words import BagOfWords
from tests.core.tabular.test_asking import STAFF, TODAY

PLANNED = '{"measure":"sum","column":"Salary","where":[["Team","=","Field"]],"per":null,"show":null}'


class Held(Engine):
    """Keeps the schema that it was held to."""

    schema: Any = None

    def generate(self, messages: Sequence[Message], sampling: Sampling, **more: Any) -> Iterator[Piece]:
        self.schema = more.pop("schema")
        return super().generate(messages, sampling, **more)


def test_a_query_is_planned_and_checked() -> None:
    engine = Held(PLANNED)
    planner = Planner(cast(Any, engine), BagOfWords())
    query = planner.query("What is the total salary of the Field team?", STAFF, TODAY)
    assert query is not None
    assert (query.measure, [one.value for one in query.filters]) == ("sum", ["Field"])
    assert engine.schema["properties"]["measure"]["enum"][0] == "count"
    assert planner.query("What is the total salary of the Lab team?", STAFF, TODAY) is None
