"""A document that is named in a question is searched first, and the others where it holds nothing."""

from __future__ import annotations

from app.answering.assistant import gather
from tests.app.answering.standins import OWNER, House


def test_the_named_document_answers_before_one_that_says_the_same(house: House) -> None:
    house.shelve("The monthly rent is 900 euros.", name="lease_2023.txt")
    house.shelve("The monthly rent is 950 euros.", name="lease_2024.txt")
    for year in ("2023", "2024"):
        task = house.prepare(f"What is the monthly rent in lease_{year}?")
        assert task.evidence[0].passage.name == f"lease_{year}.txt"


def test_where_it_holds_nothing_the_others_are_searched(house: House) -> None:
    house.shelve("Helmets must be worn.", name="warehouse_safety.txt")
    house.shelve("The warehouse manager is Paul Ortiz.", name="company.txt")
    task = house.prepare("According to the warehouse safety file, who is the warehouse manager?")
    assert task.evidence[0].passage.name == "company.txt"


def test_a_follow_up_stays_with_the_document(house: House) -> None:
    house.shelve("The monthly rent is 900 euros. The deposit sum is 1800.", name="lease_2023.txt")
    house.shelve("The monthly rent is 950 euros. The deposit sum is 1900.", name="lease_2024.txt")
    first = gather(iter(house.ask("What is the monthly rent in lease_2023?")))
    task = house.prepare("and its deposit sum?", conversation=first.conversation)
    assert task.evidence[0].passage.name == "lease_2023.txt"


def test_a_follow_up_stays_with_the_document_that_answered(house: House) -> None:
    house.shelve("A ticket for the annual dinner is £32, for juniors £22.", name="newsletter.txt")
    house.shelve("Guests pay £7 for the regatta, juniors go free.", name="regatta.txt")
    first = gather(iter(house.ask("How much is a ticket for the annual dinner?")))
    task = house.prepare("and for juniors?", conversation=first.conversation)
    assert task.named is not None
    assert [house.library.get(OWNER, document).name for document in task.named.documents] == ["newsletter.txt"]
    assert task.evidence[0].passage.name == "newsletter.txt"
