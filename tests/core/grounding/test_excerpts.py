"""Excerpts hold their evidence whole, grow around it within a budget, and are numbered."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from core.grounding.excerpts import around, holds
from core.sentences import sentences
from core.types import Evidence, PageSpan, Passage

BILL = "Invoice 2041\nCustomer: Ada Lind\nTotal: 318.40 EUR\nDue: 3 May"


def passage(text: str, chunk: int = 1, name: str = "bills.pdf") -> Passage:
    return Passage(chunk, "d", name, "text", text, PageSpan(1, 0, len(text)), 1.0)


def piece(of: Passage, words: str, n: int = 1) -> Evidence:
    start = of.text.index(words)
    return Evidence(n, of, start, start + len(words), of.span, 0.9)


def test_a_value_is_read_with_the_lines_around_it() -> None:
    (excerpt,) = around([piece(passage(BILL), "Total: 318.40 EUR")])
    assert excerpt.quote == BILL


def test_it_grows_evenly_and_no_further_than_the_budget() -> None:
    (excerpt,) = around([piece(passage(BILL), "Customer: Ada Lind")], budget=8)
    assert excerpt.quote == BILL[: BILL.index("\nDue")]


def test_choices_that_touch_become_one_and_others_stay_apart_best_first() -> None:
    one, other = passage(BILL), passage("Another text. It says more.", chunk=2, name="b.txt")
    chosen = [piece(other, "It says more.", 1), piece(one, "Due: 3 May", 2), piece(one, "Customer: Ada Lind", 3)]
    assert [(excerpt.n, excerpt.passage.name) for excerpt in around(chosen)] == [(1, "b.txt"), (2, "bills.pdf")]


def test_too_small_a_budget_leaves_the_evidence_itself() -> None:
    chosen = piece(passage(BILL), "Total: 318.40 EUR")
    assert [excerpt.quote for excerpt in around([chosen], budget=0)] == [chosen.quote]


@given(st.text(alphabet="ab .\n", min_size=1, max_size=80), st.lists(st.integers(0, 9), min_size=1, max_size=4))
def test_each_piece_stands_in_exactly_one_excerpt(text: str, numbers: list[int]) -> None:
    places = sentences(text)
    if not places:
        return
    whole = passage(text)
    chosen = [Evidence(n, whole, *places[number % len(places)], whole.span, 0.5) for n, number in enumerate(numbers, 1)]
    excerpts = around(chosen, budget=5)
    assert all(sum(holds(excerpt, item) for excerpt in excerpts) == 1 for item in chosen)
    ranges = sorted((excerpt.start, excerpt.end) for excerpt in excerpts)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(ranges))
