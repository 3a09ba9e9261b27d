"""Values are said whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.grounding.values import cells, find, in_cell, widen
from core.words import stems


@pytest.mark.parametrize(
    ("text", "pointed", "whole"),
    [
        ("Total due: £385.80", "385.80", "£385.80"),
        ("It costs 95.00 EUR, and more", "95.00", "95.00 EUR"),
        ("Labour: £45.00/h for all", "45.00", "£45.00/h"),
        ("write to ruiz@harbour.example.", "ruiz", "ruiz@harbour.example"),
        ("IBAN: GB29 NWBK 6016 1331 9268 19.", "6016 1331", "GB29 NWBK 6016 1331 9268 19"),
        ("He is at home after 5 pm on weekdays", "5", "after 5 pm"),
        ("It weighs 4.1 kg.", "4.1", "4.1 kg"),
        ("The reference is PPR-9087-B.", "9087", "PPR-9087-B"),
        ("on 3 May 2024, in Oslo", "May", "3 May 2024"),
        ("carried over until 31 March.", "31 March", "31 March"),
        ("on May 3, 2024 in Oslo", "3", "May 3, 2024"),
        ("lands on Thursday 7 August, 14.35, in", "7 August", "7 August, 14.35"),
        ("on 18 November at 7 pm in", "18 November", "18 November at 7 pm"),
        ("am 5. September 2026 um 10:40 Uhr bei", "September", "5. September 2026 um 10:40 Uhr"),
        ("Kontrolle am 05.05.2026, 10:40 Uhr", "05.05.2026", "05.05.2026, 10:40 Uhr"),
        ("el 3 de mayo de 2024 a las 9:30", "mayo", "3 de mayo de 2024 a las 9:30"),
        ("30 people 14 rooms", "30", "30 people"),
        ("03.04.2026 45.90 EUR Bakery", "03.04.2026", "03.04.2026"),
        ("On 3 May, 12.50 euros were paid", "3 May", "3 May"),
        ("stieg von 40 auf 2000 Euro", "40", "40"),
        ("It costs 4.50. Since 2019", "4.50", "4.50"),
        ("rose by 5 from 2019 on", "5", "5"),
        ("open 08:00-18:00 daily", "18:00", "08:00-18:00"),
        ("Call 0113 555 0101 now", "555", "0113 555 0101"),
        ("Efficiency of 17.5 % only", "17.5", "17.5 %"),
        ("about 3.2 million people live there", "3.2", "3.2 million"),
        ("at least 25 days of leave", "25 days", "at least 25 days"),
        ("built by Maria Olsen in 1931", "Maria Olsen", "Maria Olsen"),
        ("founded in 1931.", "1931", "1931"),
        ("the unbelievable story", "believ", "unbelievable"),
        ("入らないときはサワラに替える", "サワラ", "サワラ"),
        ("点検は11月12日の午前", "11月12日", "11月12日"),
    ],
)
def test_what_was_cut_out_of_a_value_is_made_whole(text: str, pointed: str, whole: str) -> None:
    start = text.index(pointed)
    assert text[slice(*widen(text, start, start + len(pointed)))] == whole


@given(st.text(alphabet="ab1 2.,€-@", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_a_range_only_grows_and_once_grown_stays(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    wider = widen(text, start, end)
    assert wider[0] <= start <= end <= wider[1] <= len(text)
    assert widen(text, *wider) == wider


def test_words_are_found_whatever_their_spaces_and_case() -> None:
    assert find("maria  OLSEN", "by Maria\nOlsen") == (3, 14)
    assert find("Omar", "by Maria") is None
    assert find("", "by Maria") is None


def test_words_are_found_by_themselves_before_they_are_found_inside_of_others() -> None:
    row = "Date: 2025-03-13; Alive: 2; Dead: 1"
    assert find("1", row) == (len(row) - 1, len(row))
    assert find("3", row) is None
    assert find("12", "each at 12kg, 120 in all") == (8, 10)
    assert find("art", "the cart and the art") == (17, 20)
    assert find("art", "the cart") == (5, 8)


ROW = "Code: R70; Service: Ceramic crown; Price EUR: 845; Minutes: 120"


@pytest.mark.parametrize(
    ("question", "pointed", "value"),
    [
        ("price for a ceramic crown?", "EUR: 845; Minutes: 120", "845"),
        ("How many minutes does a ceramic crown take?", "EUR: 845; Minutes: 120", "120"),
        ("What is the code of the ceramic crown?", "Code: R70; Service", "R70"),
        ("what costs 845?", "Ceramic crown", "Ceramic crown"),
        ("price for a ceramic crown?", "845", "845"),
    ],
)
def test_what_is_pointed_at_in_a_row_is_the_value_of_one_cell(question: str, pointed: str, value: str) -> None:
    start = ROW.index(pointed)
    first, last = in_cell(ROW, start, start + len(pointed), set(stems(question)))
    assert ROW[first:last] == value


def test_a_sentence_with_a_colon_is_no_row() -> None:
    text = "Opening hours: 9 to 5"
    assert cells(text) == []
    assert in_cell(text, 0, len(text), {"hour"}) == (0, len(text))
