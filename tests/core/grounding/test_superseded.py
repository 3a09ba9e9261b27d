"""What a newer document of the same series says anew is no evidence any more, unless the past is asked for."""

from __future__ import annotations

import pytest

from core.grounding.superseded import edition_of, superseded
from core.types import Evidence, PageSpan, Passage


def passages(*of: tuple[str, str]) -> list[Passage]:
    return [
        Passage(n, f"d{n}", name, "text", text, PageSpan(1, 0, len(text)), 1.0) for n, (name, text) in enumerate(of, 1)
    ]


def first_of_each(found: list[Passage]) -> list[Evidence]:
    return [Evidence(n, p, 0, len(p.text), p.span, 0.9, "span reader") for n, p in enumerate(found, 1)]


def left_out(question: str, *of: tuple[str, str]) -> set[int]:
    found = passages(*of)
    return superseded(question, first_of_each(found), found)


@pytest.mark.parametrize(("older", "newer"), [
    ("price list 2025.pdf", "price list 2026.pdf"),
    ("minutes 2025-09-16.docx", "minutes_2025-10-21.odt"),
    ("porter recipe v2.txt", "Porter Recipe v3.docx"),
    ("lease (old).pdf", "lease.pdf"),
    ("lease.pdf", "lease (2).pdf"),
    ("Satzung Entwurf.pdf", "Satzung final.pdf"),
    ("report March 2025.pdf", "report October 2025.pdf"),
    ("bylaws 03-04-2024.pdf", "bylaws 2024-11-02.pdf"),
    ("fees_2024.xlsx", "fees 2024-25 rev 2.xlsx"),
])  # fmt: skip
def test_a_newer_one_of_a_series(older: str, newer: str) -> None:
    assert edition_of(newer).supersedes(edition_of(older))
    assert not edition_of(older).supersedes(edition_of(newer))
    assert not edition_of(newer).supersedes(edition_of(newer))


@pytest.mark.parametrize(("one", "other"), [
    ("lease.pdf", "price list 2026.pdf"), ("2025.pdf", "2026.pdf"), ("boat fees 2025.pdf", "hall fees 2026.pdf"),
])  # fmt: skip
def test_others_are_no_series(one: str, other: str) -> None:
    assert not edition_of(other).supersedes(edition_of(one))


OLD = ("prices 2025.pdf", "A full colour costs 48 pounds. We open at nine.")
NEW = ("prices 2026.pdf", "We open at nine. A full colour costs 52 pounds.")


def test_the_same_sentence_with_another_value_is_superseded() -> None:
    assert left_out("What does a full colour cost?", OLD, NEW) == {1}


@pytest.mark.parametrize("question", [
    "What did a full colour cost in 2025?", "What was the old price of a full colour?",
    "How has the price of a full colour changed?",
])  # fmt: skip
def test_who_asks_for_the_past_gets_it(question: str) -> None:
    assert left_out(question, OLD, NEW) == set()


def test_what_the_newer_one_does_not_say_still_holds() -> None:
    assert left_out("What does a perm cost?", ("prices 2025.pdf", "A perm costs 45 pounds."), NEW) == set()


def test_parallel_records_are_told_apart_by_whom_they_name() -> None:
    one = ("invoice 2026-01.pdf", "Invoice for Ada Lind, total 95.00 EUR")
    two = ("invoice 2026-02.pdf", "Invoice for Omar Haddad, total 95.00 EUR")
    assert left_out("What is the total for Ada Lind?", one, two) == set()


@pytest.mark.parametrize(("said", "pointed", "taken_back"), [
    ("Moved from 29 November to Saturday 6 December because the hotel double booked.", "29 November", True),
    ("Die Feier ist statt am 29 November erst am 6 Dezember.", "29 November", True),
    ("The dinner is on 29 November, and the prize giving on 6 December.", "29 November", False),
    ("Moved from 22 November to 6 December.", "29 November", False),
    ("Moved to the Anchor Hotel.", "Anchor Hotel", False),
])  # fmt: skip
def test_a_figure_that_another_passage_takes_back_holds_no_more(said: str, pointed: str, taken_back: bool) -> None:
    text = "The annual dinner is on Saturday 29 November at the Anchor Hotel."
    found = passages(("minutes.docx", text), ("news.pdf", said))
    at = text.index(pointed)
    item = Evidence(1, found[0], 0, len(text), found[0].span, 1.0, "span reader", (at, at + len(pointed)))
    assert superseded("When is the annual dinner?", [item], found) == ({1} if taken_back else set())


def test_a_figure_among_others_is_taken_back_by_a_sentence_about_the_same() -> None:
    text = "There are 47 active pairs and a waiting list of 19."
    found = passages(
        ("minutes nov.odt", text), ("minutes feb.docx", "One correction: the waiting list stood at 16, not 19.")
    )
    item = Evidence(1, found[0], 0, len(text), found[0].span, 0.9, "span reader", (10, len(text)))
    assert superseded("How many were on the waiting list?", [item], found) == {1}
    other = passages(("minutes nov.odt", text), ("minutes feb.docx", "The lunch moved: it is not on the 19th."))
    assert superseded("How many were on the waiting list?", [item], other) == set()
