"""Search: by meaning, by words, by picture; thresholds, owners, narrowing, twins."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import event

from core.settings import Settings
from core.types import Chunk, FloatArray, PageSpan, TimeSpan, Word
from memory.database import Database
from memory.index import Index
from memory.retrieve import Retriever
from memory.vectors.faiss import FaissStore
from tests.bag_of_words import BagOfWords
from tests.memory.shelves import shelve


class Colours:
    """A picture encoder whose space is red, green, blue, and no colour at all."""

    space = "colours"
    dimension = 4
    threshold, sure, same = 0.25, 0.4, 0.9

    def __init__(self) -> None:
        self.calls = 0

    def encode_pictures(self, pictures: list[np.ndarray]) -> FloatArray:
        self.calls += 1
        means = np.stack([[*picture.reshape(-1, 3).mean(axis=0), 0] for picture in pictures]).astype(np.float32)
        return means / np.linalg.norm(means, axis=1, keepdims=True)

    def encode_texts(self, texts: list[str]) -> FloatArray:
        self.calls += 1
        rows = np.array([[*(c in text for c in ("red", "green", "blue")), 0.1] for text in texts], dtype=np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def photo(self, picture: np.ndarray) -> float:
        return 0.0

    def guesses(self, picture: np.ndarray, count: int = 3) -> list[tuple[str, float]]:
        return []


class Shelf:
    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.texts, self.pictures = database, BagOfWords(), Colours()
        self.index = Index(database, FaissStore(folder))
        self.retriever = Retriever(database, self.index, self.texts, self.pictures, Settings())

    def add(self, owner: str, name: str, texts: list[str | Chunk], **more: object) -> str:
        document = shelve(self.database, self.texts, owner, name, texts, **more)  # type: ignore[arg-type]
        self.index.apply()
        return document

    def found(self, query: str, owner: str = "ann", limit: int = 5, **narrow: object) -> list[str]:
        return [p.name for p in self.retriever.search(owner, query, limit, **narrow)]  # type: ignore[arg-type]


@pytest.fixture
def shelf(database: Database, tmp_path: Path) -> Shelf:
    return Shelf(database, tmp_path / "faiss")


def test_the_passage_that_says_it_comes_first_with_its_place(shelf: Shelf) -> None:
    shelf.add("ann", "bread.txt", ["Bread is baked in an oven.", "Flour is milled from wheat."])
    document = shelf.add("ann", "foxes.txt", [Chunk("A fox lives in a den.", PageSpan(3, 40, 61))])
    first, *_ = shelf.retriever.search("ann", "Where does the fox live?", 5)
    assert (first.name, first.document, first.span, first.kind) == ("foxes.txt", document, PageSpan(3, 40, 61), "text")
    assert 0.3 <= first.score <= 1.0


def test_what_is_far_in_meaning_and_words_is_left_out(shelf: Shelf) -> None:
    shelf.add("ann", "bread.txt", ["Bread is baked in an oven."])
    assert shelf.found("Who won the football match on Saturday?") == []
    assert shelf.found("   ") == []
    assert shelf.found("bread oven", limit=0) == []


def test_a_rare_word_is_found_though_the_meaning_is_far(shelf: Shelf) -> None:
    filler = " ".join(f"filler{n}" for n in range(60))
    shelf.add("ann", "orders.txt", [f"XJ9921 {filler}"])
    (passage,) = shelf.retriever.search("ann", "XJ9921", 5)
    assert passage.score < shelf.retriever.threshold


def test_owners_never_meet(shelf: Shelf) -> None:
    shelf.add("bob", "secret.txt", ["The fox of Bob lives in a den."])
    assert shelf.found("Where does the fox of Bob live?", owner="ann") == []
    assert shelf.found("Where does the fox of Bob live?", owner="bob") == ["secret.txt"]


def test_narrowing_to_kinds_and_documents(shelf: Shelf) -> None:
    heard = Chunk("The fox lives in a den.", TimeSpan(1.0, 3.0), (Word(" The", 1.0, 1.2, 0.9),))
    talk = shelf.add("ann", "talk.wav", [heard], kind="audio")
    for n in range(120):
        shelf.add("ann", f"{n}.txt", [f"The fox lives in den number{n}."])
    assert shelf.found("fox lives in a den", kinds=["audio"]) == ["talk.wav"]
    assert shelf.found("fox lives in a den", documents=[talk]) == ["talk.wav"]
    assert shelf.found("fox lives in a den", documents=[]) == []
    assert shelf.found("fox lives in a den", kinds=["picture"]) == []
    (passage,) = shelf.retriever.search("ann", "fox lives in a den", 3, kinds=["audio"])
    assert passage.words == (Word(" The", 1.0, 1.2, 0.9),)
    assert "words" not in passage.to_json()


def test_pictures_have_their_own_space_and_threshold(shelf: Shelf) -> None:
    red = np.array([1, 0, 0, 0], dtype=np.float32)
    shelf.add("ann", "bread.txt", ["Bread is baked in an oven."])
    assert shelf.pictures.calls == 0
    shelf.found("something red")
    assert shelf.pictures.calls == 0, "no pictures, no picture encoder"
    shelf.add("ann", "rose.png", ["flower"], kind="picture", picture=("colours", red))
    assert shelf.found("something red") == ["rose.png"]
    assert shelf.found("something blue") == []
    assert shelf.found("bread oven") == ["bread.txt"]
    pixels = np.zeros((4, 4, 3), np.uint8)
    pixels[..., 0] = 200
    assert shelf.found("", picture=pixels) == ["rose.png"]
    assert shelf.found("", owner="bob", picture=pixels) == []


def test_twins_are_shown_once(shelf: Shelf) -> None:
    text = "The fox lives in a den."
    shelf.add(
        "ann", "a.txt", [Chunk(text, PageSpan(1, 0, 23)), Chunk("So the fox lives in a den.", PageSpan(1, 4, 30))]
    )
    assert shelf.found("fox lives in a den") == ["a.txt"], "mostly the same place"
    shelf.add("ann", "b.txt", [text.upper()])
    shelf.add("ann", "c.txt", ["Another fox lives in another den."])
    found = shelf.found("fox lives in a den")
    assert len(found) == 2
    assert found[1] == "c.txt"


def test_one_encoding_and_few_statements_a_search(shelf: Shelf) -> None:
    shelf.add("ann", "many.txt", [f"The fox number{n} lives in a den." for n in range(80)])
    shelf.texts.calls.clear()
    statements: list[str] = []
    event.listen(shelf.database.engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
    assert len(shelf.retriever.search("ann", "Where does the fox live?", 20)) == 20
    assert shelf.texts.calls == [["Where does the fox live?"]]
    assert len([s for s in statements if s.lstrip().startswith("SELECT")]) <= 5


def test_the_nearest_come_below_the_threshold_where_they_are_asked_for(shelf: Shelf) -> None:
    shelf.add("ann", "bread.txt", ["Bread is baked in an oven.", "It cools on a rack."])
    assert shelf.found("quantum chromodynamics") == []
    nearest = shelf.retriever.search("ann", "quantum chromodynamics", 3, nearest=1)
    assert [passage.name for passage in nearest] == ["bread.txt"]
    assert shelf.retriever.search("bob", "quantum chromodynamics", 3, nearest=1) == []


def test_a_passage_knows_how_its_document_begins(shelf: Shelf) -> None:
    shelf.add("ann", "lease.txt", ["Lease of Tobias Lind.", "The deposit is two months' rent."])
    (passage,) = shelf.retriever.search("ann", "deposit rent months", 1)
    assert (passage.text, passage.lead) == ("The deposit is two months' rent.", "Lease of Tobias Lind.")
    assert "lead" not in passage.to_json()


def test_documents_are_known_by_a_name_at_their_head_where_few_have_it(shelf: Shelf) -> None:
    mine = shelf.add("ann", "lease.txt", ["Lease of Tobias Lind.", "The deposit is two months' rent."])
    shelf.add("ann", "log.txt", ["A log.", "Tobias came by."])
    shelf.add("bob", "letter.txt", ["A letter to Tobias."])
    for n in range(4):
        shelf.add("ann", f"{n}.txt", [f"Memo {n} of Ada."])
    assert shelf.retriever.headed("ann", ["Tobias", "Ada"]) == {mine}
    assert shelf.retriever.headed("bob", ["Lind"]) == frozenset()
