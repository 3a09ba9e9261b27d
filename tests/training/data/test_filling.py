from __future__ import annotations

import random
import re

import pytest

from training.data import records
from training.data.filling import Filling


def filled(template: str, seed: int = 1) -> str:
    return Filling(random.Random(seed), records._words()["lists"]).fill(template)


@pytest.mark.parametrize(
    ("hole", "shape"),
    [
        ("iban", r"[A-Z]{2}\d{2}( ?\d{1,4})+"),
        ("email", r"[a-z.]+@[a-z-]+\.[a-z.]+"),
        ("amount", r"(?:CHF |EUR |[€$£])?\d[\d.,]*(?: \w+| €)?"),
        ("time", r"\d{1,2}(?:[:.]\d{2})?(?: [ap]m)?"),
        ("phone", r"[+(]?\d[\d ()/-]+\d"),
        ("date", r"[\w.,/ -]*\d[\w.,/ -]*"),
        ("plate", r"[A-Z]{1,2}-[A-Z]{2} \d{2,4}"),
        ("bic", r"[A-Z]{8}(?:XXX)?"),
        ("n:100-999", r"\d{3}"),
        ("list:parts", r"[\w ]+(?:, [\w ]+)+.*"),
    ],
)
def test_values_have_the_shape_that_people_write(hole: str, shape: str) -> None:
    for seed in range(200):
        assert re.fullmatch(shape, filled(f"{{{hole}}}", seed)), filled(f"{{{hole}}}", seed)


def test_what_no_rule_is_for_is_drawn_from_its_list_and_the_rest_stays() -> None:
    assert filled("on {weekdays}s").removeprefix("on ").removesuffix("s") in records._words()["lists"]["weekdays"]


def test_names_are_many() -> None:
    assert len({filled("{person}", seed) for seed in range(3000)}) > 2000


def test_a_hole_that_nothing_fills_is_an_error() -> None:
    with pytest.raises(KeyError):
        filled("{nonsense}")
