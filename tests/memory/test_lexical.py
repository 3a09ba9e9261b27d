"""Search by words: whatever people type is words, never syntax."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memory import lexical
from memory.database import Database, sqlite_url
from tests.bag_of_words import BagOfWords
from tests.memory import postgres
from tests.memory.shelves import shelve

TEXTS = (
    "The red fox jumps over the lazy dog.",
    "A fox is a small wild dog.",
    "Bread is baked in an oven.",
    "Müller wohnt in Zürich.",
    "北京 是 中国 的 首都",
    "Order number XJ-9921 was shipped.",
    "首都は東京です。ISO 27001:2013 の認証。",
    "File 12/3456: an exam-\nple of soft\u00adware, by Herr Goessler, Mu\u0308hlstraße.",
    "ภาษาไทยง่าย हिन्दी भाषा",
)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres.server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    is_sqlite = request.param == "sqlite"
    url = sqlite_url(tmp_path) if is_sqlite else postgres.empty_database(request.getfixturevalue("server"))
    opened = Database(url)
    yield opened
    opened.close()


@pytest.fixture
def shelved(database: Database) -> Database:
    shelve(database, BagOfWords(), "ann", "a.txt", TEXTS)
    shelve(database, BagOfWords(), "bob", "b.txt", ["The fox of Bob is secret."])
    return database


def chunks(database: Database, query: str, owner: str = "ann", **narrow: object) -> list[int]:
    with database.reading() as session:
        return [hit.chunk for hit in lexical.search(session, owner, query, 10, **narrow)]  # type: ignore[arg-type]


def test_empty_words_are_looked_for_where_there_are_no_others(shelved: Database) -> None:
    is_sqlite = shelved.is_sqlite  # Postgres knows no empty words
    assert sorted(chunks(shelved, "is the a of")) == ([1, 2, 3, 8] if is_sqlite else [])
    assert chunks(shelved, "the") == ([1] if is_sqlite else [])


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("foxes", [1, 2]),
        ("where is bread baking?", [3]),
        ("muller", [4]),
        ("ZÜRICH", [4]),
        ("中国", [5]),
        ("xj-9921", [6]),
        ("XJ9921", [6]),
        ("9921", [6]),
        ("xj-99", [6]),
        ("東京", [7]),
        ("ISO27001", [7]),
        ("27001:2013", [7]),
        ("12/3456", [8]),
        ("123456", [8]),
        ("3456", [8]),
        ("example", [8]),
        ("software", [8]),
        ("Gößler", [8]),
        ("muehlstrasse", [8]),
        ("MÜHLSTRASSE", [8]),
        ("ไทย", [9]),
        ("हिन्दी", [9]),
        ("?!", []),
        ("", []),
    ],
)
def test_finds_by_words(shelved: Database, query: str, wanted: list[int]) -> None:
    assert sorted(chunks(shelved, query)) == wanted


def test_rare_words_count_more_and_more_of_them_count_most(shelved: Database) -> None:
    assert chunks(shelved, "lazy fox") == [1, 2]
    with shelved.reading() as session:
        scores = [hit.score for hit in lexical.search(session, "ann", "lazy fox", 10)]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0


def test_never_finds_what_belongs_to_another_owner(shelved: Database) -> None:
    assert sorted(chunks(shelved, "fox secret", owner="ann")) == [1, 2]
    assert chunks(shelved, "fox secret", owner="bob") == [10]
    assert chunks(shelved, "fox", owner="eve") == []


def test_narrows_to_documents(database: Database) -> None:
    one = shelve(database, BagOfWords(), "ann", "1.txt", ["a fox"])
    two = shelve(database, BagOfWords(), "ann", "2.txt", ["a fox"])
    assert chunks(database, "fox", documents=[one]) == [1]
    assert chunks(database, "fox", documents={one, two}) == [1, 2]
    assert chunks(database, "fox", documents=[]) == []
    assert chunks(database, "fox", owner="bob", documents=[one]) == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.text(),
        st.lists(
            st.sampled_from(['"', "'", "NEAR(", ")", "*", "^", "AND", "OR", "NOT", "text:", "-", "+", "{", "fox"])
        ).map(" ".join),
    )
)
def test_no_query_is_a_syntax_error(shelved: Database, query: str) -> None:
    chunks(shelved, query)


def test_a_pasted_page_is_a_bounded_query(shelved: Database) -> None:
    pasted = " ".join("word" + "".join("abcdefghij"[int(digit)] for digit in str(n)) for n in range(5000))
    assert chunks(shelved, f"fox {pasted}") == [2, 1]
