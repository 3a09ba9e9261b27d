"""Conditions of questions over tables whose columns are named in ways that nobody expects."""

from __future__ import annotations

from datetime import date

import pytest

from core.tabular.conditions import Conditions
from core.tabular.linking import Linked, tokens_of
from tests.core.tabular.test_table import table

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize("name", ["—", "#", "Date"])
def test_a_time_narrows_the_only_column_of_dates_however_it_is_named(name: str) -> None:
    dated = table(["What", name], ["Oil", "2026-03-01"], ["Rent", "2026-04-01"])
    question = "How many were there in March 2026?"
    read = Conditions(question, dated, Linked(tokens_of(question)), TODAY, frozenset())
    read.read_period()
    assert [(one.column, one.operator) for one in read.filters] == [(1, "in")]
