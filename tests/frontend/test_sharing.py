"""The dialog that shares: one file, several, or all with a tag, and the way back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import pytest
from streamlit.testing.v1 import AppTest

from frontend import sharing
from frontend.client.records import Document

Sent = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], bool | None]


@dataclass
class Shelves:
    """Keeps what it is asked for."""

    sent: list[Sent] = field(default_factory=list)

    def readers(self) -> list[str]:
        return ["bob", "cleo"]

    def share(
        self, documents: Collection[str], add: Collection[str], remove: Collection[str], *, everyone: bool | None
    ) -> None:
        self.sent.append((tuple(documents), tuple(add), tuple(remove), everyone))


@pytest.fixture
def shelves(monkeypatch: pytest.MonkeyPatch) -> Shelves:
    made = Shelves()

    class Client:
        shelves = made

    monkeypatch.setattr(sharing, "client", Client)
    return made


def document(key: str, *people: str, by: str | None = None, everyone: bool = False) -> Document:
    return Document(
        key, f"{key}.pdf", "text", "ready", tags=("house",), shared_by=by, shared_with=people,
        shared_with_everyone=everyone,
    )  # fmt: skip


ONE = [document("a", "bob")]
SEVERAL = [document("a", "bob"), document("b", "bob", "cleo"), document("c", by="cleo")]
OPEN = [document("a", everyone=True), document("b", everyone=True)]
OTHERS = [document("c", by="cleo")]


def opened(documents: list[Document], tag: str | None = None) -> AppTest:
    def script(documents, tag):  # type: ignore[no-untyped-def] # it is run away from its imports
        from frontend import sharing

        sharing.dialog(documents, tag)

    page = AppTest.from_function(script, args=(documents, tag)).run()
    assert not page.exception
    return page


def said(page: AppTest) -> str:
    return " ".join(str(element.value) for element in (*page.markdown, *page.caption)).replace("\\", "")


def save(page: AppTest) -> None:
    page.button(key="share-save").click().run()
    assert not page.exception


def test_one_file_is_shared_and_taken_back(shelves: Shelves) -> None:
    page = opened(ONE)
    assert "a.pdf" in said(page)
    assert page.multiselect[0].value == ["bob"]
    page.multiselect[0].set_value(["cleo"])
    save(page)
    assert shelves.sent == [(("a",), ("cleo",), ("bob",), None)]


def test_the_files_of_a_tag_are_those_of_now_and_others_stay_with_their_owners(shelves: Shelves) -> None:
    page = opened(SEVERAL, "house")
    assert "The 2 files of yours with the tag **house** now." in said(page)
    assert "later is not shared by that" in said(page)
    assert "Left as they are: 1 file of others." in said(page)
    assert "shared with others, too, which stays so: cleo." in said(page)
    assert page.multiselect[0].value == ["bob"]
    page.toggle[0].set_value(True)
    save(page)
    assert shelves.sent == [(("a", "b"), (), (), True)]


def test_everyone_is_taken_back(shelves: Shelves) -> None:
    page = opened(OPEN)
    page.toggle[0].set_value(False)
    save(page)
    assert shelves.sent == [(("a", "b"), (), (), False)]


def test_all_is_taken_back_from_whomever_some_are_shared_with(shelves: Shelves) -> None:
    opened(SEVERAL).button(key="share-nobody").click().run()
    assert shelves.sent == [(("a", "b"), (), ("bob", "cleo"), False)]


def test_what_is_others_is_not_ones_to_share(shelves: Shelves) -> None:
    page = opened(OTHERS)
    assert "None of these files is yours to share." in said(page)
    assert not page.button


def test_what_was_chosen_for_one_file_and_dismissed_is_not_chosen_for_the_next(shelves: Shelves) -> None:
    def script(documents):  # type: ignore[no-untyped-def] # it is run away from its imports
        import streamlit as st

        from frontend import sharing

        for document in documents:
            if st.button(document.name, key=document.id):
                sharing.dialog([document])

    page = AppTest.from_function(script, args=(SEVERAL[:2],)).run()
    page.button(key="a").click().run()
    page.toggle[0].set_value(True)
    page.multiselect[0].set_value([])
    page.button(key="b").click().run()
    assert not page.toggle[0].value
    assert page.multiselect[0].value == ["bob", "cleo"]
