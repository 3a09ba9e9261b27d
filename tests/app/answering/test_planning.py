"""The model is asked for a query once: held to the table's columns, or as it learned to write one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from app.answering.planning import Planner
from core.errors import BadInput
from core.grounding.prompt import NOT_STATED
from core.tabular import plans
from core.types import Message, Piece, Sampling
from tests.app.answering.standins import PLANNER, Engine
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


def test_what_learned_to_write_queries_is_asked_as_it_learned() -> None:
    engine = Engine('{"measure":"sum","column":"Salary","where":[["Team","=","Field"]]}')
    planner = Planner(cast(Any, engine), BagOfWords(), lambda: PLANNER)
    query = planner.query("what do those outside cost us", STAFF, TODAY)
    assert query is not None
    assert (query.measure, [one.value for one in query.filters]) == ("sum", ["Field"])
    assert engine.asked[0].adapter == PLANNER
    assert engine.asked[0].messages == plans.messages("what do those outside cost us", STAFF, TODAY)


def test_one_that_it_doubts_or_says_is_not_there_is_none() -> None:
    engine = Engine('{"measure":"count","where":[["Team","=","Field"]]}')
    planner = Planner(cast(Any, engine), BagOfWords(), lambda: PLANNER)
    engine.watched = 0.9
    assert planner.query("how many outside", STAFF, TODAY) is None
    engine.watched = 0.1
    assert planner.query("how many outside", STAFF, TODAY) is not None
    engine.says = NOT_STATED
    assert planner.query("how many outside", STAFF, TODAY) is None


def test_a_table_with_more_columns_than_the_model_can_read_has_no_query() -> None:
    class Short(Engine):
        def generate(self, *_: Any, **__: Any) -> Iterator[Piece]:
            raise BadInput("This is too long.", "Ask for less.")

    assert Planner(cast(Any, Short("")), BagOfWords(), lambda: PLANNER).query("how many", STAFF, TODAY) is None
