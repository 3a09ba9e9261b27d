"""Where evidence is looked for, and which passages are shown with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from core.grounding.span_reader import Answering
from core.settings import Settings
from core.types import message
from tests.app.answering.standins import House, Spans


def points_at_years(_self: Spans, _question: str, texts: Sequence[str], _titles: Sequence[str]) -> list[Answering]:
    found = [Answering(n, 0, len(text), (0, 4), 8.0 if text[:4].isdigit() else -8.0) for n, text in enumerate(texts)]
    return sorted(found, key=lambda one: -one.score)


def test_evidence_is_looked_for_beyond_what_is_shown_and_then_shown_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Spans, "read", points_at_years)
    house = House(tmp_path)
    materials = ("stone", "brick", "timber", "slate", "clay", "straw")
    house.shelve(*(f"The mill was built: {material}." for material in materials))
    house.shelve("1843 is what the registers of the parish say of the old mill on the river.", name="parish.txt")
    task = house.prepare("When was the mill built?")
    assert [passage.text[:4] for passage in task.passages].index("1843") == Settings().passages - 1
    assert len(task.passages) == Settings().passages
    assert task.evidence[0].passage.chunk == task.passages[-1].chunk


def test_what_a_newer_document_says_anew_is_no_evidence_from_the_older(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Spans, "read", points_at_years)
    house = House(tmp_path, excerpts=True)
    house.shelve("1200 euro are the rent of the mill.", name="prices 2025.txt")
    house.shelve("1300 euro are the rent of the mill.", name="prices 2026.txt")
    assert [item.quote[:4] for item in house.prepare("What is the rent of the mill?").evidence] == ["1300"]
    both = house.prepare("What was the rent of the mill before?").evidence
    assert sorted(item.quote[:4] for item in both) == ["1200", "1300"]


def points_at_words_of_the_question(
    _self: Spans, question: str, texts: Sequence[str], _titles: Sequence[str]
) -> list[Answering]:
    asked = set(question.lower().replace("?", "").split())
    found = [
        Answering(n, 0, len(text), (0, 4), 5.0 * len(asked & set(text.lower().split())) - 9)
        for n, text in enumerate(texts)
    ]
    return sorted(found, key=lambda one: -one.score)


def test_evidence_is_looked_for_for_each_of_two_things(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Spans, "read", points_at_words_of_the_question)
    house = House(tmp_path, excerpts=True)
    for n in range(4):
        house.shelve(f"The mill by the creek was built in 18{n + 10} of stone.", name=f"{n}.txt")
    house.shelve("Repairs of the mill cost 40 pounds, says a letter that came in spring.", name="bill.txt")
    evidence = house.prepare("Was the mill by the creek built of stone and what did repairs cost?").evidence
    assert evidence[-1].quote.startswith("Repairs of the mill")


@pytest.mark.parametrize(("completed", "year"), [(3.0, "1843"), (-2.0, "1790")])
def test_a_question_that_does_not_say_what_it_is_about_has_to_find_far_surer_evidence_than_its_completions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, completed: float, year: str
) -> None:
    def read(_self: Spans, question: str, texts: Sequence[str], _titles: Sequence[str]) -> list[Answering]:
        meant = "1843" if "mill" in question else "1790"
        sure = 4.0 if meant == "1790" else completed
        found = [
            Answering(n, 0, len(text), (0, 4), sure if text.startswith(meant) else -9.0) for n, text in enumerate(texts)
        ]
        return sorted(found, key=lambda one: -one.score)

    monkeypatch.setattr(Spans, "read", read)
    house = House(tmp_path)
    house.shelve("1843 is the year of the mill.", name="mill.txt")
    house.shelve("1790 is the year of the church.", name="church.txt")
    past = (message("user", "Who built the mill?"), message("assistant", "Ada [1]"))
    assert house.prepare("And what year was it?", history=past).evidence[0].quote[:4] == year


def test_what_a_document_says_of_whom_it_names_at_its_head_alone_is_looked_at(tmp_path: Path) -> None:
    house = House(tmp_path, excerpts=True)
    for n in range(9):
        house.shelve(f"The deposit of flat {n} is paid: the deposit is 900 pounds.", name=f"{n}.txt")
    house.shelve("Lease of Tobias Lind.", "It has been lodged with a bank: 735 pounds.", name="lease.txt")
    evidence = house.prepare("What is the deposit of Tobias?").evidence
    quotes = [item.quote for item in evidence]
    assert any("735" in quote for quote in quotes)
    assert quotes.count("Lease of Tobias Lind.") == 1
    assert house.prepare("What is the deposit of Tobias?", library="off").evidence == ()
    assert [item.n for item in evidence] == list(range(1, len(evidence) + 1))
