"""Calculations that a model writes: worked out to the cent, in the way in which their figures are written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.grounding.calculations import read

MONEY = st.decimals(0, 99_999, places=2)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("£285 + £210 + £120", "£615"),
        ("£285 + £210 + £120 = £700", "£615"),  # a result of its own is not read
        ("£4,012.77 + £9,300", "£13,312.77"),
        ("1.184,20 € - 1.021,90 €", "162,30 €"),
        ("1.380 € + 450 €", "1.830 €"),
        ("1 240 € + 410 €", "1 650 €"),
        ("0.250 kg + 1.500 kg", "1.750 kg"),
        ("38 - 22", "16"),
        ("22 - 38", "-16"),
        ("15 - ten", "5"),
        ("eight weeks + four weeks", "12 weeks"),
        ("22 × 45p", "990p"),
        ("8 x €2.30 + €20", "€38.40"),
        ("3 × 250 km", "750 km"),
        ("£14,400 / 4", "£3,600"),
        ("£100 / 3", "£33.33"),
        ("£595 - 15%", "£505.75"),
        ("15% × £595", "£89.25"),
        ("60% - 45%", "15%"),
        ("€90 / €30", "3"),
        ("2 weeks + 1 week", "3 weeks"),
        ("EUR 120 + EUR 30", "EUR 150"),
        ("£45 per month × 12", "£540"),
        ("£45 per month + £4 per month", "£49 per month"),
        ("3 h × 10 €/h", "30 €"),
        ("595 × (1 - 0.15)", "505.75"),
        ("(£285 + £210) × 2", "£990"),
        ("£1,000 - (£285 + (£210 - £10))", "£515"),
    ],
)
def test_a_calculation_is_worked_out(text: str, result: str) -> None:
    calculation = read(text)
    assert calculation is not None
    assert calculation.result == result


@pytest.mark.parametrize(
    "text",
    [
        "£285", "in the Methodist hall", "6 May - 7 June", "16:00 - 18:30", "555 0172", "10-12", "A - B", "",
        "+ 5", "10 / 0", "€41 + £3", "250 ml + 3 kg", "3 × € 5 × £ 7", "10 – 12 Uhr",
        "1 : 50", "60% / 20%", "10% + £500", "one and a half × 3", "-5 °C + 8 °C",
    ],
)  # fmt: skip
def test_other_texts_are_none(text: str) -> None:
    assert read(text) is None


def test_the_figures_are_those_that_were_read() -> None:
    calculation = read("3 × (£285 + £210)")
    assert calculation is not None
    assert sorted(figure.digits for figure in calculation.figures) == ["210", "285", "3"]


@given(st.lists(MONEY, min_size=2, max_size=5), st.sampled_from([".", ","]))
def test_sums_are_exact_in_both_notations(amounts: list[Decimal], mark: str) -> None:
    other = "," if mark == "." else "."
    written = [f"{amount:,.2f}".translate(str.maketrans({",": other, ".": mark})) for amount in amounts]
    calculation = read(" + ".join(written))
    assert calculation is not None
    assert Decimal(calculation.result.replace(other, "").replace(mark, ".")) == sum(amounts)
