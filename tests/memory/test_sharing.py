"""Sharing: who may read what, what goes when it is taken back, and what is refused."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from sqlalchemy import select

from core.errors import BadInput, Forbidden, NotFound
from core.types import Answer, Citation, Evidence, PageSpan, Passage, Usage
from feedback.places import Place, found, words
from memory.account_tables import PersonRow
from memory.blobs import Blobs
from memory.conversations import Conversations, Turn
from memory.database import Database
from memory.library import Library
from memory.sharing import NOBODY_ELSE, Readers, Sharing
from memory.tables import ShareRow
from memory.turns import DELETED, Making
from tests.bag_of_words import BagOfWords
from tests.memory.shelves import shelve


@pytest.fixture
def sharing(database: Database) -> Sharing:
    with database.session() as session:
        session.add_all(
            PersonRow(id=f"id-{name}", name=name, skeleton=name, password="", role="user")
            for name in ("ada", "bob", "cleo")
        )
    return Sharing(database)


@pytest.fixture
def lease(database: Database) -> str:
    """A document of Ada's."""
    return shelve(database, BagOfWords(), "id-ada", "lease.txt", ["The rent is 900 euros."])


def test_a_reader_sees_it_and_whose_it_is_and_its_owner_who_may_read_it(
    library: Library, sharing: Sharing, lease: str
) -> None:
    sharing.share("id-ada", lease, [" BOB "])
    (seen,) = library.list("id-bob")
    assert (seen.id, seen.shared_by, seen.readers) == (lease, "ada", NOBODY_ELSE)
    assert [p.shared_by for p in library.passages("id-bob", lease)] == ["ada"]
    assert library.openings("id-bob", [lease])[lease].shared_by == "ada"
    assert library.names("id-bob") == {lease: "lease.txt"}
    mine = library.get("id-ada", lease)
    assert (mine.shared_by, mine.readers) == (None, Readers(("bob",)))
    with pytest.raises(NotFound):
        library.get("id-cleo", lease)
    sharing.share("id-ada", lease, [], everyone=True)
    assert library.get("id-cleo", lease).shared_by == "ada"
    assert library.get("id-ada", lease).readers == Readers(everyone=True)
    assert library.owned("id-bob") == []


def test_a_reader_changes_nothing_of_it(library: Library, sharing: Sharing, lease: str) -> None:
    sharing.share("id-ada", lease, ["bob"])
    with pytest.raises(Forbidden):
        library.delete("id-bob", lease)
    with pytest.raises(Forbidden):
        sharing.share("id-bob", lease, ["cleo"])
    with pytest.raises(NotFound):
        sharing.share("id-cleo", lease, ["cleo"])
    assert library.get("id-ada", lease).readers == Readers(("bob",))


@pytest.mark.parametrize("name", ["dora", "b0b\u200b", "", "x" * 1000, "\ud800"])
def test_nothing_is_shared_with_nobody(library: Library, sharing: Sharing, lease: str, name: str) -> None:
    with pytest.raises(BadInput):
        sharing.share("id-ada", lease, ["bob", name])
    assert library.get("id-ada", lease).readers == NOBODY_ELSE


@pytest.fixture
def plan(database: Database) -> str:
    """Another one of Ada's."""
    return shelve(database, BagOfWords(), "id-ada", "plan.txt", ["The cellar is under the kitchen."])


def test_many_are_shared_at_once_and_taken_back_and_who_else_may_read_them_stays(
    library: Library, sharing: Sharing, lease: str, plan: str
) -> None:
    def may_read() -> list[Readers]:
        return [library.get("id-ada", document).readers for document in (lease, plan)]

    sharing.share("id-ada", lease, ["cleo"])
    sharing.change("id-ada", [lease, plan, plan], add=[" BOB ", "ada"])
    assert may_read() == [Readers(("bob", "cleo")), Readers(("bob",))]
    sharing.change("id-ada", [lease, plan], everyone=True)
    assert may_read() == [Readers(("bob", "cleo"), everyone=True), Readers(("bob",), everyone=True)]
    sharing.change("id-ada", [lease, plan], remove=["bob"], everyone=False)
    assert may_read() == [Readers(("cleo",)), NOBODY_ELSE]
    with pytest.raises(NotFound):
        library.get("id-bob", lease)


def test_of_many_all_are_shared_or_none(library: Library, sharing: Sharing, database: Database, lease: str) -> None:
    theirs = shelve(database, BagOfWords(), "id-bob", "diary.txt", ["It rained."])
    sharing.share("id-bob", theirs, ["ada"])
    secret = shelve(database, BagOfWords(), "id-bob", "secret.txt", ["Nobody reads it."])
    for strange, refusal in ((theirs, Forbidden), (secret, NotFound), ("nowhere", NotFound)):
        with pytest.raises(refusal):
            sharing.change("id-ada", [lease, strange], add=["cleo"])
    with pytest.raises(BadInput):
        sharing.change("id-ada", [lease], add=["cleo", "dora"])
    assert library.get("id-ada", lease).readers == NOBODY_ELSE
    assert library.get("id-bob", theirs).readers == Readers(("ada",))


def test_it_is_shared_with_oneself_by_having_it(library: Library, sharing: Sharing, lease: str) -> None:
    sharing.share("id-ada", lease, ["ada", "bob", "bob"])
    assert library.get("id-ada", lease).readers == Readers(("bob",))
    assert sharing.people("id-ada") == ["bob", "cleo"]


def test_shares_go_with_the_document_and_with_the_reader(
    library: Library, sharing: Sharing, database: Database, lease: str
) -> None:
    sharing.share("id-ada", lease, ["bob", "cleo"])
    sharing.forget("id-cleo")
    with database.reading() as session:
        assert session.scalars(select(ShareRow.reader)).all() == ["id-bob"]
    library.delete("id-ada", lease)
    with database.reading() as session:
        assert session.scalars(select(ShareRow.reader)).all() == []


# --- what was said from it ----------------------------------------------------------------------------------------


def asked(database: Database, blobs: Blobs, library: Library, who: str, document: str) -> tuple[Conversations, str]:
    """A turn of somebody's that was answered from the document."""
    conversations = Conversations(database, blobs)
    passage = replace(library.passages(who, document)[0], highlights=((4, 8),))
    answer = Answer(
        "900 euros [1]", True,
        (Citation(1, document, "lease.txt", PageSpan(1, 0, 22), passage.text, True, passage.chunk, shared_by="ada"),),
        None, "model", None, "2", {}, Usage(),
    )  # fmt: skip
    making = Making(evidence=[Evidence(1, passage, 0, 22, PageSpan(1, 0, 22), 0.9)])
    conversation, _ = conversations.record_turn(who, None, "The rent?", answer, [passage], making)
    return conversations, conversation


def turn_of(conversations: Conversations, who: str, conversation: str) -> Turn:
    (turn,) = conversations.get(who, conversation).turns
    return turn


def is_forgotten(turn: Turn) -> bool:
    kept = (turn.passages[0]["text"], turn.citations[0]["quote"])
    gone = kept == ("", "") and turn.untrainable == DELETED
    assert gone or kept == ("The rent is 900 euros.", "The rent is 900 euros.")
    assert (turn.citations[0]["shared_by"] is None) == (turn.passages[0]["shared_by"] is None) == gone
    return gone


@pytest.mark.parametrize(("first", "then", "loses"), [
    ((["bob", "cleo"], False), (["cleo"], False), {"bob"}),
    ((["bob"], True), (["bob"], False), {"cleo"}),
    ((["bob"], False), ([], True), set()),
    (([], True), ([], False), {"bob", "cleo"}),
])  # fmt: skip
def test_whoever_may_not_read_it_any_more_keeps_none_of_its_words(
    database: Database, blobs: Blobs, library: Library, sharing: Sharing, lease: str,
    first: tuple[list[str], bool], then: tuple[list[str], bool], loses: set[str],
) -> None:  # fmt: skip
    sharing.share("id-ada", lease, first[0], everyone=first[1])
    readers = [name for name in ("bob", "cleo") if lease in library.names(f"id-{name}")]
    turns = {name: asked(database, blobs, library, f"id-{name}", lease) for name in readers}
    assert not any(is_forgotten(turn_of(c, f"id-{name}", at)) for name, (c, at) in turns.items())
    sharing.share("id-ada", lease, then[0], everyone=then[1])
    assert {name for name, (c, at) in turns.items() if is_forgotten(turn_of(c, f"id-{name}", at))} == loses


def test_what_is_deleted_goes_from_the_turns_of_all(
    database: Database, blobs: Blobs, library: Library, sharing: Sharing, lease: str
) -> None:
    sharing.share("id-ada", lease, ["bob"], everyone=True)
    turns = [(who, *asked(database, blobs, library, who, lease)) for who in ("id-bob", "id-cleo")]
    library.delete("id-ada", lease)
    assert all(is_forgotten(turn_of(conversations, who, at)) for who, conversations, at in turns)


def test_an_answer_that_was_under_way_keeps_none_either(
    database: Database, blobs: Blobs, library: Library, sharing: Sharing, lease: str
) -> None:
    sharing.share("id-ada", lease, ["bob"])
    passages: list[Passage] = list(library.passages("id-bob", lease))
    sharing.share("id-ada", lease, [])
    answer = Answer("900 euros", True, (), None, "model", None, "2", {}, Usage())
    conversations = Conversations(database, blobs)
    conversation, _ = conversations.record_turn("id-bob", None, "The rent?", answer, passages)
    assert turn_of(conversations, "id-bob", conversation).passages[0]["text"] == ""


def test_a_reader_points_at_places_in_it_while_they_may(database: Database, sharing: Sharing, lease: str) -> None:
    sharing.share("id-ada", lease, ["bob"])
    with database.reading() as session:
        place = found(session, "id-bob", Place(lease, page=1, start=4, end=8))
        assert words(session, "id-bob", place) == "rent"
    sharing.share("id-ada", lease, [])
    with database.reading() as session:
        assert words(session, "id-bob", place) is None
        with pytest.raises(NotFound):
            found(session, "id-bob", Place(lease, page=1, start=4, end=8))


def test_the_same_bytes_of_two_people_are_two_documents(library: Library, sharing: Sharing) -> None:
    hers, his = (library.add(who, "a.txt", io.BytesIO(b"same")) for who in ("id-ada", "id-bob"))
    sharing.share("id-ada", hers.id, ["bob"])
    assert {d.id: d.shared_by for d in library.list("id-bob")} == {hers.id: "ada", his.id: None}
    library.delete("id-bob", his.id)
    assert library.path("id-bob", hers.id).read_bytes() == b"same"
