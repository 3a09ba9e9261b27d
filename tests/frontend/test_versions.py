"""What the page offers to do with a file and its versions."""

from __future__ import annotations

from frontend import versions
from frontend.client.records import Document
from frontend.client.shelf_records import Version


def document(key: str, name: str = "lease.pdf", created_at: float = 100.0, **more: object) -> Document:
    return Document(key, name, "text", "ready", created_at=created_at, **more)  # type: ignore[arg-type]


def coming(status: str) -> Version:
    return Version("v", "lease.pdf", "coming", status)  # type: ignore[arg-type]


def offered(document: Document, *others: Document) -> list[str]:
    return list(versions.choices(document, [document, *others]))


def test_a_file_is_replaced_once_the_newer_one_before_was_read_or_failed() -> None:
    assert offered(document("a")) == ["Replace"]
    assert offered(document("a", versions=2)) == ["Replace", "Versions"]
    assert offered(document("a", coming=coming("processing"))) == ["Drop the newer version"]
    assert offered(document("a", coming=coming("failed"))) == ["Replace", "Drop the newer version"]


def test_a_second_file_of_the_name_may_be_a_newer_version_of_ones_own_that_was_added_before() -> None:
    before = document("a"), document("b", created_at=60.0), document("c", "other.pdf"), document("d", shared_by="ada")
    (_, joins) = offered(document("new", created_at=7_200.0), *before)
    assert joins.startswith("Newer version of the one from 1 January 1970")
    assert offered(document("new", created_at=50.0), *before) == ["Replace"]
    assert offered(document("new", created_at=7_200.0, versions=2), *before) == ["Replace", "Versions"]
