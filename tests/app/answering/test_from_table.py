"""Over the rows of a table: what is computed is said with its conditions, and its rows are cited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.answering.assistant import gather
from app.answering.from_table import _listed, lacking
from app.answering.tables import _has_rows, _leaves
from core.grounding.prompt import NOT_STATED
from core.tabular.asking import Asked
from core.tabular.query import Filter, Query, run
from core.tabular.table import Grid
from core.types import Outcome
from memory.database import DocumentRow
from tests.app.answering.standins import PLANNER, Engine, House
from tests.core.tabular.test_asking import CASKS, STAFF
from tests.core.tabular.test_table import table
from tests.memory.fakes import FakeReaders

ROWS = (("North", "Apple", "12"), ("South", "Pear", "5"), ("North", "Pear", "8"))
NAMES = ("Shop", "Fruit", "Quantity")
LINES = tuple("; ".join(f"{name}: {cell}" for name, cell in zip(NAMES, row, strict=True)) for row in ROWS)


def keep(house: House, name: str, monkeypatch: pytest.MonkeyPatch, below: str = "") -> None:
    """A table as a document whose file is there, with what stands below its rows."""
    document = house.shelve("\n".join((*LINES, below)), name=name)
    with house.database.session() as session:
        row = session.get(DocumentRow, document)
        assert row is not None
        row.media_type = "text/csv"
        path = house.blobs.path(row.sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    grids = (Grid("", 1, NAMES, ROWS, LINES),)

    def tables(_self: Any, _path: Path, _name: str) -> tuple[Grid, ...]:
        return grids

    monkeypatch.setattr(FakeReaders, "tables", tables)


def test_what_was_computed_is_said_and_its_rows_are_cited(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(house, "orders.csv", monkeypatch)
    answer = gather(iter(house.ask("What is the total quantity for North?")))
    assert answer.route == "table"
    assert answer.answer == (
        "The sum of Quantity is 20. Computed over 2 rows of orders.csv where Shop is “North”. [1] [2]"
    )
    assert [citation.quote for citation in answer.citations] == [LINES[0], LINES[2]]
    assert house.engine.asked == []


@pytest.mark.parametrize(("question", "below", "computed"), [
    ("What is the total of the orders?", "Net 25 · VAT 20 % 5 · Total due 30 €", False),
    ("What is the total of the orders?", "Total: as agreed", True),
    ("What is the total quantity of the orders?", "Net 25 · VAT 20 % 5 · Total due 30 €", True),
    ("What is the total of the orders?", "Gesamtbetrag 30,00 EUR", False),
    ("What is the total of the orders?", "", True),
    ("What is the total of the orders?", "Summary of 2023. Total pages: 2. Sum insured 5000. To pay in 14 days.", True),
    ("What is the total of the orders?", "Sub-total 25.00", True),
    ("What is the total of the orders?", "Gesamtsumme: 30,00 EUR", False),
])  # fmt: skip
def test_a_total_that_is_stated_below_the_rows_is_read_and_not_added_up(
    house: House, monkeypatch: pytest.MonkeyPatch, question: str, below: str, computed: bool
) -> None:
    keep(house, "orders.csv", monkeypatch, below)
    assert (gather(iter(house.ask(question))).route == "table") == computed


def test_a_follow_up_keeps_what_was_asked(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(house, "orders.csv", monkeypatch)
    first = gather(iter(house.ask("What is the total quantity for North?")))
    answer = gather(iter(house.ask("And for the South?", conversation=first.conversation)))
    assert answer.answer.startswith("The sum of Quantity is 5.")


def test_what_a_table_does_not_say_is_refused_with_what_it_holds(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(house, "orders.csv", monkeypatch)
    answer = gather(iter(house.ask("What is the total quantity for Westeros in orders.csv?")))
    assert answer.outcome is Outcome.NOTHING_FOUND
    assert "“Westeros”" in answer.answer
    assert "Shop, Fruit, Quantity" in answer.answer


def test_a_question_of_which_a_table_holds_a_word_alone_is_left_to_the_reader(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(house, "orders.csv", monkeypatch)
    answer = gather(
        iter(house.ask("Was the invoice for North higher than the last estimate of the Westeros workshop?"))
    )
    assert answer.route != "table"


def test_of_two_editions_the_newer_answers(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(house, "orders 2025.csv", monkeypatch)
    keep(house, "orders 2026.csv", monkeypatch)
    answer = gather(iter(house.ask("What is the total quantity for North?")))
    assert "orders 2026.csv" in answer.answer
    assert answer.answer.startswith("The sum of Quantity is 20.")


def test_where_two_tables_fit_it_is_asked_which(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(house, "spring.csv", monkeypatch)
    keep(house, "autumn.csv", monkeypatch)
    first = gather(iter(house.ask("What is the total quantity for North?")))
    assert "Which one do you mean?" in first.answer
    answer = gather(iter(house.ask("autumn", conversation=first.conversation)))
    assert "autumn.csv" in answer.answer
    assert answer.answer.startswith("The sum of Quantity is 20.")


def test_a_list_of_nothing_was_a_misreading_and_none_is_a_count() -> None:
    nothing = (Filter(1, "is", "Lab", "Lab"), Filter(2, "is", "Kiel", "Kiel"))
    assert not _has_rows(Query(STAFF, "rows", nothing))
    assert _has_rows(Query(STAFF, "count", nothing))
    assert not _has_rows(Query(STAFF, "count", (replace(nothing[0], value="Lab rats"), nothing[1])))
    assert _has_rows(Query(STAFF, "rows", nothing[:1]))


def test_what_is_empty_is_not_said_beside_a_row() -> None:
    query = Query(CASKS, "rows", (Filter(3, "is empty", "", "not returned"),))
    assert _listed(query, run(query), {}, "casks.csv") == "2 rows of casks.csv:\n- C2\n- C3"


def test_where_a_time_may_mean_several_dates_it_is_asked_which() -> None:
    jobs = table(
        ["Client", "Words", "Ordered", "Delivered"], ["Lund", "2400", "2025-01-28", "2025-02-03"], name="jobs.csv"
    )
    assert lacking(Asked(jobs, None, 4, ("March",))).text == (
        "I cannot compute that: in jobs.csv, Ordered, Delivered are dates. Which of them is “March”?"
    )
    assert "Its columns are" in lacking(Asked(jobs, None, 4, ("turnover",))).text


def test_of_several_tables_the_one_that_leaves_the_least_over_is_meant() -> None:
    register = Asked(CASKS, None, 4, ("spring",))
    assert min((Asked(CASKS, None, 6, ("dead", "spring")), register), key=_leaves) is register
    assert min((Asked(CASKS, None, 6, ("Brandt",)), register), key=_leaves) is register
    assert min((Asked(CASKS, None, 6, ("dead",)), register), key=_leaves).links == 6


NORTH = '{"measure":"sum","column":"Quantity","where":[["Shop","=","North"]]}'


@pytest.fixture
def planned(build: Callable[..., House], monkeypatch: pytest.MonkeyPatch) -> House:
    """A house whose model learned to write queries, with a table and a note."""
    house = build(engine=Engine(NORTH), excerpts=True, plans=True)
    keep(house, "orders.csv", monkeypatch)
    house.shelve("The mill was built of stone in 1843.", "Whoever built the mill of stone is not known.")
    return house


@pytest.mark.parametrize("question", ["what was taken up there altogether of shop stuff", "all the pears up there"])
def test_what_no_rule_reads_is_planned_over_the_table_whose_rows_are_found(planned: House, question: str) -> None:
    answer = gather(iter(planned.ask(question)))
    assert answer.answer.startswith("The sum of Quantity is 20. Computed over 2 rows of orders.csv where Shop is")
    assert planned.engine.asked[0].adapter == PLANNER


def test_what_a_rule_reads_is_not_planned(planned: House) -> None:
    assert gather(iter(planned.ask("What is the total quantity for South?"))).answer.startswith(
        "The sum of Quantity is 5"
    )
    assert planned.engine.asked == []


@pytest.mark.parametrize("question", [
    "who built the mill of stone", "wie viel hat der Norden insgesamt genommen", "apple of north"  # a row is sure
])  # fmt: skip
def test_what_a_sentence_answers_or_is_in_another_language_is_not_planned(planned: House, question: str) -> None:
    planned.ask(question)
    assert PLANNER not in [asked.adapter for asked in planned.engine.asked]


def test_what_the_planner_does_not_find_there_is_looked_for_elsewhere(planned: House) -> None:
    planned.engine.says = NOT_STATED
    assert gather(iter(planned.ask("all the pears up there"))).route != "table"
    assert planned.engine.asked[0].adapter == PLANNER
