"""Versions: a newer file takes the place of the one before, which answers until then and can be had back."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from core.errors import Conflict, Forbidden, NotFound
from core.settings import Settings
from core.types import Answer, Chunk, PageSpan, Usage
from memory.blobs import Blobs
from memory.conversations import Conversations
from memory.database import Database
from memory.documents import Document
from memory.index import Index
from memory.ingest import queue
from memory.ingest.queue import Finished, Queued
from memory.library import Library
from memory.retrieve import Retriever
from memory.sharing import Readers, Sharing
from memory.tags import Tags
from memory.vectors.faiss import FaissStore
from memory.versions import NotReplaced, Versions
from tests.bag_of_words import BagOfWords
from tests.memory.test_retrieve import Colours

QUESTION = "How much is the rent of the flat?"


class Desk:
    """A library whose files are read when it is said, a line a chunk, and are found then."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.encoder = database, BagOfWords()
        self.index = Index(database, FaissStore(folder / "faiss"))
        self.blobs = Blobs(folder / "blobs")
        self.library = Library(database, self.blobs, limit=2**20, index=self.index)
        self.versions = Versions(database, self.index)
        self.retriever = Retriever(database, self.index, self.encoder, Colours(), Settings())  # type: ignore[arg-type]

    def add(self, text: str, replaces: str | None = None, *, read: bool = True) -> Document:
        document = self.library.add("ada", "lease.txt", io.BytesIO(text.encode()), replaces)
        if read and document.status != "ready":
            self.read(document, text)
        return self.library.get("ada", document.id)

    def read(self, document: Document, text: str) -> None:
        waiting = Queued(document.id, document.owner, document.sha256, document.name, document.size)
        chunks = [Chunk(line, PageSpan(1, 0, len(line))) for line in text.splitlines()]
        vectors = {self.encoder.space: (range(len(chunks)), self.encoder.encode([chunk.text for chunk in chunks]))}
        finished = Finished(waiting, "text", "text/plain", chunks, vectors, 1, None, None, None, 0.1)
        queue.finish(self.database, [finished])
        self.index.apply()

    def found(self, owner: str = "ada") -> list[str]:
        return sorted(passage.text for passage in self.retriever.search(owner, QUESTION, 9))

    def listed(self) -> list[str]:
        return [document.id for document in self.library.list("ada")]

    def standings(self, document: str) -> dict[str, str]:
        return {version.document: version.standing for version in self.versions.of("ada", document)}


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    return Desk(database, tmp_path)


FIRST, SECOND, THIRD = (f"The rent of the flat is {euros} euros." for euros in (900, 950, 990))


def test_the_one_before_answers_until_the_newer_one_is_ready(desk: Desk) -> None:
    old = desk.add(FIRST)
    new = desk.add(SECOND, old.id, read=False)
    assert (desk.found(), desk.listed()) == ([FIRST], [old.id])
    (shown,) = desk.library.list("ada")
    assert shown.coming is not None
    assert (shown.coming.document, shown.coming.status, shown.versions) == (new.id, "queued", 1)
    desk.read(new, SECOND)
    assert (desk.found(), desk.listed()) == ([SECOND], [new.id])
    (shown,) = desk.library.list("ada")
    assert (shown.coming, shown.versions, shown.standing) == (None, 2, "current")
    assert desk.standings(new.id) == {old.id: "earlier", new.id: "current"}
    assert [version.document for version in desk.versions.of("ada", old.id)] == [new.id, old.id]
    assert desk.index.check() == []


def test_an_earlier_version_is_looked_at_and_had_back(desk: Desk) -> None:
    old = desk.add(FIRST)
    new = desk.add(SECOND, old.id)
    assert [passage.text for passage in desk.library.passages("ada", old.id)] == [FIRST]
    assert desk.library.path("ada", old.id).read_text() == FIRST
    assert desk.library.get("ada", old.id).standing == "earlier"
    desk.versions.restore("ada", old.id)
    assert (desk.found(), desk.listed()) == ([FIRST], [old.id])
    desk.versions.restore("ada", new.id)
    assert (desk.found(), desk.listed()) == ([SECOND], [new.id])
    desk.index.rebuild()
    assert (desk.found(), desk.index.check()) == ([SECOND], [])


def test_what_cannot_be_read_replaces_nothing_and_gives_way(desk: Desk) -> None:
    old = desk.add(FIRST)
    broken = desk.add(SECOND, old.id, read=False)
    with pytest.raises(NotReplaced):
        desk.add(THIRD, old.id)
    queue.note_failure(desk.database, broken.id, "It is damaged.")
    (shown,) = desk.library.list("ada")
    assert shown.coming is not None
    assert (shown.coming.status, shown.coming.reason, desk.found()) == ("failed", "It is damaged.", [FIRST])
    with pytest.raises(NotReplaced):
        desk.versions.restore("ada", broken.id)
    new = desk.add(THIRD, old.id)
    assert desk.standings(new.id) == {old.id: "earlier", new.id: "current"}


def test_shares_and_tags_stay_with_the_current_version(desk: Desk, database: Database) -> None:
    sharing, tags = Sharing(database), Tags(database)
    old = desk.add(FIRST)
    sharing.share("ada", old.id, [], everyone=True)
    tags.change("ada", [old.id], add=["home"])
    new = desk.add(SECOND, old.id)
    assert (new.readers, new.tags) == (Readers(everyone=True), ("home",))
    assert (desk.found("bob"), list(desk.library.names("bob"))) == ([SECOND], [new.id])
    with pytest.raises(NotFound):
        desk.library.get("bob", old.id)
    for change in (lambda: desk.versions.of("bob", new.id), lambda: desk.versions.restore("bob", new.id)):
        with pytest.raises(Forbidden):
            change()
    desk.versions.restore("ada", old.id)
    assert (desk.found("bob"), desk.library.get("ada", old.id).tags) == ([FIRST], ("home",))


def test_what_is_shared_no_more_takes_its_earlier_versions_along(desk: Desk, database: Database) -> None:
    sharing, conversations = Sharing(database), Conversations(database, desk.blobs)
    old = desk.add(FIRST)
    sharing.share("ada", old.id, [], everyone=True)
    answer = Answer("900 euros", True, (), None, "model", None, "2", {}, Usage())
    passages = list(desk.library.passages("bob", old.id))
    conversation, _ = conversations.record_turn("bob", None, QUESTION, answer, passages)

    def kept() -> str:
        return str(conversations.get("bob", conversation).turns[0].passages[0]["text"])

    new = desk.add(SECOND, old.id)
    assert kept() == FIRST
    sharing.share("ada", new.id, [])
    assert kept() == ""
    with pytest.raises(Conflict):
        sharing.share("ada", old.id, [], everyone=True)


def test_with_the_current_version_all_go_and_others_alone(desk: Desk) -> None:
    first = desk.add(FIRST)
    second = desk.add(SECOND, first.id)
    third = desk.add(THIRD, second.id)
    coming = desk.add("The rent is 1000 euros.", third.id, read=False)
    desk.library.delete("ada", first.id)
    desk.library.delete("ada", coming.id)
    assert desk.standings(third.id) == {second.id: "earlier", third.id: "current"}
    desk.library.delete("ada", third.id)
    assert desk.listed() == []
    with pytest.raises(NotFound):
        desk.library.get("ada", second.id)
    assert desk.index.check() == []
    assert list(desk.blobs.all()) == []


def test_the_same_bytes_again(desk: Desk) -> None:
    old = desk.add(FIRST)
    assert desk.add(FIRST, old.id).id == old.id
    new = desk.add(SECOND, old.id)
    assert desk.add(FIRST, new.id).id == old.id
    assert desk.listed() == [old.id]
    assert desk.add(SECOND).id == new.id
    assert sorted(desk.listed()) == sorted([old.id, new.id])
    assert desk.found() == [FIRST, SECOND]
    other = desk.add(THIRD)
    with pytest.raises(NotReplaced):
        desk.add(THIRD, old.id)
    assert desk.library.get("ada", other.id).standing == "current"


def test_two_documents_become_versions_of_one(desk: Desk, database: Database) -> None:
    tags = Tags(database)
    old, new, third = desk.add(FIRST), desk.add(SECOND), desk.add(THIRD)
    tags.change("ada", [old.id, new.id], add=["home"])
    tags.change("ada", [old.id], add=["2025"])
    desk.versions.join("ada", new.id, old.id)
    assert (desk.library.get("ada", new.id).tags, desk.found()) == (("2025", "home"), [SECOND, THIRD])
    for one, other in ((new.id, new.id), (old.id, third.id), (new.id, third.id), (third.id, old.id)):
        with pytest.raises(NotReplaced):
            desk.versions.join("ada", one, other)
    desk.versions.join("ada", third.id, new.id)
    assert desk.standings(third.id) == {old.id: "earlier", new.id: "earlier", third.id: "current"}
