"""What is greatest or least is so by what the superlative compares."""

from __future__ import annotations

import pytest

from core.embedding.ctranslate import CTranslate2Encoder
from core.tabular.asking import ask
from tests.core.tabular.test_asking import TODAY
from tests.core.tabular.test_table import table

PLACED = table(
    ["Order", "Date", "Supplier", "Net £", "Delivered"],
    ["O-411", "2025-04-02", "Aldermoor", "612.40", "2025-04-03"],
    ["O-425", "2025-05-12", "Tamsin", "689.80", "2025-05-20"],
    ["O-432", "2025-06-27", "Aldermoor", "88.00", "2025-06-30"],
    name="orders.xlsx",
)


@pytest.mark.models
@pytest.mark.parametrize("word", ["most expensive", "dearest", "costliest"])
def test_what_is_dearest_is_no_date_though_the_question_has_one(word: str, encoder: CTranslate2Encoder) -> None:
    asked = ask(f"What was the {word} order with a date in April?", PLACED, encoder, TODAY)
    assert asked.query is not None
    assert PLACED.columns[asked.query.column or 0].name == "Net £"


@pytest.mark.models
def test_the_busiest_day_is_not_the_latest(encoder: CTranslate2Encoder) -> None:
    log = table(
        ["date", "vet", "call_outs", "miles"],
        ["2025-03-02", "Lund", "5", "31"], ["2025-03-09", "Oyelaran", "0", "14"], ["2025-03-28", "Quarrie", "2", "0"],
        name="on-call log.csv",
    )  # fmt: skip
    asked = ask("which date in march was the busiest for being called out?", log, encoder, TODAY)
    assert asked.query is None or log.columns[asked.query.column or 0].name == "call_outs"
