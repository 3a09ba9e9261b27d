"""The library: what each owner sees of it, whatever anybody adds and deletes."""

from __future__ import annotations

import hashlib
import io
import tempfile
import threading
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import select

from core.errors import ForeignDatabase, NotFound, OutOfSpace, TooLarge, UnreadableFile
from core.types import Answer, Chunk, Citation, PageSpan, Passage, Usage
from memory.belonging import open_database
from memory.blobs import Blobs
from memory.conversations import Conversations
from memory.database import Database, DocumentRow, OutboxRow, VectorRow
from memory.documents import Document
from memory.ingest import queue
from memory.ingest.queue import Finished, Queued
from memory.library import NAME_CHARS, Library, clean_name
from tests.memory.fakes import CountingIndex, unit

OWNERS = ("ada", "bob")


def add(library: Library, content: str = "text", name: str = "a.txt", owner: str = "ada") -> Document:
    return library.add(owner, name, io.BytesIO(content.encode()))


def make_ready(database: Database, document: Document, text: str = "some text") -> None:
    """What ingest does of it, without ingest."""
    waiting = Queued(document.id, document.owner, document.sha256, document.name, document.size)
    chunks = [Chunk(text, PageSpan(1, 0, len(text)))]
    vectors = {"space": (range(1), unit(text, 4)[None])}
    queue.finish(database, [Finished(waiting, "text", "text/plain", chunks, vectors, 1, None, None, None, 0.1)])


class ManyHands(RuleBasedStateMachine):
    """Two owners add and delete a few contents in any order; a model says what each of them has."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name)
        self.database = open_database(path)
        self.blobs = Blobs(path / "blobs")
        self.library = Library(self.database, self.blobs, limit=1000)
        self.model: dict[tuple[str, str], str] = {}  # (owner, content) -> document

    owners = st.sampled_from(OWNERS)
    contents = st.sampled_from(["one", "two", "three"])

    @rule(owner=owners, content=contents)
    def add(self, owner: str, content: str) -> None:
        document = add(self.library, content, owner=owner)
        assert self.model.setdefault((owner, content), document.id) == document.id

    @precondition(lambda self: self.model)
    @rule(data=st.data(), outcome=st.sampled_from(["ready", "failed"]))
    def read(self, data: st.DataObject, outcome: str) -> None:
        (owner, _), identifier = data.draw(st.sampled_from(sorted(self.model.items())))
        if outcome == "failed":
            queue.note_failure(self.database, identifier, "why")
        else:
            make_ready(self.database, self.library.get(owner, identifier))

    @precondition(lambda self: self.model)
    @rule(data=st.data(), owner=owners)
    def delete(self, data: st.DataObject, owner: str) -> None:
        key, identifier = data.draw(st.sampled_from(sorted(self.model.items())))
        if key[0] == owner:
            self.library.delete(owner, identifier)
            del self.model[key]
        else:
            with pytest.raises(NotFound):
                self.library.delete(owner, identifier)

    @invariant()
    def each_owner_sees_their_own(self) -> None:
        for owner in OWNERS:
            mine = {identifier for (o, _), identifier in self.model.items() if o == owner}
            assert {d.id for d in self.library.list(owner)} == mine
            for identifier in set(self.model.values()) - mine:
                for look in (self.library.get, self.library.passages, self.library.path):
                    with pytest.raises(NotFound):
                        look(owner, identifier)

    @invariant()
    def files_are_those_of_the_rows(self) -> None:
        wanted = {hashlib.sha256(content.encode()).hexdigest() for _, content in self.model}
        assert set(self.blobs.all()) == wanted

    @invariant()
    def the_outbox_leads_to_the_vectors(self) -> None:
        with self.database.reading() as session:
            there = set(session.scalars(select(VectorRow.chunk_id)))
            followed: set[int] = set()
            for operation, chunk in session.execute(
                select(OutboxRow.operation, OutboxRow.chunk_id).order_by(OutboxRow.sequence)
            ):
                followed = followed | {chunk} if operation == "add" else followed - {chunk}
        assert followed == there

    def teardown(self) -> None:
        assert self.database.check() == []
        self.database.close()
        self.folder.cleanup()


ManyHands.TestCase.settings = settings(max_examples=10, stateful_step_count=15, deadline=None)
TestManyHands = ManyHands.TestCase


def test_a_document_is_shown_as_the_api_shows_it(library: Library, database: Database) -> None:
    queued = add(library, "text", name="notes.txt")
    assert queued.status == "queued"
    make_ready(database, queued)
    shown = library.get("ada", queued.id).to_json()
    assert shown | {"created_at": 0} == {
        "document": queued.id, "name": "notes.txt", "kind": "text", "media_type": "text/plain", "status": "ready",
        "reason": None, "chunks": 1, "seconds": 0.1, "progress": 1.0, "pages": 1, "width": None, "height": None,
        "seconds_audio": None, "size": 4, "created_at": 0,
        "standing": "current", "versions": 1, "coming": None, "tags": [], "shared_by": None,
        "shared_with": {"people": [], "everyone": False},
    }  # fmt: skip
    (passage,) = library.passages("ada", queued.id)
    assert (passage.document, passage.name, passage.text) == (queued.id, "notes.txt", "some text")


def test_lists_are_newest_first_and_paged(library: Library) -> None:
    ids = [add(library, f"content {i}").id for i in range(5)]
    assert [d.id for d in library.list("ada")] == ids[::-1]
    assert [d.id for d in library.list("ada", limit=2, offset=1)] == [ids[3], ids[2]]


def test_the_same_bytes_at_the_same_time_are_one_document(library: Library, blobs: Blobs) -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(add(library, "the same").id)) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 12
    assert len(set(found)) == len(library.list("ada")) == len(list(blobs.all())) == 1


def test_adding_and_deleting_at_the_same_time_never_loses_a_file(library: Library) -> None:
    def adding() -> None:
        for _ in range(40):
            library.path("bob", add(library, "shared", owner="bob").id)

    def deleting() -> None:
        for _ in range(40):
            library.delete("ada", add(library, "shared", owner="ada").id)

    failures: list[BaseException] = []

    def watched(work: object) -> None:
        try:
            work()  # type: ignore[operator]
        except BaseException as error:  # noqa: BLE001 shown by the assertion
            failures.append(error)

    threads = [threading.Thread(target=watched, args=(work,)) for work in (adding, deleting)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_failed_document_is_queued_again_under_its_new_name(library: Library, database: Database) -> None:
    first = add(library, "text", name="old.txt")
    queue.note_failure(database, first.id, "why")
    again = add(library, "text", name="new.txt")
    assert (again.id, again.status, again.reason, again.name) == (first.id, "queued", None, "new.txt")
    make_ready(database, again)
    assert add(library, "text", name="newer.txt").name == "new.txt"


def test_a_lost_file_is_mended_by_adding_it_again(library: Library, database: Database) -> None:
    document = add(library)
    make_ready(database, document)
    library.path("ada", document.id).unlink()
    with pytest.raises(NotFound, match="missing"):
        library.path("ada", document.id)
    assert add(library).status == "ready"
    assert library.path("ada", document.id).read_text() == "text"


def test_what_is_not_taken_in_leaves_nothing(library: Library, blobs: Blobs, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableFile, match="empty"):
        add(library, "")
    with pytest.raises(TooLarge):
        add(library, "x" * (2**20 + 1))

    def full(*_: object) -> None:
        raise OutOfSpace("The disk is full.")

    monkeypatch.setattr("memory.library.new_id", full)
    with pytest.raises(OutOfSpace):
        add(library, "the row cannot be written")
    assert library.list("ada") == []
    assert [p for p in blobs.folder.rglob("*") if p.is_file()] == []


def test_deleting_tells_the_index_and_leaves_other_rows(database: Database, blobs: Blobs) -> None:
    index = CountingIndex()
    library = Library(database, blobs, limit=1000, index=index)
    gone, kept = add(library, "one"), add(library, "two")
    make_ready(database, gone)
    make_ready(database, kept)
    library.delete("ada", gone.id)
    assert index.applied == 1
    assert len(library.passages("ada", kept.id)) == 1
    with pytest.raises(NotFound):
        library.delete("ada", gone.id)


def test_a_deleted_document_leaves_no_words_in_recorded_turns(
    library: Library, database: Database, blobs: Blobs
) -> None:
    gone, kept = add(library, "one"), add(library, "two")
    passages = [
        Passage(i, d.id, "n", "text", "secret words", PageSpan(1, 0, 9), 0.5) for i, d in enumerate((gone, kept))
    ]
    citations = tuple(Citation(i, d.id, "n", PageSpan(1, 0, 9), "secret", True) for i, d in enumerate((gone, kept)))
    answer = Answer("Yes [0].", True, citations, None, "m", None, "1", {}, Usage())
    conversations = Conversations(database, blobs)
    conversation, _ = conversations.record_turn("ada", None, "Is it?", answer, passages)
    library.delete("ada", gone.id)
    (turn,) = conversations.get("ada", conversation).turns
    assert [p["text"] for p in turn.passages] == ["", "secret words"]
    assert [c["quote"] for c in turn.citations] == ["", "secret"]
    assert turn.passages[0]["document"] == gone.id


def test_an_add_that_fails_leaves_a_file_that_was_here_before(
    library: Library, blobs: Blobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No row names it, but a row of the database before the backup may: it is for the sweeper to set it aside."""
    sha256, _ = blobs.write(iter([b"text"]), limit=100)
    monkeypatch.setattr("memory.library.new_id", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        add(library, "text")
    assert list(blobs.all()) == [sha256]


def test_what_is_deleted_is_gone_from_what_was_set_aside(library: Library, blobs: Blobs) -> None:
    document = add(library, "text")
    blobs.set_aside(document.sha256, 1.0)
    assert add(library, "text").id == document.id
    library.delete("ada", document.id)
    assert [path for path in blobs.folder.rglob("*") if path.is_file()] == []


def test_no_file_is_deleted_under_a_strange_database(library: Library, database: Database, blobs: Blobs) -> None:
    document = add(library, "text")
    database.identify("0" * 32)
    database.identity = "1" * 32
    with pytest.raises(ForeignDatabase):
        library.delete("ada", document.id)
    assert list(blobs.all()) == [document.sha256]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("notes.txt", "notes.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ada\\notes.txt", "notes.txt"),
        ("a\0b\nc\x1b[31m.txt", "abc[31m.txt"),
        ("lone\udc80surrogate", "lonesurrogate"),
        ("evil\u202egnp.exe", "evilgnp.exe"),
        ("", "untitled"),
        ("..", "untitled"),
        ("folder/", "untitled"),
        ("\t\n", "untitled"),
        ("年報 2025.pdf", "年報 2025.pdf"),
        ("x" * 500 + ".pdf", "x" * (NAME_CHARS - 4) + ".pdf"),
    ],
)
def test_names_are_made_fit_to_show(given: str, shown: str) -> None:
    assert clean_name(given) == shown


@given(st.text(st.characters(), max_size=400))
def test_any_name_can_be_shown_stored_and_sent(name: str) -> None:
    clean = clean_name(name)
    assert 0 < len(clean) <= NAME_CHARS
    assert "/" not in clean
    assert "\\" not in clean
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in clean)
    assert clean.encode("utf-8")
    assert clean_name(clean) == clean


def test_owners_and_ids_of_any_kind_are_only_not_found(library: Library) -> None:
    for identifier in ("", "\0", "\udc80", "' OR 1=1 --", "x" * 10_000):
        with pytest.raises(NotFound):
            library.get("ada", identifier)
        assert library.list(identifier) == []


def test_rows_of_documents_name_no_path(library: Library, database: Database) -> None:
    add(library, name="/home/ada/secret/notes.txt")
    with database.reading() as session:
        assert session.scalar(select(DocumentRow.name)) == "notes.txt"


def test_names_and_openings_are_those_of_the_owner(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    library = Library(database, Blobs(tmp_path / "blobs"), limit=1000)
    first, second, other = add(library, "1", "a.txt"), add(library, "2", "b.txt"), add(library, "3", "c.txt", "bob")
    make_ready(database, first, "begins so")
    make_ready(database, other, "hidden")
    assert list(library.names("ada").items()) == [(second.id, "b.txt"), (first.id, "a.txt")]
    found = library.openings("ada", [first.id, second.id, other.id])
    assert {key: passage.text for key, passage in found.items()} == {first.id: "begins so"}
    database.close()
