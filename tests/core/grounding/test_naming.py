"""Files are found by their names in questions, and shared words alone are no names."""

from __future__ import annotations

import pytest

from core.grounding.naming import find, name_words

NAMES = dict(
    enumerate("lease_agreement.pdf medical_report_anna.pdf medical_report_ben.pdf BudgetPlan2024.xlsx".split())
)
LIBRARY = {f"d{n}": name for n, name in NAMES.items()} | {"sun": "solar_energy.txt", "a": "notes.txt", "b": "notes.txt"}


@pytest.mark.parametrize(("question", "documents"), [
    ("What is the rent in lease_agreement.pdf?", {"d0"}),
    ("What does the lease say about pets?", {"d0"}),
    ("what is the rent in the leese agreement", {"d0"}),
    ("Summarise the medical report of Anna", {"d1"}),
    ("Summarise the medical report", {"d1", "d2"}),
    ("What is the total in budget plan 2024?", {"d3"}),
    ("What stands in notes.txt?", {"a", "b"}),
])  # fmt: skip
def test_a_file_is_named(question: str, documents: set[str]) -> None:
    found = find(question, LIBRARY)
    assert found is not None
    assert set(found.documents) == documents


@pytest.mark.parametrize(("question", "documents"), [
    ("summarise the minutes of March", {"march"}),
    ("summarise the minutes of February 2025", {"february"}),
    ("summarise the minutes", {"march", "february"}),
    ("summarise the minutes of May", {"march", "february"}),
])  # fmt: skip
def test_a_month_picks_the_file_with_that_date_in_its_name(question: str, documents: set[str]) -> None:
    found = find(question, {"march": "minutes_2025-03-11.docx", "february": "minutes_2025-02-11.docx"})
    assert found is not None
    assert set(found.documents) == documents


@pytest.mark.parametrize("question", ["Is solar power cheap?", "Who is Anna?", "How much energy does a house need?"])
def test_a_shared_word_alone_names_no_file(question: str) -> None:
    assert find(question, LIBRARY) is None


@pytest.mark.parametrize(("question", "sure"), [
    ("What is written in solar_energy.txt?", True),
    ("What is the point of the document solar energy?", True),
    ("Why is solar energy cheap?", False),
])  # fmt: skip
def test_a_topic_is_no_sure_name(question: str, sure: bool) -> None:
    found = find(question, LIBRARY)
    assert found is not None
    assert found.sure is sure


def test_the_words_of_a_name() -> None:
    assert name_words("LeaseAgreement_v2-2023.final.pdf") == ["lease", "agreement", "v", "2", "2023", "final"]
