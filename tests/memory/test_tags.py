"""Tags: what people put on documents, and how it narrows what is listed and found."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import NotFound
from core.settings import Settings
from core.types.limits import TAGS
from memory.database import Database
from memory.index import Index
from memory.library import Library
from memory.retrieve import Retriever
from memory.sharing import Sharing
from memory.tags import BadTag, Tag, Tags
from memory.vectors.faiss import FaissStore
from tests.bag_of_words import BagOfWords
from tests.memory.shelves import shelve
from tests.memory.test_retrieve import Colours


@pytest.fixture
def tags(database: Database) -> Tags:
    return Tags(database)


def shelved(database: Database, name: str, owner: str = "ada") -> str:
    return shelve(database, BagOfWords(), owner, name, [f"The fox of {name} lives in a den."])


def test_tags_are_put_on_many_at_once_and_counted(database: Database, library: Library, tags: Tags) -> None:
    one, two, three = (shelved(database, f"{n}.txt") for n in "abc")
    tags.change("ada", [one, two], add=["Taxes", "  2025  "])
    tags.change("ada", [two, three], add=["garden"], remove=["Taxes", "nowhere"])
    assert tags.list("ada") == [Tag("2025", 2, 2), Tag("garden", 2, 2), Tag("Taxes", 1, 1)]
    assert library.get("ada", two).tags == ("2025", "garden")
    assert [document.id for document in library.list("ada", tag="garden")] == [three, two]
    assert set(library.names("ada", "Taxes")) == {one}
    assert library.list("ada", tag="nowhere") == []
    library.delete("ada", one)
    assert [tag.name for tag in tags.list("ada")] == ["2025", "garden"]


def test_a_tag_is_renamed_merged_and_taken_off_everything(database: Database, library: Library, tags: Tags) -> None:
    one, two = (shelved(database, f"{n}.txt") for n in "ab")
    tags.change("ada", [one, two], add=["tax"])
    tags.change("ada", [two], add=["taxes"])
    tags.rename("ada", "tax", "tax")
    tags.rename("ada", "tax", "taxes")
    assert tags.list("ada") == [Tag("taxes", 2, 2)]
    tags.remove("ada", "taxes")
    assert tags.list("ada") == []
    assert len(library.list("ada")) == 2
    for change in (lambda: tags.rename("ada", "taxes", "x"), lambda: tags.remove("ada", "taxes")):
        with pytest.raises(NotFound):
            change()


def test_each_has_tags_of_their_own_also_on_what_is_shared_with_them(
    database: Database, library: Library, tags: Tags
) -> None:
    shared, secret = (shelved(database, f"{n}.txt") for n in "ab")
    Sharing(database).share("ada", shared, [], everyone=True)
    tags.change("ada", [shared, secret], add=["mine"])
    tags.change("bob", [shared], add=["his"])
    assert (library.get("ada", shared).tags, library.get("bob", shared).tags) == (("mine",), ("his",))
    assert [tag.name for tag in tags.list("bob")] == ["his"]
    with pytest.raises(NotFound):
        tags.change("bob", [shared, secret], add=["more"])
    with pytest.raises(NotFound):
        tags.rename("bob", "mine", "his")
    assert library.get("bob", shared).tags == ("his",)
    Sharing(database).share("ada", shared, [])
    assert tags.list("bob") == []


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "\n", "x" * 41, "..", "\ud800"])
def test_what_is_no_tag_changes_nothing(database: Database, tags: Tags, name: str) -> None:
    document = shelved(database, "a.txt")
    with pytest.raises(BadTag):
        tags.change("ada", [document], add=["good", name])
    assert tags.list("ada") == []


def test_a_document_has_room_for_some_tags(database: Database, tags: Tags) -> None:
    document = shelved(database, "a.txt")
    tags.change("ada", [document], add=[f"tag {n}" for n in range(TAGS)])
    with pytest.raises(BadTag):
        tags.change("ada", [document], add=["one more"])
    tags.change("ada", [document], add=["one more"], remove=["tag 0"])
    assert len(tags.list("ada")) == TAGS


def test_a_search_is_narrowed_to_what_has_the_tag(database: Database, tags: Tags, tmp_path: Path) -> None:
    one, two = (shelved(database, f"{n}.txt") for n in ("elmwood", "oakwood"))
    tags.change("ada", [one], add=["north"])
    index = Index(database, FaissStore(tmp_path / "faiss"))
    retriever = Retriever(database, index, BagOfWords(), Colours(), Settings())  # type: ignore[arg-type]

    def found(tag: str | None, owner: str = "ada", documents: list[str] | None = None) -> set[str]:
        return {p.document for p in retriever.search(owner, "Where lives the fox?", 9, tag=tag, documents=documents)}

    assert (found(None), found("north"), found("south"), found("north", "bob")) == ({one, two}, {one}, set(), set())
    assert (found("north", documents=[one, two]), found("north", documents=[two])) == ({one}, set())
