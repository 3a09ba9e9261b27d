"""Deleting a document so that it can be had back: nobody finds it, and nothing of it is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import Forbidden, NotFound
from memory.database import Database
from memory.deletions import Deletions
from memory.ingest import queue
from memory.sharing import Sharing
from memory.tags import Tags
from tests.memory.test_versions import FIRST, SECOND, Desk


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    return Desk(database, tmp_path)


@pytest.fixture
def deletions(desk: Desk) -> Deletions:
    return Deletions(desk.database, desk.library, desk.index)


def test_nobody_finds_what_was_deleted_until_it_is_had_back(desk: Desk, deletions: Deletions) -> None:
    sharing, tags = Sharing(desk.database), Tags(desk.database)
    lease = desk.add(FIRST)
    sharing.share("ada", lease.id, [], everyone=True)
    tags.change("ada", [lease.id], add=["home"])
    with pytest.raises(Forbidden):
        deletions.delete("bob", lease.id)
    deletions.delete("ada", lease.id)
    for reader in ("ada", "bob"):
        assert (desk.found(reader), desk.library.names(reader)) == ([], {})
        for look in (desk.library.get, desk.library.passages, desk.library.path, deletions.delete):
            with pytest.raises(NotFound):
                look(reader, lease.id)
    assert tags.list("ada") == []
    assert [gone.document for gone in deletions.list("ada")] == [lease.id]
    assert deletions.list("bob") == []
    with pytest.raises(NotFound):
        deletions.restore("bob", lease.id)
    deletions.restore("ada", lease.id)
    assert (desk.found(), desk.found("bob"), desk.library.get("ada", lease.id).tags) == ([FIRST], [FIRST], ("home",))
    assert desk.index.check() == []


def test_it_goes_for_good_with_its_file_after_a_while(desk: Desk, deletions: Deletions) -> None:
    old = desk.add(FIRST)
    new = desk.add(SECOND, old.id)
    deletions.delete("ada", new.id)
    deletions.remove_due()
    assert len(deletions.list("ada")) == 1
    deletions.remove_due(after=0)
    assert (deletions.list("ada"), list(desk.blobs.all())) == ([], [])
    assert desk.index.check() == []
    with pytest.raises(NotFound):
        deletions.restore("ada", new.id)


def test_what_is_still_to_be_read_is_read_when_it_is_had_back(desk: Desk, deletions: Deletions) -> None:
    waiting = desk.add(FIRST, read=False)
    queue.note_progress(desk.database, waiting.id, 0.1)
    deletions.delete("ada", waiting.id)
    assert not queue.is_unfinished(desk.database, waiting.id)
    desk.read(waiting, FIRST)
    assert (desk.found(), queue.queued(desk.database, limit=9)) == ([], [])
    deletions.restore("ada", waiting.id)
    assert [document.id for document in queue.queued(desk.database, limit=9)] == [waiting.id]
    desk.read(waiting, FIRST)
    assert desk.found() == [FIRST]


def test_the_same_bytes_again_are_a_new_document_that_is_shared_with_nobody(desk: Desk, deletions: Deletions) -> None:
    lease = desk.add(FIRST)
    Sharing(desk.database).share("ada", lease.id, [], everyone=True)
    deletions.delete("ada", lease.id)
    again = desk.add(FIRST)
    assert again.id != lease.id
    assert (desk.found(), desk.found("bob"), deletions.list("ada")) == ([FIRST], [], [])


def test_with_a_document_goes_the_version_that_is_coming(desk: Desk, deletions: Deletions) -> None:
    old = desk.add(FIRST)
    coming = desk.add(SECOND, old.id, read=False)
    deletions.delete("ada", old.id)
    desk.read(coming, SECOND)
    assert desk.found() == []
    deletions.restore("ada", old.id)
    assert (desk.found(), desk.library.get("ada", old.id).coming) == ([FIRST], None)
