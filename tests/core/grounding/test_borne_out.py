"""Names and numbers of a question are found, and held against what would answer it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.grounding.borne_out import Key, keys, missing, proper_names

INVOICE = "Invoice no. 2041, Ada Lindström, total 1,318.40 EUR, paid on 3 May 2024. Three items."


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What is the total of invoice 2041?", ["2041"]),
        ("Who is the CEO of IBM?", ["CEO", "IBM"]),
        ("IBM's CEO?", ["IBM", "CEO"]),
        ("what does the X-200 cost", ["X-200"]),
        ("When was Harbour House built?", ["Harbour", "House"]),
        ("What is it about?", []),
        ("How many rooms are there?", []),
        ("How much flour for 6 people?", []),
        ("Who came 20 minutes late on Tuesdays?", []),
        ("What did Mr Petrakis pay on 11 April?", ["Petrakis", "11", "April"]),
        ("What is in room 12 and who has the key?", ["12"]),
        ("Wer darf an der Kreissäge arbeiten?", []),
        ("Was kostet Angebot 2025-041 bei IKEA?", ["2025-041", "IKEA"]),
        ("Which GPU has PPR-9087?", ["PPR-9087"]),
        ("From which IP address did Ada come?", ["Ada"]),
        ("予約番号R514の部屋はどこ", ["R514"]),
        ("12人の団体が前日にキャンセルしたら取消料は？", []),
        ("丝绸睡衣的单价是多少？", []),
        ("The tap drips. According to our lease, who mends it?", []),
        ("He broke it and I'd like to know: is it OK if we don't pay?", []),
        ("Does Dr. Okafor work in St. Ives?", ["Okafor", "St", "Ives"]),
        ("What did Fay O'Brien say? Nothing yet?", ["Fay", "O'Brien"]),
        ("What may a B&B cost?", ["B&B"]),
    ],
)
def test_names_numbers_and_codes_of_a_question(question: str, named: list[str]) -> None:
    assert [key.text for key in keys(question)] == named


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("am I covered if Jude rides behind me?", "supposed"),
        ("Say Priya resigns: what notice is due?", "supposed"),
        ("Does Jude ride if it rains?", "name"),
        ("Do you know if Bruno was vaccinated?", "name"),
        ("what does it say Anna owes?", "name"),
        ("is it dear if there is a leak at Anna's?", "name"),
    ],
)
def test_who_is_supposed_to_do_something_is_told_from_who_is_asked_about(question: str, kind: str) -> None:
    assert [key.kind for key in keys(question)] == [kind]


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("2041", True),
        ("204", False),
        ("1318", False),
        ("1,318.40", True),
        ("3", True),
        ("May", True),
        ("Lindstrom", True),
        ("Lindstroem", True),
        ("Ada", True),
        ("Eda", False),
        ("Omar", False),
        ("2042", False),
        ("INV-2041", False),
    ],
)
def test_a_text_bears_out_what_stands_in_it(asked: str, there: bool) -> None:
    kind = "number" if any(c.isdigit() for c in asked) else "name"
    assert (missing([Key(asked, kind)], INVOICE) == ()) is there


def test_thousands_are_one_number_however_they_are_written() -> None:
    for written in ("1,200", "1.200", "1 200", "1200", "1\u202f200"):
        assert not missing(keys("Who owes 1200 euros?"), f"Omar owes {written} EUR"), written
    assert not missing(keys("Who owes 1,200 euros?"), "Omar owes 1200 EUR")
    assert missing(keys("Who owes 1200 euros?"), "Omar owes 12001 EUR")


@pytest.mark.parametrize(("asked", "text", "there"), [
    ("UK", "Courses are held all over the United Kingdom.", True),
    ("U.K", "Courses are held all over the United Kingdom.", True),
    ("CEO", "The chief executive officer is Ada Lind.", True),
    ("UK", "A used kettle is for sale.", False),
    ("CFO", "The chief executive officer is Ada Lind.", False),
    ("Win", "Support for Windows XP ended in 2014.", True),
    ("Ann", "Anna paid the bill.", False),
    ("Max", "Maxine paid the bill.", True),
])  # fmt: skip
def test_a_short_form_is_borne_out_by_what_it_stands_for(asked: str, text: str, there: bool) -> None:
    assert (missing([Key(asked, "name")], text) == ()) is there


def test_what_stands_around_counts_too() -> None:
    question = "What is the total of invoice 2041?"
    assert missing(keys(question), "Total: 95.00 EUR")
    assert not missing(keys(question), "Total: 95.00 EUR", "invoice-2041.pdf")


@pytest.mark.parametrize("text", ["11.04.2025", "2025-04-11", "11 Apr 2025", "April 11th", "minutes_2025-04-11.docx"])
def test_a_month_is_the_same_in_figures(text: str) -> None:
    assert missing(keys("the receipt of April"), f"Receipt {text}") == ()
    assert missing(keys("the receipt of June"), f"Receipt {text}") != ()


def test_numbers_in_letters_are_numbers() -> None:
    assert not missing(keys("Do 3 items belong to it?"), "Three items")
    assert not missing([Key("three", "name")], "3 items")


@given(st.text(alphabet="aBcDéÖ 019,.-/’?X", max_size=60))
def test_a_question_bears_out_itself_and_nothing_breaks(text: str) -> None:
    assert missing(keys(text), text) == ()


@pytest.mark.parametrize(("question", "text", "there"), [
    ("Metformin dose at a GFR of 45?", "Metformin; GFR > 60: 1000 mg; GFR 30 - 60: 500 mg; GFR < 30: none", True),
    ("Metformin dose at a GFR of 25?", "Metformin; GFR 30 - 60: 500 mg", False),
    ("price per pallet for 120 pallets", "Pallets: from 100; EUR: 36.00", True),
    ("price per pallet for 99 pallets", "Pallets: from 100; EUR: 36.00", True),  # small counts name nothing
    ("how much is postage for 1,720 grams", "up to 2,000 g: 4.50; over 2,000 g: 7.00", True),
    ("What is the total of invoice 4711?", "Pallets: from 100; EUR: 36.00", False),
    ("What did we earn in 2023?", "from 100 pieces on", False),
    ("Who teaches the 2nd lesson?", "Lesson: 2; Monday: Latin", True),
    ("Who teaches the 2nd lesson?", "In the second lesson there is Latin.", True),
    ("Who teaches the 2nd lesson?", "Lesson: 3; Monday: Latin", False),
])  # fmt: skip
def test_amounts_lie_in_ranges_and_ordinals_are_numbers(question: str, text: str, there: bool) -> None:
    numbers = [key for key in keys(question) if any(c.isdigit() for c in key.text)]
    assert (missing(numbers, text) == ()) is there


def test_nouns_of_a_german_question_without_a_german_function_word_are_no_names() -> None:
    assert [key.text for key in keys("Summe beider Versicherungen 2025")] == ["2025"]
    assert keys("Waschküche Haus vierzehn am Donnerstag") == ()
    assert [key.text for key in keys("am i insured with Larkspur")] == ["Larkspur"]


def test_codes_and_months_are_no_proper_names() -> None:
    said = proper_names("Does Ann or Tobias Lind pay VAT for option B of IBM in July or on 3 May?")
    assert [key.text for key in said] == ["Ann", "Tobias", "Lind"]


def test_several_of_a_model_are_borne_out_by_its_number() -> None:
    assert not missing(keys("How often do the 310s need a new membrane?"), "TB-310: replace the membrane every year.")
    assert missing(keys("How often do the 210s need a new membrane?"), "TB-310: replace the membrane every year.")


@pytest.mark.parametrize(("asked", "text", "there"), [
    ("what is the 500g tub?", "Emollient, 500 g, tub", True), ("what is the 500g tub?", "a tub of 500 grams", True),
    ("what is the 500g tub?", "Emollient, 50 g, tub", False), ("what is the 500g tub?", "500 ml", False),
    ("a 2hr slot?", "slots of 2 hours", True), ("a 2hr slot?", "slots of 2 days", False),
    ("the 10mm drill?", "drill 10mm", True), ("the 1.5mm cable?", "cable, 1.5 mm", True),
    ("the 1.5mm cable?", "cable, 2.5 mm", False), ("is LK500g there?", "500 g", False),
    ("the 16GB card?", "a card of 16 gb", True), ("the 2GB card?", "2 gigabytes", True),
    ("by 7am?", "from 7 am on", True), ("the 2l jug?", "fasst 2 Liter", True),
])  # fmt: skip
def test_a_measure_is_one_however_its_unit_is_written(asked: str, text: str, there: bool) -> None:
    assert (not missing(keys(asked), text)) is there


@pytest.mark.parametrize(("asked", "text"), [
    ("When is the rent for unit 2B due?", "The flat has 2 bedrooms. Rent is due on the 5th."),
    ("Where does bus 7A stop?", "Bus line 9 stops at the station from 7 am until 8 pm."),
    ("Who teaches class 5C?", "Class 6 has 5 children; Mr Miller teaches it."),
    ("Who lives in flat 3M?", "Flat 8 is 3 metres wide."), ("How much is the 500m cable?", "A 500 mm cable costs 3."),
    ("What does a 16GB card cost?", "A 16 gbit link costs 20."), ("the 5m hose?", "warranted for 5 months"),
])  # fmt: skip
def test_a_code_or_a_measure_is_not_borne_out_by_a_longer_word(asked: str, text: str) -> None:
    assert missing([key for key in keys(asked) if any(c.isdigit() for c in key.text)], text)
