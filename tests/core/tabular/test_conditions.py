"""Conditions of questions over tables whose columns are named in ways that nobody expects."""

from __future__ import annotations

from datetime import date

import pytest

from core.embedding.ctranslate import CTranslate2Encoder
from core.tabular.asking import ask
from core.tabular.conditions import Conditions
from core.tabular.linking import Linked, tokens_of
from tests.core.tabular.test_asking import computed
from tests.core.tabular.test_table import table

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize("name", ["—", "#", "Date"])
def test_a_time_narrows_the_only_column_of_dates_however_it_is_named(name: str) -> None:
    dated = table(["What", name], ["Oil", "2026-03-01"], ["Rent", "2026-04-01"])
    question = "How many were there in March 2026?"
    read = Conditions(question, dated, Linked(tokens_of(question)), TODAY, frozenset())
    read.read_period()
    assert [(one.column, one.operator) for one in read.filters] == [(1, "in")]


SPENT = table(
    ["Date", "What", "Where", "Cost"],
    ["2024-07-02", "Tyres", "Garage Pohl", "148.00"],
    ["2025-02-06", "Oil", "Garage Pohl", "197.00"],
    ["2025-04-15", "Wiper", "Garage Pohl", "164.30"],
    name="car money 2025.xlsx",
)


@pytest.mark.models
def test_a_year_that_names_the_file_is_one_of_its_rows_where_some_are_of_another(encoder: CTranslate2Encoder) -> None:
    question = "How much have we paid Garage Pohl so far in 2025?"
    assert computed(ask(question, SPENT, encoder, TODAY, frozenset(("money", "2025")))) == ["361.30"]


@pytest.mark.models
def test_a_time_is_left_over_where_it_is_open_which_date_is_meant(encoder: CTranslate2Encoder) -> None:
    jobs = table(
        ["Client", "Words", "Ordered", "Delivered"],
        ["Lund", "2400", "2025-01-28", "2025-02-03"], ["Lund", "1800", "2025-02-13", "2025-02-15"],
        name="jobs.csv",
    )  # fmt: skip
    assert ask("How many words for Lund in total in January?", jobs, encoder, TODAY).query is None
    assert computed(ask("How many words for Lund in total in 2025?", jobs, encoder, TODAY)) == ["4200"]
    assert computed(ask("How many words were delivered in February?", jobs, encoder, TODAY)) == ["4200"]


INVOICES = table(
    ["Invoice", "Customer", "Sent", "Net", "VAT", "Total"],
    ["A1", "Rev. Tim Askwith (St Osyth hall)", "2026-03-02", "100.00", "20.00", "120.00"],
    ["A2", "Rev. Tim Askwith (St Osyth hall)", "2026-03-09", "50.00", "10.00", "60.00"],
    ["A3", "Brodie", "2026-04-01", "70.00", "14.00", "84.00"],
    name="invoices.xlsx",
)


@pytest.mark.models
@pytest.mark.parametrize(("question", "said"), [
    ("what have we invoiced the st osyth hall altogether including vat", ["180.00"]),
    ("total for brodie incl. vat", ["84.00"]), ("total VAT for Brodie", ["14.00"]), ("total net for brodie", ["70.00"]),
    ("total for Brodie with the VAT in", ["84.00"]), ("total VAT in March", ["30.00"]),
    ("total VAT in 2026", ["44.00"]), ("What is the VAT in total?", ["44.00"]),
    ("How much was the tax in April 2026?", ["14.00"]), ("How many invoices with VAT over 12?", ["2"]),
])  # fmt: skip
def test_an_amount_with_the_tax_in_it_is_told_from_the_tax(
    question: str, said: list[str], encoder: CTranslate2Encoder
) -> None:
    assert computed(ask(question, INVOICES, encoder, TODAY)) == said


@pytest.mark.models
def test_what_somebody_cost_us_is_a_sum(encoder: CTranslate2Encoder) -> None:
    assert computed(ask("What has Garage Pohl cost us so far?", SPENT, encoder, TODAY)) == ["509.30"]


@pytest.mark.models
def test_what_nobody_did_is_where_it_says_no(encoder: CTranslate2Encoder) -> None:
    weeks = table(["Week", "Work", "Signed"], ["06 Jan", "tests", "yes"], ["13 Jan", "lofts", "no"], name="log.odt")
    assert computed(ask("Which weeks has nobody signed?", weeks, encoder, TODAY)) == ["13 Jan"]


@pytest.mark.models
def test_a_measure_is_found_however_its_unit_is_written(encoder: CTranslate2Encoder) -> None:
    prices = table(
        ["Item", "Price"], ["Emollient cream 500 g", "5.15"], ["Emollient cream 50 g", "1.10"], name="prices.csv"
    )  # fmt: skip
    assert computed(ask("What is the price of the 500g emollient?", prices, encoder, TODAY)) == ["5.15"]


@pytest.mark.models
def test_a_code_is_no_number_of_something_and_a_letter_of_something_else(encoder: CTranslate2Encoder) -> None:
    rents = table(["Flat", "Rent"], ["Block B, 2 rooms", "500"], ["Block A, 3 rooms", "700"], name="rents.csv")
    assert ask("What is the rent of 2B?", rents, encoder, TODAY).left == ("2B",)
