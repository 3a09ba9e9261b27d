"""Nobody finds what they may not read: random searches over both vector stores, against a dictionary.

Between them documents come and go, are replaced, shared, and shared no more, and people leave. `--searches 10000` does
as many for each store; without it there are a few.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from core.settings import Settings
from memory import lexical
from memory.account_tables import PersonRow
from memory.belonging import open_database
from memory.blobs import Blobs
from memory.deletions import Deletions
from memory.index import Index
from memory.library import Library
from memory.readable import lent
from memory.retrieve import Retriever
from memory.sharing import Sharing
from memory.tables import EVERYONE
from memory.vectors.store import VectorStore
from memory.versions import Versions
from tests.bag_of_words import BagOfWords
from tests.memory.shelves import shelve
from tests.memory.test_retrieve import Colours

PEOPLE = ("ada", "bob", "cleo")
WORDS = ("fox", "mill", "harbour", "lease", "oven", "kite")
MANY = 200  # more than there are chunks: whoever may be found is

# Each run anew: Hypothesis repeats the same one where it takes the machine for one of CI
CHANCE = settings(max_examples=3, stateful_step_count=30, deadline=None, derandomize=False, database=None)

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
people = st.sampled_from(PEOPLE)


class Place:
    """A database and an index over it, for all runs of the machine; and how many searches there were."""

    def __init__(self, folder: Path, store: VectorStore) -> None:
        self.database = open_database(folder)
        with self.database.session() as session:
            session.add_all(PersonRow(id=f"id-{n}", name=n, skeleton=n, password="", role="user") for n in PEOPLE)
        self.encoder = BagOfWords()
        self.index = Index(self.database, store)
        self.library = Library(self.database, Blobs(folder / "blobs"), limit=1000, index=self.index)
        self.sharing = Sharing(self.database)
        self.versions = Versions(self.database, self.index)
        self.deletions = Deletions(self.database, self.library, self.index)
        self.retriever = Retriever(self.database, self.index, self.encoder, Colours(), Settings())  # type: ignore[arg-type]
        self.searches = self.lent = 0


class Sharers(RuleBasedStateMachine):
    """Ids are those of documents; `readers` has whoever may read one, its owner first."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.readers: dict[str, list[str]] = {}
        self.away: dict[str, list[str]] = {}  # deleted, and not for good

    documents = st.runner().flatmap(lambda machine: st.sampled_from(sorted(machine.readers)))

    @rule(owner=people, written=st.lists(texts, min_size=1, max_size=3))
    def add(self, owner: str, written: list[str]) -> None:
        document = shelve(self.place.database, self.place.encoder, f"id-{owner}", "a.txt", list(written))
        self.place.index.apply()
        self.readers[document] = [owner]

    @precondition(lambda self: self.readers)
    @rule(document=documents, others=st.sets(people), everyone=st.booleans())
    def share(self, document: str, others: set[str], everyone: bool) -> None:
        """Also what shares it with fewer than before, or with nobody."""
        owner = self.readers[document][0]
        self.place.sharing.share(f"id-{owner}", document, others, everyone=everyone)
        self.readers[document] = [owner, *(others - {owner}), *([EVERYONE] if everyone else [])]

    @precondition(lambda self: self.readers)
    @rule(document=documents)
    def delete(self, document: str) -> None:
        owner = self.readers.pop(document)[0]
        self.place.library.delete(f"id-{owner}", document)

    @precondition(lambda self: self.readers)
    @rule(document=documents, written=texts)
    def replace(self, document: str, written: str) -> None:
        """Whoever may read it may read the newer version, and finds nothing of the earlier one."""
        owner = f"id-{self.readers[document][0]}"
        newer = shelve(self.place.database, self.place.encoder, owner, "a.txt", [written])
        self.place.versions.join(owner, newer, document)
        self.readers[newer] = self.readers.pop(document)

    @precondition(lambda self: self.readers)
    @rule(document=documents)
    def put_away(self, document: str) -> None:
        self.place.deletions.delete(f"id-{self.readers[document][0]}", document)
        self.away[document] = self.readers.pop(document)

    @precondition(lambda self: self.away)
    @rule(data=st.data())
    def bring_back(self, data: st.DataObject) -> None:
        document = data.draw(st.sampled_from(sorted(self.away)))
        self.place.deletions.restore(f"id-{self.away[document][0]}", document)
        self.readers[document] = self.away.pop(document)

    @rule(person=people)
    def leave(self, person: str) -> None:
        """All of theirs goes, and what was shared with them; the name is free for whoever comes next."""
        for document in self.place.library.owned(f"id-{person}"):
            self.place.library.erase(f"id-{person}", document)
            self.readers.pop(document, None), self.away.pop(document, None)
        self.place.sharing.forget(f"id-{person}")
        for readers in (*self.readers.values(), *self.away.values()):
            if person in readers:
                readers.remove(person)

    @rule(query=texts)
    def search(self, query: str) -> None:
        for reader in PEOPLE:
            self.search_as(reader, query)

    @rule(query=texts, reader=people)
    def search_as(self, reader: str, query: str) -> None:
        place, me = self.place, f"id-{reader}"
        mine = {document for document, readers in self.readers.items() if {reader, EVERYONE} & set(readers)}
        passages = [passage for document in mine for passage in place.library.passages(me, document)]
        may = {passage.chunk for passage in passages}
        assert {document.id for document in place.library.list(me)} == mine
        vector = place.encoder.encode([query])[0]
        with place.database.reading() as session:
            near = place.index.search(place.encoder.space, me, vector, MANY, lent(session, me))
            worded = lexical.search(session, me, query, MANY)
        assert {hit.chunk for hit in near} == may
        assert [hit.score for hit in near] == sorted((hit.score for hit in near), reverse=True)
        said = set(query.split())
        assert {hit.chunk for hit in worded} == {p.chunk for p in passages if said & set(p.text.split())}
        found = place.retriever.search(me, query, MANY)
        assert {passage.chunk for passage in found} <= may
        lender = {passage.document: passage.shared_by for passage in found}
        owners = {document: self.readers[document][0] for document in lender}
        assert lender == {document: None if owner == reader else owner for document, owner in owners.items()}
        place.searches += 1
        place.lent += any(by is not None for by in lender.values())

    def teardown(self) -> None:
        for person in PEOPLE:
            for document in self.place.library.owned(f"id-{person}"):
                self.place.library.erase(f"id-{person}", document)
        assert self.place.index.check() == []


def faiss(folder: Path) -> VectorStore:
    from memory.vectors.faiss import FaissStore

    return FaissStore(folder / "faiss")


def chroma(folder: Path) -> VectorStore:
    from memory.vectors.chroma import ChromaStore

    return ChromaStore(folder / "chroma")


@pytest.mark.parametrize("store", [faiss, chroma])
def test_no_search_finds_what_the_reader_may_not_read(
    request: pytest.FixtureRequest, store: Callable[[Path], VectorStore]
) -> None:
    wanted = request.config.getoption("--searches")
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder), store(Path(folder)))
        while place.searches < wanted or not place.lent:  # a run may do without some of the rules
            run_state_machine_as_test(lambda: Sharers(place), settings=CHANCE)  # type: ignore[no-untyped-call]
        print(f"{place.searches} searches over {store.__name__}, {place.lent} of them found what others share")
        place.index.close()
        place.database.close()
